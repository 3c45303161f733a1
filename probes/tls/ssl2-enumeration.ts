import { wantsName, type Alert } from './alert.ts';
import type { Inquiry } from './inquiry.ts';
import type { VersionDecision } from './posture.ts';
import type { VersionFindings } from './suite-enumeration.ts';
import { ssl2CipherKinds } from './suites.ts';
import { versionOf } from './versions.ts';

/** Alerts that say of an SSLv2 hello: this is not my protocol. */
const notMine: ReadonlySet<Alert['name']> = new Set([
  'unexpected_message',
  'handshake_failure',
  'illegal_parameter',
  'decode_error',
  'protocol_version',
  'insufficient_security',
]);

/** Finds out whether a server speaks SSLv2; its SERVER-HELLO names all cipher kinds at once. */
export async function askSsl2(inquiry: Inquiry): Promise<VersionFindings> {
  const answer = await inquiry.askSsl2();
  if ('failure' in answer) return doubt(answer.failure);
  if ('cipherKinds' in answer) {
    const suites = answer.cipherKinds.map((code) => ({
      name: ssl2CipherKinds.get(code) ?? `0x${code.toString(16).padStart(6, '0')}`,
      code,
    }));
    return { decision: { outcome: 'accepted' }, list: { suites, order: 'unknown', complete: true } };
  }
  if ('error' in answer) {
    return doubt(
      `${inquiry.peer} speaks SSLv2 but answered all its cipher kinds with the error ${answer.error}.`,
    );
  }
  return { decision: decide(answer, inquiry.peer) };
}

function decide(answer: { alert: Alert } | { answered: number }, peer: string): VersionDecision {
  if ('alert' in answer) {
    const { alert } = answer;
    // No hello of SSLv2 can hold a name (RFC 5246 E.2: it has no extensions), so none of anybody is let in.
    if (notMine.has(alert.name) || wantsName(alert)) return { outcome: 'refused', alert };
    const reason = `${peer} answered a hello of SSLv2 with the alert ${alert.name} (${alert.description}), which does not reject the version.`;
    return { outcome: 'inconclusive', reason };
  }
  const version = versionOf(answer.answered);
  if (version) return { outcome: 'refused', answered: version };
  const reason = `${peer} answered a hello of SSLv2 with a version that TLS does not have.`;
  return { outcome: 'inconclusive', reason };
}

function doubt(reason: string): VersionFindings {
  return { decision: { outcome: 'inconclusive', reason } };
}
