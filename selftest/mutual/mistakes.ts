import type { ControlId } from '../../controls/index.ts';
import type { Change } from '../../stack/native/fill-in.ts';
import type { InternalEntry } from '../../stack/native/internal.ts';

/** A classic mistake: what it changes in the conforming configuration, and the controls that must tell of it. */
interface Mistake {
  readonly engine: InternalEntry;
  readonly mistake: string;
  readonly changes: readonly Change[];
  /** The families that are looked at; client-certificates where it does not say. */
  readonly families?: readonly string[];
  readonly fails: readonly ControlId[];
}

export const MISTAKES: readonly Mistake[] = [
  {
    engine: 'nginx',
    mistake: 'ssl_verify_client optional and no check of the result',
    changes: [['ssl_verify_client on;', 'ssl_verify_client optional;']],
    fails: ['MTLS-MISSING-01'],
  },
  {
    // It forgives that the issuer is not known, and nothing else: not that a self-signed one has no revocation list.
    engine: 'nginx',
    mistake: 'ssl_verify_client optional_no_ca and no check of the result',
    changes: [['ssl_verify_client on;', 'ssl_verify_client optional_no_ca;']],
    fails: ['MTLS-MISSING-01', 'MTLS-AUTHORITY-01'],
  },
  {
    // That TLS 1.3 is not spoken is TLS-VERSION-02's alone, and hides nothing in TLS 1.2.
    engine: 'nginx',
    mistake: 'ssl_verify_client optional, in TLS 1.2 alone',
    changes: [
      ['ssl_protocols TLSv1.2 TLSv1.3;', 'ssl_protocols TLSv1.2;'],
      ['ssl_verify_client on;', 'ssl_verify_client optional;'],
    ],
    fails: ['MTLS-MISSING-01'],
  },
  {
    engine: 'nginx',
    mistake: 'no ssl_crl',
    changes: [['    ssl_crl {folder}/clients.crl;\n', '']],
    fails: ['MTLS-REVOKED-01'],
  },
  {
    engine: 'nginx',
    mistake: 'the identity of the request before that of the certificate',
    changes: [['$ssl_client_s_dn;', '$http_x_client_cert;']],
    fails: ['MTLS-IDENTITY-01'],
  },
  {
    engine: 'nginx',
    mistake: 'no X-Client-Cert of its own',
    changes: [['      proxy_set_header X-Client-Cert $ssl_client_s_dn;\n', '']],
    fails: ['MTLS-IDENTITY-01'],
  },
  {
    engine: 'nginx',
    mistake: 'TLS 1.0 enabled',
    changes: [
      // At OpenSSL's default security level TLS 1.0 is on and yet fails. The lowest one also lets the server sign with
      // SHA-1 in TLS 1.2.
      [
        'ssl_protocols TLSv1.2 TLSv1.3;',
        'ssl_protocols TLSv1 TLSv1.2 TLSv1.3;\n  ssl_ciphers HIGH:!aNULL:!MD5:@SECLEVEL=0;',
      ],
    ],
    families: ['tls'],
    fails: ['TLS-VERSION-01', 'TLS-SIGNATURE-03'],
  },
  {
    engine: 'haproxy',
    mistake: 'ssl-min-ver TLSv1.0',
    changes: [
      [
        'ssl-min-ver TLSv1.2\n',
        'ssl-min-ver TLSv1.0\n  ssl-default-bind-ciphers HIGH:!aNULL:!MD5:@SECLEVEL=0\n',
      ],
    ],
    families: ['tls'],
    fails: ['TLS-VERSION-01', 'TLS-SIGNATURE-03'],
  },
  {
    engine: 'haproxy',
    mistake: 'no-tls-tickets',
    changes: [['ssl-min-ver TLSv1.2', 'ssl-min-ver TLSv1.2 no-tls-tickets']],
    families: ['tls', 'client-certificates'],
    // Sessions of TLS 1.3 then come from HAProxy's memory.
    fails: ['TLS-SESSION-02'],
  },
  {
    engine: 'haproxy',
    mistake: 'verify optional and no check of the result',
    changes: [['verify required', 'verify optional']],
    fails: ['MTLS-MISSING-01'],
  },
  {
    engine: 'haproxy',
    mistake: 'no crl-file',
    changes: [[' crl-file {folder}/clients.crl', '']],
    fails: ['MTLS-REVOKED-01'],
  },
  {
    engine: 'haproxy',
    mistake: 'no-ca-names',
    changes: [['verify required', 'no-ca-names verify required']],
    fails: ['MTLS-REQUEST-01'],
  },
  {
    engine: 'haproxy',
    mistake: 'crt-ignore-err all',
    changes: [['verify required', 'crt-ignore-err all verify required']],
    fails: [
      'MTLS-AUTHORITY-01',
      'MTLS-SELFSIGNED-01',
      'MTLS-EXPIRED-01',
      'MTLS-FUTURE-01',
      'MTLS-USAGE-01',
      'MTLS-REVOKED-01',
    ],
  },
  {
    engine: 'haproxy',
    mistake: 'no look at the host',
    changes: [
      ['  http-request deny deny_status 421 unless { req.hdr(host),field(1,:) -m str localhost }\n', ''],
    ],
    fails: ['MTLS-RESUME-02'],
  },
  {
    engine: 'haproxy',
    mistake: 'add-header where set-header belongs',
    changes: [['set-header X-Client-Cert', 'add-header X-Client-Cert']],
    fails: ['MTLS-IDENTITY-01'],
  },
  {
    engine: 'caddy',
    mistake: 'mode verify_if_given',
    changes: [['mode require_and_verify', 'mode verify_if_given']],
    fails: ['MTLS-MISSING-01'],
  },
  {
    // Any certificate will do, and so does that of another site in a resumed session.
    engine: 'caddy',
    mistake: 'mode require',
    changes: [['mode require_and_verify', 'mode require']],
    fails: [
      'MTLS-AUTHORITY-01',
      'MTLS-SELFSIGNED-01',
      'MTLS-PATH-01',
      'MTLS-EXPIRED-01',
      'MTLS-FUTURE-01',
      'MTLS-USAGE-01',
      'MTLS-RESUME-02',
    ],
  },
];
