import { createECDH, randomBytes } from 'node:crypto';
import type { KeyShare } from './client-hello.ts';
import type { Inquiry } from './inquiry.ts';
import type { NamedDecision, NamedDecisions, NamedOutcome } from './posture.ts';
import { schemeName, signatureSchemes } from './signature-schemes.ts';
import type { Verdict } from './verdict.ts';

/** How to make a public key without a library for each group. A random string is a valid key of X25519 and X448. */
const keyMakers: ReadonlyMap<number, () => Uint8Array> = new Map([
  [0x001d, () => randomBytes(32)],
  [0x0017, () => createECDH('prime256v1').generateKeys()],
  [0x0018, () => createECDH('secp384r1').generateKeys()],
  [0x0019, () => createECDH('secp521r1').generateKeys()],
  [0x001e, () => randomBytes(56)],
]);

/** The schemes of usual certificates. They are offered one by one; the others all at once. */
const usual = [0x0403, 0x0804, 0x0805, 0x0806];

/**
 * Finds the signature algorithms that a server signs with in TLS 1.3. Its signature is encrypted, so each is offered
 * alone with a key that the server accepts: it sends a ServerHello only when it can sign.
 *
 * @param groups all that the server accepts
 */
export async function askTls13Signatures(
  inquiry: Inquiry,
  suites: readonly number[],
  groups: readonly number[],
): Promise<NamedDecisions> {
  const keyShares = keySharesFor(groups);
  if (keyShares.length === 0) {
    const reason = 'The server accepts no group of TLS 1.3 that this probe can make a key for.';
    return signatureSchemes.map((code) => ({
      name: schemeName(code),
      code,
      outcome: 'inconclusive',
      reason,
    }));
  }
  const ask = (offered: readonly number[]) =>
    inquiry.ask('TLSv1.3 signature algorithms', {
      version: 'TLSv1.3',
      suites,
      groups: keyShares.map(({ group }) => group),
      signatureSchemes: offered,
      keyShares,
    });
  const rest = signatureSchemes.filter((code) => !usual.includes(code));
  const decided = await Promise.all(
    [...usual.map((code) => [code]), rest].map((codes) => decide(codes, ask)),
  );
  const decisions = new Map(decided.flat().map((decision) => [decision.code, decision]));
  return signatureSchemes.flatMap((code) => decisions.get(code) ?? []);
}

/** One key is enough: the first that we can make of a group that the server accepts. */
function keySharesFor(groups: readonly number[]): KeyShare[] {
  for (const [group, makeKey] of keyMakers) {
    if (groups.includes(group)) return [{ group, publicKey: makeKey() }];
  }
  return [];
}

/** Offers all; where the server does not refuse them all, each half. */
async function decide(
  codes: readonly number[],
  ask: (codes: readonly number[]) => Promise<Verdict>,
): Promise<NamedDecision[]> {
  const verdict = await ask(codes);
  const all = (decision: NamedOutcome) =>
    codes.map((code) => ({ name: schemeName(code), code, ...decision }));
  if (verdict.outcome === 'refused') {
    return all({ outcome: 'refused', ...(verdict.alert && { alert: verdict.alert }) });
  }
  if (verdict.outcome === 'inconclusive') return all({ outcome: 'inconclusive', reason: verdict.reason });
  if (verdict.hello.retry) {
    return all({
      outcome: 'inconclusive',
      reason: 'The server asked for another key although it accepts the group, so that it did not sign.',
    });
  }
  if (codes.length === 1) return all({ outcome: 'accepted' });
  const middle = Math.ceil(codes.length / 2);
  const halves = await Promise.all([decide(codes.slice(0, middle), ask), decide(codes.slice(middle), ask)]);
  return halves.flat();
}
