import type { ScriptedHello } from '../behaviour/scripted-answer.ts';
import type { Mutant } from './mutant.ts';
import { scripts } from './tls-fault.ts';

/** TLS 1.2 as the reference would answer, and one thing wrong. */
const answers = (defect: Pick<ScriptedHello, 'toFallback' | 'compression' | 'without'>): Mutant['fault'] =>
  scripts({ version: 'TLSv1.2', keyExchange: 'curve', ...defect });

export const tlsNegotiationMutants = {
  'compression-accepted': {
    profile: 'policy',
    fault: answers({ compression: true }),
    kills: ['TLS-COMPRESSION-01'],
    because: /^ServerHello: compression present$/,
  },
  'fallback-not-noticed': {
    profile: 'policy',
    fault: answers({ toFallback: true }),
    kills: ['TLS-FALLBACK-01'],
    because: /TLS_FALLBACK_SCSV: accepted in TLSv1\.2$/,
  },
  'downgrade-not-marked': {
    profile: 'policy',
    fault: answers({ without: 'downgrade-mark' }),
    kills: ['TLS-DOWNGRADE-01'],
    because: /^random of the TLSv1\.2 ServerHello: absent$/,
  },
  'secure-renegotiation-unknown': {
    profile: 'policy',
    fault: answers({ without: 'renegotiation-info' }),
    kills: ['TLS-SECURERENEGOTIATION-01'],
    because: /^ServerHello: absent$/,
  },
  'master-secret-not-extended': {
    profile: 'policy',
    fault: { tls: { extendedMasterSecret: false } },
    kills: ['TLS-MASTERSECRET-01'],
    because: /^ServerHello: absent$/,
  },
} as const satisfies Record<string, Mutant>;
