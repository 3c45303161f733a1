import type { Framework } from './framework.ts';

/** OWASP ASVS 5.0.0. */
export const asvs = {
  id: 'asvs',
  name: 'OWASP ASVS',
  edition: '5.0.0',
  source:
    'Ids checked against the standard in its repository (OWASP/ASVS). Its text is under CC BY-SA 4.0 and is not reproduced; the words are ours.',
  statement:
    'Evidence, not a compliance verdict: a verification at a level of the ASVS looks at every requirement of that level, most of them inside the application. This run shows what the target answered on one day.',
  beyond: [
    'Most of the chapters on encoding, business logic, authentication, sessions, authorisation, tokens, OAuth and coding: they need accounts, source code or documents.',
    'Every requirement that asks for documentation.',
    'What could be tried from outside and is not here: WebSockets, GraphQL, browser storage, log-in and log-out, default accounts, the place to which policy violations are reported.',
    'Requirements marked partial: only the part that an answer from outside shows. Those marked evidence: no more than a hint.',
  ],
  regularRuns: [
    {
      id: 'v5.0.0-3.1.1',
      words: 'Documentation names the browser security features relied on: the profile does',
    },
  ],
  requirements: {
    'v5.0.0-2.4.1': {
      words: 'Something limits automated or excessive calls to costly functions',
      level: 2,
      reach: 'partial',
    },
    'v5.0.0-3.2.1': {
      words:
        'API answers and uploads cannot be made to render as a page (Sec-Fetch check, CSP sandbox or attachment disposition)',
      level: 1,
      reach: 'partial',
    },
    'v5.0.0-3.3.1': {
      words: 'Every cookie is Secure and carries a __Host- or __Secure- prefix',
      level: 1,
      reach: 'full',
    },
    'v5.0.0-3.3.2': {
      words: 'Each cookie has a SameSite value that fits its purpose',
      level: 2,
      reach: 'partial',
    },
    'v5.0.0-3.3.3': {
      words: 'Cookies use __Host- unless meant to be shared between hosts',
      level: 2,
      reach: 'partial',
    },
    'v5.0.0-3.3.4': {
      words: 'Token cookies are HttpOnly, and the token goes to the browser only by Set-Cookie',
      level: 2,
      reach: 'partial',
    },
    'v5.0.0-3.3.5': { words: 'A cookie name plus value stays within 4096 bytes', level: 3, reach: 'full' },
    'v5.0.0-3.4.1': {
      words: 'HSTS on all responses, at least one year, with subdomains from level 2',
      level: 1,
      reach: 'full',
    },
    'v5.0.0-3.4.2': {
      words: 'Allow-Origin is fixed or checked against an allowlist; a wildcard only on harmless data',
      level: 1,
      reach: 'partial',
    },
    'v5.0.0-3.4.3': {
      words:
        "CSP on responses: object-src 'none', base-uri 'none', allowlist or nonce/hash (per response at L3)",
      level: 2,
      reach: 'full',
    },
    'v5.0.0-3.4.4': { words: 'nosniff on all responses', level: 2, reach: 'full' },
    'v5.0.0-3.4.5': {
      words: 'A referrer policy by header or markup keeps URLs from third parties',
      level: 2,
      reach: 'full',
    },
    'v5.0.0-3.4.6': {
      words: 'CSP frame-ancestors on every response; X-Frame-Options does not count',
      level: 2,
      reach: 'full',
    },
    'v5.0.0-3.4.8': {
      words: 'HTML documents carry COOP same-origin or same-origin-allow-popups',
      level: 3,
      reach: 'full',
    },
    'v5.0.0-3.5.2': {
      words: 'Where preflight is the defence, a request that needs no preflight cannot reach the function',
      level: 1,
      reach: 'partial',
    },
    'v5.0.0-3.5.8': {
      words: 'Authenticated resources load cross-site only when intended (Sec-Fetch check or CORP)',
      level: 3,
      reach: 'partial',
    },
    'v5.0.0-3.7.2': {
      words: 'Automatic redirects go only to allowlisted foreign hosts',
      level: 2,
      reach: 'partial',
    },
    'v5.0.0-3.7.4': {
      words: "The domain is on the browsers' HSTS preload list",
      level: 3,
      reach: 'evidence',
    },
    'v5.0.0-4.1.1': { words: 'Content-Type matches the body and names a charset', level: 1, reach: 'full' },
    'v5.0.0-4.1.2': {
      words: 'Only pages for people redirect http to https; APIs refuse instead',
      level: 2,
      reach: 'full',
    },
    'v5.0.0-4.1.3': {
      words: 'A client cannot overwrite headers that the proxy sets (X-Real-IP, X-Forwarded-*, user id)',
      level: 2,
      reach: 'partial',
    },
    'v5.0.0-4.1.4': {
      words: 'Only supported HTTP methods answer; the rest are blocked',
      level: 3,
      reach: 'full',
    },
    'v5.0.0-4.2.1': {
      words: 'All tiers agree on message boundaries (no request smuggling)',
      level: 2,
      reach: 'partial',
    },
    'v5.0.0-5.2.1': {
      words: 'Oversized files are refused before they hurt the service',
      level: 1,
      reach: 'full',
    },
    'v5.0.0-5.2.3': {
      words: 'Compressed uploads are checked for unpacked size and count',
      level: 2,
      reach: 'partial',
    },
    'v5.0.0-6.3.1': {
      words: 'Credential stuffing / brute force is hindered as documented',
      level: 1,
      reach: 'partial',
    },
    'v5.0.0-6.3.2': { words: 'Default accounts do not work', level: 1, reach: 'partial' },
    'v5.0.0-11.1.2': { words: 'A kept-up inventory of keys, algorithms and certificates', level: 2 },
    'v5.0.0-11.1.4': {
      words:
        'The inventory of cryptography has a plan for the move to new standards, such as post-quantum ones',
      level: 3,
    },
    'v5.0.0-11.2.3': {
      words: 'Keys and primitives give 128 bits of security (RSA needs 3072 bits)',
      level: 2,
      reach: 'partial',
    },
    'v5.0.0-11.3.2': { words: 'Only approved ciphers and modes, such as AES-GCM', level: 1 },
    'v5.0.0-11.3.3': { words: 'Encrypted data is also protected against change (AEAD or MAC)', level: 2 },
    'v5.0.0-11.4.1': { words: 'Only approved hash functions; MD5 nowhere', level: 1 },
    'v5.0.0-11.4.2': { words: 'Passwords are stored by a slow, approved derivation function', level: 2 },
    'v5.0.0-11.5.1': {
      words: 'What must not be guessed comes from a secure generator, with 128 bits of entropy',
      level: 2,
    },
    'v5.0.0-11.6.1': { words: 'Approved algorithms for key generation and signatures', level: 2 },
    'v5.0.0-11.6.2': {
      words: 'Key exchange uses approved algorithms and sound parameters',
      level: 3,
      reach: 'partial',
    },
    'v5.0.0-12.1.1': { words: 'Only TLS 1.2 / 1.3 accepted, newest preferred', level: 1, reach: 'full' },
    'v5.0.0-12.1.2': {
      words: 'Only recommended suites, strongest first; forward secrecy only at L3',
      level: 2,
      reach: 'full',
    },
    'v5.0.0-12.1.3': {
      words: 'Client certificates are validated before their identity is used',
      level: 2,
      reach: 'full',
    },
    'v5.0.0-12.1.4': { words: 'Revocation such as OCSP stapling is on', level: 3, reach: 'full' },
    'v5.0.0-12.2.1': { words: 'External HTTP services use TLS and never fall back', level: 1, reach: 'full' },
    'v5.0.0-12.2.2': {
      words: 'External services show publicly trusted certificates',
      level: 1,
      // The anchor that a run trusts may be one of the organisation's own.
      reach: 'partial',
    },
    'v5.0.0-12.3.1': {
      words: 'All in- and outbound links, databases included, are encrypted with no fallback',
      level: 2,
      reach: 'partial',
    },
    'v5.0.0-12.3.2': { words: 'TLS clients validate the server certificate', level: 2, reach: 'partial' },
    'v5.0.0-12.3.3': { words: 'Internal HTTP links use TLS with no fallback', level: 2, reach: 'full' },
    'v5.0.0-12.3.4': {
      words: 'Internal certificates are trusted; self-signed ones only by explicit pin',
      level: 2,
      reach: 'partial',
    },
    'v5.0.0-12.3.5': {
      words: 'Internal services prove who they are (mTLS or alike)',
      level: 3,
      reach: 'full',
    },
    'v5.0.0-13.2.1': {
      words: 'Backend components authenticate to each other with own, short-lived or certificate credentials',
      level: 2,
    },
    'v5.0.0-13.2.2': { words: 'Backend components talk with accounts of least privilege', level: 2 },
    'v5.0.0-13.2.3': { words: 'Service credentials are not defaults', level: 2, reach: 'partial' },
    'v5.0.0-13.3.1': {
      words: 'Backend secrets live in a secrets manager, not in code or build output',
      level: 2,
    },
    'v5.0.0-13.4.1': { words: '.git / .svn not reachable', level: 1, reach: 'full' },
    'v5.0.0-13.4.2': { words: 'Debug features off in production', level: 2, reach: 'partial' },
    'v5.0.0-13.4.3': { words: 'No directory listings', level: 2, reach: 'full' },
    'v5.0.0-13.4.4': { words: 'TRACE not supported', level: 2, reach: 'full' },
    'v5.0.0-13.4.5': {
      words: 'Docs and monitoring endpoints not exposed unless meant',
      level: 2,
      reach: 'full',
    },
    'v5.0.0-13.4.6': { words: 'Backend version details not shown', level: 3, reach: 'full' },
    'v5.0.0-13.4.7': { words: 'Only intended file extensions are served', level: 3, reach: 'partial' },
    'v5.0.0-14.2.1': { words: 'No secrets or personal data in URLs', level: 1, reach: 'partial' },
    'v5.0.0-14.2.4': { words: 'Those documented protections are in place', level: 2 },
    'v5.0.0-14.3.2': { words: 'Sensitive responses are not cacheable (no-store)', level: 2, reach: 'full' },
    'v5.0.0-15.2.2': { words: 'Heavy functions cannot exhaust availability', level: 2, reach: 'partial' },
    'v5.0.0-15.3.4': {
      words: 'The real client address is taken from trusted fields, so limits and logs cannot be fooled',
      level: 2,
      reach: 'partial',
    },
    'v5.0.0-16.2.1': { words: 'Log entries say when, where, who and what', level: 2, reach: 'partial' },
    'v5.0.0-16.3.3': {
      words: 'Documented security events and bypass attempts are logged',
      level: 2,
      reach: 'evidence',
    },
    'v5.0.0-16.5.1': {
      words: 'Errors give a generic message: no stack, query, key or token',
      level: 2,
      reach: 'full',
    },
    'v5.0.0-16.5.4': { words: 'A last-resort handler catches unhandled errors', level: 3 },
  },
} as const satisfies Framework;
