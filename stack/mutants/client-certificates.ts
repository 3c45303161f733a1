import { CLIENT_CHECKS, type ClientCheck } from '../behaviour/client-certificates.ts';
import type { Mutant } from './mutant.ts';

type MutualVersion = 'TLSv1.2' | 'TLSv1.3';

/** The entry leaves out a check, in both versions unless told otherwise. */
const without = (
  check: ClientCheck,
  versions: readonly MutualVersion[] = ['TLSv1.2', 'TLSv1.3'],
): Mutant['fault'] => {
  const checks = CLIENT_CHECKS.filter((each) => each !== check);
  return { clientCertificates: { checks: Object.fromEntries(versions.map((each) => [each, checks])) } };
};

const writes = (template: string): Mutant['fault'] => ({
  forwarding: { fields: { 'x-client-subject': template } },
});

/** What every refusal is judged by. */
const REFUSALS = [
  'MTLS-MISSING-01',
  'MTLS-AUTHORITY-01',
  'MTLS-SELFSIGNED-01',
  'MTLS-PATH-01',
  'MTLS-EXPIRED-01',
  'MTLS-FUTURE-01',
  'MTLS-USAGE-01',
  'MTLS-REVOKED-01',
] as const;

/** Entries that let the wrong clients through, or the right ones not. */
export const clientCertificatesMutants = {
  'right-client-refused-in-tls12': {
    profile: 'mutual',
    fault: { clientCertificates: { closed: ['TLSv1.2'] } },
    kills: ['MTLS-ACCEPT-01'],
    because: /^TLSv1\.2, the right certificate: status 400$/,
  },
  'right-client-refused-in-tls13': {
    profile: 'mutual',
    fault: { clientCertificates: { closed: ['TLSv1.3'] } },
    // HTTP is spoken over the newest version.
    kills: ['MTLS-ACCEPT-01', 'EXP-ROUTES-01'],
    because: /^TLSv1\.3, the right certificate: status 400$|^GET \/orders → 400: status 400$/,
  },
  'client-certificates-not-asked-for': {
    profile: 'mutual',
    fault: { clientCertificates: { requested: false } },
    kills: [...REFUSALS, 'MTLS-REQUEST-01', 'MTLS-IDENTITY-01'],
    because: /: let through: status 200$|no request for a certificate|no identity, even with nothing forged/,
  },
  'client-certificates-optional': {
    profile: 'mutual',
    fault: without('presence'),
    kills: ['MTLS-MISSING-01'],
    because: /, no certificate: let through: status 200$/,
  },
  'client-certificates-optional-in-tls12': {
    profile: 'mutual',
    fault: without('presence', ['TLSv1.2']),
    kills: ['MTLS-MISSING-01'],
    because: /^TLSv1\.2, no certificate: let through/,
  },
  'client-certificates-optional-in-tls13': {
    profile: 'mutual',
    fault: without('presence', ['TLSv1.3']),
    kills: ['MTLS-MISSING-01'],
    because: /^TLSv1\.3, no certificate: let through/,
  },
  'clients-refused-with-status-200': {
    profile: 'mutual',
    fault: { clientCertificates: { refusal: { status: 200 } } },
    kills: REFUSALS,
    because: /: let through: status 200$/,
  },
  'clients-refused-with-status-404': {
    profile: 'mutual',
    fault: { clientCertificates: { refusal: { status: 404 } } },
    kills: REFUSALS,
    because: /: let through: status 404$/,
  },
  'clients-refused-after-their-bodies': {
    profile: 'mutual',
    fault: { clientCertificates: { refusal: { when: 'after-body' } } },
    kills: ['MTLS-EARLY-01'],
    because: /, no certificate and the body held back: status 400, after the body$/,
  },
  'client-authority-not-named': {
    profile: 'mutual',
    fault: { clientCertificates: { namesAuthority: false } },
    kills: ['MTLS-REQUEST-01'],
    because: /^TLSv1\.[23], request for a certificate: no name of an authority$/,
  },
  'clients-of-any-authority': {
    profile: 'mutual',
    fault: without('authority'),
    kills: ['MTLS-AUTHORITY-01'],
    because: /, a certificate of an unknown authority: let through/,
  },
  'clients-of-any-authority-in-tls13': {
    profile: 'mutual',
    fault: without('authority', ['TLSv1.3']),
    kills: ['MTLS-AUTHORITY-01'],
    because: /^TLSv1\.3, a certificate of an authority that has the right one's name: let through/,
  },
  'clients-with-self-signed-certificates': {
    profile: 'mutual',
    fault: without('self-signature'),
    kills: ['MTLS-SELFSIGNED-01'],
    because: /, a self-signed certificate with the right subject: let through/,
  },
  'clients-with-self-signed-certificates-in-tls12': {
    profile: 'mutual',
    fault: without('self-signature', ['TLSv1.2']),
    kills: ['MTLS-SELFSIGNED-01'],
    because: /^TLSv1\.2, a self-signed certificate/,
  },
  'clients-that-clients-made': {
    profile: 'mutual',
    fault: without('issuer-rights'),
    kills: ['MTLS-PATH-01'],
    because: /, a certificate issued with the right one: let through/,
  },
  'clients-that-clients-made-in-tls13': {
    profile: 'mutual',
    fault: without('issuer-rights', ['TLSv1.3']),
    kills: ['MTLS-PATH-01'],
    because: /^TLSv1\.3, a certificate issued with the right one/,
  },
  'expired-clients': {
    profile: 'mutual',
    fault: without('expiry'),
    kills: ['MTLS-EXPIRED-01'],
    because: /, an expired certificate: let through/,
  },
  'expired-clients-in-tls12': {
    profile: 'mutual',
    fault: without('expiry', ['TLSv1.2']),
    kills: ['MTLS-EXPIRED-01'],
    because: /^TLSv1\.2, an expired certificate/,
  },
  'clients-before-their-time': {
    profile: 'mutual',
    fault: without('start'),
    kills: ['MTLS-FUTURE-01'],
    because: /, a certificate that is not yet valid: let through/,
  },
  'clients-before-their-time-in-tls13': {
    profile: 'mutual',
    fault: without('start', ['TLSv1.3']),
    kills: ['MTLS-FUTURE-01'],
    because: /^TLSv1\.3, a certificate that is not yet valid/,
  },
  'servers-as-clients': {
    profile: 'mutual',
    fault: without('usage'),
    kills: ['MTLS-USAGE-01'],
    because: /, a certificate for servers alone: let through/,
  },
  'servers-as-clients-in-tls12': {
    profile: 'mutual',
    fault: without('usage', ['TLSv1.2']),
    kills: ['MTLS-USAGE-01'],
    because: /^TLSv1\.2, a certificate for servers alone/,
  },
  'revocation-list-not-read': {
    profile: 'mutual',
    fault: without('revocation'),
    kills: ['MTLS-REVOKED-01'],
    because: /, a revoked certificate: let through/,
  },
  'revocation-ignored-in-tls13': {
    profile: 'mutual',
    fault: without('revocation', ['TLSv1.3']),
    kills: ['MTLS-REVOKED-01'],
    because: /^TLSv1\.3, a revoked certificate: let through/,
  },
  'sessions-without-a-certificate-believed': {
    profile: 'mutual',
    fault: without('session-certificate'),
    kills: ['MTLS-RESUME-01'],
    because: /, the session of no certificate: let through: status 200$/,
  },
  'sessions-without-a-certificate-believed-in-tls13': {
    profile: 'mutual',
    fault: without('session-certificate', ['TLSv1.3']),
    kills: ['MTLS-RESUME-01'],
    because: /^TLSv1\.3, the session of no certificate: let through/,
  },
  'sessions-valid-under-any-name': {
    profile: 'mutual',
    fault: without('session-name'),
    kills: ['MTLS-RESUME-02'],
    because: /, the session of the right certificate, at partners\.localhost: let through: status 200$/,
  },
  'sessions-valid-under-any-name-in-tls13': {
    profile: 'mutual',
    fault: without('session-name', ['TLSv1.3']),
    kills: ['MTLS-RESUME-02'],
    because: /^TLSv1\.3, the session of the right certificate, at partners\.localhost/,
  },
  'sessions-without-the-identity': {
    profile: 'mutual',
    fault: { clientCertificates: { forgetsIdentity: ['TLSv1.2', 'TLSv1.3'] } },
    kills: ['MTLS-RESUME-03'],
    because: /in a resumed session: X-Client-Subject: let through with no identity$/,
  },
  'sessions-without-the-identity-in-tls12': {
    profile: 'mutual',
    fault: { clientCertificates: { forgetsIdentity: ['TLSv1.2'] } },
    kills: ['MTLS-RESUME-03'],
    because: /^TLSv1\.2, .*let through with no identity$/,
  },
  'identity-of-the-request-believed': {
    profile: 'mutual',
    fault: writes('{sent|client}'),
    kills: ['MTLS-IDENTITY-01'],
    because: /X-Client-Subject: what the client claims: CN=plumbline-impostor$/,
  },
  'identity-of-the-request-beside-the-true-one': {
    profile: 'mutual',
    fault: writes('{sent,client}'),
    kills: ['MTLS-IDENTITY-01'],
    because: /what the client claims: CN=plumbline-impostor, CN=plumbline-client$/,
  },
  'identity-not-handed-on': {
    profile: 'mutual',
    fault: writes(''),
    kills: ['MTLS-IDENTITY-01'],
    because: /no identity, even with nothing forged$/,
  },
} as const satisfies Record<string, Mutant>;
