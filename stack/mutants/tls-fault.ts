import type { ScriptedAnswer, ScriptedHello } from '../behaviour/scripted-answer.ts';
import type { Mutant } from './mutant.ts';

/** The suites that the reference accepts with a certificate of ECDSA. */
export const usualSuites = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
];

/** X25519MLKEM768, which the profile requires and OpenSSL has since 3.5. */
const HYBRID: ScriptedAnswer = { version: 'TLSv1.3', group: 0x11ec };

/** A hello is answered as no engine here would. */
export function scripts(answer: ScriptedAnswer): Mutant['fault'] {
  return { tls: { scripted: [answer, HYBRID] } };
}

/** TLS 1.2 with this suite, chosen wherever it is offered. */
export function accepts(suite: number, keyExchange?: ScriptedHello['keyExchange']): Mutant['fault'] {
  return scripts({ version: 'TLSv1.2', suite, ...(keyExchange !== undefined && { keyExchange }) });
}
