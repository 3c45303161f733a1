import type { ControlId } from '../../controls/index.ts';
import type { Change } from '../../stack/native/fill-in.ts';

/** A mistake of one line: what it changes in the production configuration, and the controls that must tell of it. */
interface Mistake {
  readonly change: Change;
  /**
   * The families that are looked at: those of the controls that must fail, and all others that look at what the line
   * has to do with, so that a control that tells of it by mistake is noticed.
   */
  readonly families: readonly string[];
  readonly fails: readonly ControlId[];
}

const FIELDS = ['headers', 'hsts', 'csp', 'exposure'];
const RATES = ['rate-limits', 'exposure'];
const TLS = ['tls', 'certificate'];

export const mistakes: Readonly<Record<string, Mistake>> = {
  'limit_req_status left at 503': {
    change: ['  limit_req_status 429;\n', ''],
    families: RATES,
    // The route that stands for refusals answers otherwise than declared, too.
    fails: ['EXP-ROUTES-01', 'RATE-STATUS-01'],
  },
  "a zone's burst left out": {
    change: ['limit_req zone=upload burst=10 nodelay;', 'limit_req zone=upload;'],
    families: RATES,
    fails: ['RATE-LIMIT-01'],
  },
  // Who asks too fast is kept waiting, 50 ms each time, and holds a connection meanwhile.
  'nodelay left out of a fast zone': {
    change: ['limit_req zone=api burst=30 nodelay;', 'limit_req zone=api burst=30;'],
    families: RATES,
    fails: ['RATE-DELAY-01'],
  },
  'a larger burst for logins': {
    change: ['limit_req zone=auth burst=5 nodelay;', 'limit_req zone=auth burst=10 nodelay;'],
    families: RATES,
    // The route that stands for refusals answers otherwise than declared, too.
    fails: ['EXP-ROUTES-01', 'RATE-LIMIT-01'],
  },
  'limit_conn left out': {
    change: ['    limit_conn addr 10;\n', ''],
    families: RATES,
    fails: ['RATE-CONNECTIONS-01'],
  },
  // One add_header in a location, and none of the server's is inherited there.
  'an add_header in one location': {
    change: [
      '      client_max_body_size 50m;',
      '      client_max_body_size 50m;\n      add_header X-Zone upload;',
    ],
    families: FIELDS,
    fails: [
      'HDR-HSTS-01',
      'HDR-XFO-01',
      'HDR-XCTO-01',
      'HDR-XXSS-01',
      'HDR-CSP-01',
      'HDR-REFERRER-01',
      'HDR-PERMISSIONS-01',
      'HDR-COOP-01',
      'HDR-CORP-01',
      'HDR-ADDITIONAL-01',
      'HDR-CACHE-01',
    ],
  },
  'client_max_body_size left out of the uploads': {
    change: ['      client_max_body_size 50m;\n', ''],
    families: ['body-limits', 'request-head', 'exposure'],
    fails: ['BODY-CHUNKED-01', 'BODY-H2-01', 'BODY-LIMIT-01'],
  },
  'server_tokens on': {
    change: ['server_tokens off;', 'server_tokens on;'],
    families: FIELDS,
    fails: ['EXP-VERSION-01'],
  },
  'ssl_session_tickets on': {
    change: ['ssl_session_tickets off;', 'ssl_session_tickets on;'],
    families: TLS,
    fails: ['TLS-SESSION-02'],
  },
  'ssl_prefer_server_ciphers on': {
    change: ['ssl_prefer_server_ciphers off;', 'ssl_prefer_server_ciphers on;'],
    families: TLS,
    fails: ['TLS-ORDER-01'],
  },
  'a cipher list of every strong suite': {
    change: ['ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:', 'ssl_ciphers HIGH:ECDHE-ECDSA-AES128-GCM-SHA256:'],
    families: TLS,
    fails: ['TLS-SUITE-02'],
  },
  'the metrics open': {
    change: ['    location /metrics {\n      return 404;\n    }\n', ''],
    families: ['exposure', 'headers'],
    fails: ['EXP-METRICS-01'],
  },
  'the ACME path redirected': {
    change: ['location ^~ /.well-known/acme-challenge/ {', 'location = /.well-known/acme-challenge/ {'],
    families: ['redirects', 'exposure'],
    fails: ['REDIR-ACME-01'],
  },
  'framing allowed to a partner': {
    change: ["frame-ancestors 'self'\"", "frame-ancestors 'self' https://partner.example.com\""],
    families: ['headers', 'csp', 'browser'],
    fails: ['CSP-ANCESTORS-01', 'HDR-CONFLICT-01'],
  },
};
