import type { ControlId } from '../../controls/index.ts';
import type { Change } from '../../stack/native/fill-in.ts';

/** A classic mistake: what it changes in the conforming configuration, and the controls that must tell of it. */
interface Mistake {
  readonly changes: readonly Change[];
  /**
   * The families that are looked at: those of the controls that must fail, and all others that look at what the line
   * has to do with, so that a control that tells of it by mistake is noticed.
   */
  readonly families: readonly string[];
  readonly fails: readonly ControlId[];
}

/** Every control of a field that must be on each response, whatever its class. */
const EVERY_REQUIRED_FIELD: readonly ControlId[] = [
  'HDR-HSTS-01',
  'HDR-XFO-01',
  'HDR-XCTO-01',
  'HDR-XXSS-01',
  'HDR-CSP-01',
  'HDR-REFERRER-01',
  'HDR-PERMISSIONS-01',
  'HDR-COOP-01',
  'HDR-COEP-01',
  'HDR-CORP-01',
  'HDR-ADDITIONAL-01',
];

const FIELDS = ['headers', 'hsts', 'csp', 'exposure'];
const CORS = ['cors', 'browser', 'headers'];
const REDIRECTS = ['redirects', 'exposure'];
const TLS = ['tls', 'certificate'];

export const mistakes: Readonly<Record<string, Mistake>> = {
  // Without it nginx adds fields to 200, 201, 204, 206, 301, 302, 303, 304, 307 and 308 only.
  'add_header without always': {
    changes: [[' always;', ';']],
    families: FIELDS,
    fails: EVERY_REQUIRED_FIELD,
  },
  // One add_header in a location, and none of the server's is inherited there.
  'an add_header in one location': {
    changes: [['location = /login {', 'location = /login {\n      add_header X-Request-Id $request_id;']],
    families: FIELDS,
    fails: [...EVERY_REQUIRED_FIELD, 'HDR-CACHE-01'],
  },
  // The application names it already, and a browser takes no second field.
  'an allowed origin of its own': {
    changes: [
      [
        'add_header Cache-Control no-store always;',
        'add_header Cache-Control no-store always;\n    add_header Access-Control-Allow-Origin https://dashboard.example.com always;',
      ],
    ],
    families: CORS,
    fails: ['CORS-ALLOW-01', 'CORS-BROWSER-01', 'CORS-PREFLIGHT-01', 'CORS-ERRORS-01'],
  },
  // Map compares strings without regard to case.
  'a map that repeats the origin': {
    changes: [
      [
        'client_max_body_size 1m;',
        'client_max_body_size 1m;\n  map $http_origin $allowed { https://dashboard.example.com $http_origin; }\n  proxy_hide_header Access-Control-Allow-Origin;',
      ],
      [
        'add_header Cache-Control no-store always;',
        'add_header Cache-Control no-store always;\n    add_header Access-Control-Allow-Origin $allowed always;',
      ],
    ],
    families: CORS,
    fails: ['CORS-SPELLING-01'],
  },
  'a redirect that loses the path': {
    changes: [['https://localhost:{httpsPort}$request_uri', 'https://$host:{httpsPort}/']],
    families: REDIRECTS,
    fails: ['REDIR-PATH-01', 'REDIR-QUERY-01'],
  },
  'server_tokens on': {
    changes: [
      ['server_tokens off;', 'server_tokens on;'],
      ['  more_set_headers "Server: Unknown";\n', ''],
    ],
    families: FIELDS,
    fails: ['HDR-SERVER-01', 'EXP-VERSION-01'],
  },
  'TLS 1.0 enabled': {
    changes: [
      ['ssl_protocols TLSv1.2 TLSv1.3;', 'ssl_protocols TLSv1 TLSv1.2 TLSv1.3;'],
      // At OpenSSL's default security level TLS 1.0 is on and yet fails with internal_error. The lowest one also lets
      // the server sign with SHA-1 in TLS 1.2.
      ['ssl_ciphers HIGH:!aNULL:!MD5;', 'ssl_ciphers HIGH:!aNULL:!MD5:@SECLEVEL=0;'],
    ],
    families: TLS,
    fails: ['TLS-VERSION-01', 'TLS-SIGNATURE-03'],
  },
  'one curve alone': {
    changes: [
      ['ssl_protocols TLSv1.2 TLSv1.3;', 'ssl_protocols TLSv1.2 TLSv1.3;\n  ssl_ecdh_curve secp384r1;'],
    ],
    families: TLS,
    fails: ['TLS-GROUP-01'],
  },
  'sessions of ten days': {
    changes: [
      ['ssl_protocols TLSv1.2 TLSv1.3;', 'ssl_protocols TLSv1.2 TLSv1.3;\n  ssl_session_timeout 10d;'],
    ],
    families: TLS,
    fails: ['TLS-SESSION-04'],
  },
  'tickets off and no cache': {
    changes: [
      ['ssl_protocols TLSv1.2 TLSv1.3;', 'ssl_protocols TLSv1.2 TLSv1.3;\n  ssl_session_tickets off;'],
    ],
    families: TLS,
    fails: ['TLS-SESSION-03'],
  },
  'HTTP/2 left out': {
    changes: [[' ssl http2', ' ssl']],
    families: [...TLS, 'body-limits'],
    fails: ['TLS-ALPN-01', 'TLS-ALPN-02'],
  },
  'HTTP/3 announced and not served': {
    changes: [
      [
        'add_header Cache-Control no-store always;',
        'add_header Cache-Control no-store always;\n    add_header Alt-Svc \'h3=":{httpsPort}"; ma=86400\' always;',
      ],
    ],
    families: [...TLS, 'headers'],
    fails: ['TLS-HTTP3-01'],
  },
};
