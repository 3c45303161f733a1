import type { ControlId } from '../../controls/index.ts';
import type { Change } from '../../stack/native/fill-in.ts';

/** A mistake in Caddy's configuration: one line, and the controls that must tell of it. */
interface Mistake {
  readonly changes: readonly Change[];
  /** The families that are looked at: all that the line has to do with. */
  readonly families: readonly string[];
  readonly fails: readonly ControlId[];
  /** Those that have nothing left to look at, which is an error and no pass. */
  readonly unseen?: readonly ControlId[];
}

const FIELDS = ['headers', 'hsts', 'exposure'];

const without = (line: string): readonly Change[] => [[`${line}\n`, '']];

export const WEBAPP_MISTAKES: Readonly<Record<string, Mistake>> = {
  'Server left in': { changes: without('\t\t-Server'), families: FIELDS, fails: ['HDR-SERVER-01'] },
  'no Strict-Transport-Security': {
    changes: without('\t\tStrict-Transport-Security "max-age=63072000; includeSubDomains; preload"'),
    families: FIELDS,
    fails: ['HDR-HSTS-01', 'HDR-HSTS-02', 'HDR-HSTS-03', 'HDR-HSTS-04', 'HDR-HSTS-05'],
  },
  'no X-Content-Type-Options': {
    changes: without('\t\tX-Content-Type-Options "nosniff"'),
    families: FIELDS,
    fails: ['HDR-XCTO-01'],
  },
  'no Permissions-Policy': {
    changes: without('\t\tPermissions-Policy "geolocation=(), camera=(), microphone=()"'),
    families: FIELDS,
    fails: ['HDR-PERMISSIONS-01', 'HDR-PERMISSIONS-02'],
  },
  'TLS 1.2 of a Go before 1.21': {
    changes: [['protocols tls1.3', 'protocols tls1.2 tls1.3']],
    families: ['tls'],
    fails: ['TLS-SIGNATURE-03', 'TLS-MASTERSECRET-01'],
  },
  'one curve alone': {
    changes: [['protocols tls1.3', 'protocols tls1.3\n\t\tcurves secp384r1']],
    families: ['tls'],
    fails: ['TLS-GROUP-01'],
  },
  'HTTP/3 left out': {
    changes: [['\tservers {', '\tservers {\n\t\tprotocols h1 h2']],
    families: ['tls'],
    fails: ['TLS-HTTP3-02'],
  },
  'strict_sni_host insecure_off': {
    changes: [['strict_sni_host on', 'strict_sni_host insecure_off']],
    // Caddy then answers with 200 and nothing, which is not what the route answers.
    families: ['tls', 'exposure'],
    fails: ['EXP-HOST-01'],
  },
  'auto_https disable_redirects': {
    changes: [['\tadmin off', '\tadmin off\n\tauto_https disable_redirects']],
    families: ['redirects'],
    fails: ['REDIR-API-01', 'REDIR-HTTPS-01', 'REDIR-STATUS-01'],
    unseen: [
      'REDIR-HOST-01',
      'REDIR-HOST-02',
      'REDIR-PATH-01',
      'REDIR-PATH-02',
      'REDIR-PATH-03',
      'REDIR-QUERY-01',
    ],
  },
  'no answer of its own for other names': {
    changes: [
      ['\theader -Server\n\trespond 421', '\tredir https://{http.request.host}:{httpsPort}{uri} 308'],
    ],
    families: ['redirects', 'exposure'],
    fails: ['REDIR-HOST-01'],
  },
  'X-Forwarded-For of the client': {
    changes: [
      [
        'header_up -Forwarded',
        'header_up -Forwarded\n\t\theader_up X-Forwarded-For {http.request.header.X-Forwarded-For}',
      ],
    ],
    families: ['proxy'],
    fails: ['PROXY-FOR-01', 'PROXY-FOR-02'],
  },
  'trusted_proxies for everybody': {
    changes: [['header_up -Forwarded', 'header_up -Forwarded\n\t\ttrusted_proxies 0.0.0.0/0']],
    families: ['proxy'],
    fails: ['PROXY-FOR-02', 'PROXY-HOST-01'],
  },
  'no X-Real-IP': {
    changes: without('\t\theader_up X-Real-IP {remote_host}'),
    families: ['proxy'],
    fails: ['PROXY-REALIP-01'],
  },
  'the Forwarded of the client': {
    changes: without('\t\theader_up -Forwarded'),
    families: ['proxy'],
    fails: ['PROXY-FORWARDED-01'],
  },
};
