import type { Run } from '../run.ts';
import { seenRequest } from './evidence.ts';
import { isPlain, quoted } from './shell.ts';

/** What a line has to know of the run beside the evidence of its control. */
export interface Surroundings {
  /** Name of the target's entry, as URLs write it. */
  readonly targetHost: string | undefined;
  /** A shell word for the file with the CA that the run trusted beside the system's. */
  readonly caFile: string | undefined;
  /** Whether clients of the entry present certificates. */
  readonly hasClients: boolean;
  /** Where the TLS entry and the plain one were reached: `host:port`. */
  readonly entries: Readonly<Record<'https' | 'http', string | undefined>>;
}

/** Every failure of a run asks for the same. */
const known = new WeakMap<Run, Surroundings>();

/** What a run says of how its target is reached. */
export function surroundingsOf(run: Run): Surroundings {
  const surroundings = known.get(run) ?? readFrom(run);
  known.set(run, surroundings);
  return surroundings;
}

function readFrom(run: Run): Surroundings {
  const { target, stack, execution, profile } = run;
  const targetHost = URL.canParse(target) ? new URL(target).hostname : undefined;
  return {
    targetHost,
    caFile: caFileOf(execution.settings['PLUMBLINE_CA'], stack),
    hasClients: profile.sections['clientCertificates'] !== undefined,
    entries: {
      https: URL.canParse(target) ? authorityOf(new URL(target)) : undefined,
      http: plainEntry(run, targetHost),
    },
  };
}

/** A stack of ours makes its own authority, whose file the reader has to name. */
function caFileOf(setting: string | undefined, stack: string): string | undefined {
  if (setting !== undefined && isPlain(setting)) return quoted(setting);
  return stack === 'external' || stack === '' ? undefined : '"$CA"';
}

function plainEntry({ controls }: Run, targetHost: string | undefined): string | undefined {
  for (const { evidence } of controls) {
    for (const each of evidence) {
      const seen = each.kind === 'http' ? seenRequest(each) : undefined;
      if (!seen?.url.startsWith('http://')) continue;
      const url = new URL(seen.url);
      if (url.hostname === targetHost) return authorityOf(url);
    }
  }
  return undefined;
}

function authorityOf({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}
