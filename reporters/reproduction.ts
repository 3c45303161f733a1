import type { Evidence } from '../controls/index.ts';
import type { ControlResult, Run } from './run.ts';
import { curlLine } from './reproduction/curl.ts';
import { isDetails, isText, seenEndpoint, seenRequest } from './reproduction/evidence.ts';
import { handshakeLine, rawLine } from './reproduction/openssl.ts';
import { surroundingsOf, type Surroundings } from './reproduction/surroundings.ts';
import { uploadLine } from './reproduction/upload.ts';

/**
 * One line for a POSIX shell, with curl or openssl, that shows again what the first finding of a control rests on.
 * Undefined where no single line does: bursts, loads, a browser, statements to a database, sessions.
 *
 * Secrets are not in evidence; the line takes them from variables that the reader sets: `$AUTHORIZATION`, `$COOKIE`,
 * `$SECRET`, `$BODY`, `$CLIENT_CERT` and `$CLIENT_KEY`, and `$CA` for the authority of a stack of ours.
 */
export function reproductionOf(control: ControlResult, run: Run): string | undefined {
  const [finding] = control.observed;
  if (finding === undefined) return undefined;
  const surroundings = surroundingsOf(run);
  for (const evidence of behind(finding, control.evidence)) {
    const line = lineFor(control, evidence, finding, surroundings);
    if (line !== undefined) return line;
  }
  return undefined;
}

/** Evidence that the finding may rest on, best first: its subject begins the finding, and its request is spoken of. */
function behind(finding: string, evidence: readonly Evidence[]): Evidence[] {
  const named = evidence.filter(({ subject }) => finding.startsWith(subject));
  const best = named.toSorted(
    (a, b) => b.subject.length - a.subject.length || spokenOf(finding, b) - spokenOf(finding, a),
  );
  // The findings of handshakes name what was offered, and those of certificates the control.
  return best.length > 0 ? best : evidence.filter(({ kind }) => HANDSHAKES.has(kind)).slice(0, 1);
}

const HANDSHAKES: ReadonlySet<string> = new Set([
  'tls-posture',
  'certificate',
  'expiry',
  'postgres-tls-version',
]);

/** How many field values of a request the finding names, such as the origin. */
function spokenOf(finding: string, evidence: Evidence): number {
  const fields = seenRequest(evidence)?.fields ?? [];
  return fields.filter(([, value]) => value.length > 2 && finding.includes(value)).length;
}

function lineFor(
  control: ControlResult,
  evidence: Evidence,
  finding: string,
  surroundings: Surroundings,
): string | undefined {
  switch (evidence.kind) {
    case 'http': {
      const request = seenRequest(evidence);
      return request && curlLine(request, surroundings);
    }
    case 'socket': {
      const { sent, sentBytes, tls } = evidence;
      const isWhole = isText(sent) && sent.length === sentBytes;
      return isWhole ? rawLine(sent, isDetails(tls), surroundings) : undefined;
    }
    case 'upload':
      return uploadLine(evidence, surroundings);
    case 'cors':
      return originLine(evidence, finding, surroundings);
    default: {
      const endpoint = seenEndpoint(evidence);
      return endpoint && handshakeLine(control, evidence, endpoint, surroundings);
    }
  }
}

/** One of many origins that were tried with the same request. */
function originLine(
  { subject, answers }: Evidence,
  finding: string,
  surroundings: Surroundings,
): string | undefined {
  const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(subject) ?? [];
  const { https } = surroundings.entries;
  if (!Array.isArray(answers) || method === undefined || path === undefined || https === undefined)
    return undefined;
  const origin = answers
    .flatMap((answer) => (isDetails(answer) && isText(answer['origin']) ? [answer['origin']] : []))
    .filter((each) => finding.includes(each))
    .toSorted((a, b) => b.length - a.length)[0];
  if (origin === undefined) return undefined;
  return curlLine(
    {
      method,
      url: `https://${https}${path}`,
      fields: [['Origin', origin]],
      bodyBytes: 0,
      httpVersion: '1.1',
      tls: { protocol: '', isTrusted: true },
      remoteAddress: '',
    },
    surroundings,
  );
}
