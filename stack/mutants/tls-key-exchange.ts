import type { Mutant } from './mutant.ts';
import { accepts } from './tls-fault.ts';

/** TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, strong but for its prime. */
const DHE_SUITE = 0x009e;

export const tlsKeyExchangeMutants = {
  'prime-of-1024-bits': {
    profile: 'older',
    fault: accepts(DHE_SUITE, 1024),
    kills: ['TLS-DH-01'],
    because: /^TLSv1\.2 TLS_DHE_RSA_WITH_AES_128_GCM_SHA256: 1024 bits$/,
  },
  'prime-a-byte-short': {
    profile: 'older',
    fault: accepts(DHE_SUITE, 2040),
    kills: ['TLS-DH-01'],
    because: /^TLSv1\.2 TLS_DHE_RSA_WITH_AES_128_GCM_SHA256: 2040 bits$/,
  },
  'group-missing': {
    profile: 'policy',
    fault: { tls: { groups: ['secp256r1', 'secp384r1'] } },
    kills: ['TLS-GROUP-01'],
    because: /^groups: missing: x25519;/,
  },
  'group-of-finite-field-beyond-policy': {
    profile: 'policy',
    fault: { tls: { groups: ['x25519', 'secp256r1', 'secp384r1', 'ffdhe2048'] } },
    kills: ['TLS-GROUP-02'],
    because: /^groups: extra: ffdhe2048$/,
  },
  'group-beyond-policy': {
    profile: 'policy',
    fault: { tls: { groups: ['x25519', 'secp256r1', 'secp384r1', 'x448'] } },
    kills: ['TLS-GROUP-02'],
    because: /^groups: extra: x448$/,
  },
  'group-forbidden-by-name': {
    profile: 'policy',
    fault: { tls: { groups: ['x25519', 'secp256r1', 'secp384r1', 'secp521r1'] } },
    kills: ['TLS-GROUP-02', 'TLS-GROUP-03'],
    because: /^groups: (extra|accepted): secp521r1$/,
  },
  'no-hybrid-group': {
    profile: 'policy',
    fault: { tls: { scripted: [] } },
    kills: ['TLS-POSTQUANTUM-01'],
    because: /^groups: none of them; accepted: /,
  },
  'signature-algorithm-missing': {
    profile: 'policy',
    fault: { tls: { signatureAlgorithms: ['ecdsa_secp256r1_sha256'] } },
    kills: ['TLS-SIGNATURE-01'],
    because: /^signature algorithms: missing: ecdsa_secp384r1_sha384;/,
  },
  'signature-algorithm-beyond-policy': {
    profile: 'policy',
    fault: {
      tls: {
        signatureAlgorithms: ['ecdsa_secp256r1_sha256', 'ecdsa_secp384r1_sha384', 'ecdsa_secp521r1_sha512'],
      },
    },
    kills: ['TLS-SIGNATURE-02'],
    because: /^signature algorithms: extra: ecdsa_secp521r1_sha512$/,
  },
  'signature-with-sha1': {
    profile: 'policy',
    fault: {
      tls: { signatureAlgorithms: ['ecdsa_secp256r1_sha256', 'ecdsa_secp384r1_sha384', 'ecdsa_sha1'] },
    },
    kills: ['TLS-SIGNATURE-02', 'TLS-SIGNATURE-03'],
    because: /^signature algorithms: (extra|accepted): ecdsa_sha1$/,
  },
} as const satisfies Record<string, Mutant>;
