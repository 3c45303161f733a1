import type { Fault } from '../behaviour.ts';

type RuleFault = NonNullable<NonNullable<NonNullable<Fault['crossOrigin']>['rules']>[string]>;

/** The same fault in the rules of these paths. */
export function on(paths: readonly string[], fault: RuleFault): Fault {
  return { crossOrigin: { rules: Object.fromEntries(paths.map((path) => [path, fault])) } };
}
