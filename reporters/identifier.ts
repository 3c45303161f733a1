import { parse, v5 } from 'uuid';
import type { Run } from './run.ts';

/** Namespace of all our identifiers and names; it stands for ever, or those of older reports change. */
export const NAMESPACE = '5e0b2f8e-3d0c-4a63-9d5a-6f1c7f0a2b14';

// The library takes text as well, and takes longer to make bytes of it than to hash them.
const SPACE = parse(NAMESPACE);

/** UUID version 5 (RFC 9562 §5.5): equal names give equal identifiers, on every machine. */
export function identifier(...names: readonly string[]): string {
  return v5(Buffer.from(JSON.stringify(names)), SPACE);
}

const known = new WeakMap<Run, string>();

/** What makes one run another than the next: what was tested, against what, by which version, and when. */
export function runName(run: Run): string {
  const { suite, profile, target, startedAt } = run;
  const name =
    known.get(run) ?? identifier('run', suite.version, profile.name, profile.sha256, target, startedAt);
  known.set(run, name);
  return name;
}
