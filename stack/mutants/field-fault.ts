import type { Fault } from '../behaviour.ts';
import type { RouteKind } from '../behaviour/routes.ts';

/** The field is sent with these values, each on a line of its own, on every response; without values, not at all. */
export function sends(field: string, ...values: readonly string[]): Fault {
  return { fields: { everywhere: { [field]: values } } };
}

/** {@link sends}, on responses of one class only. */
export function sendsOn(kind: RouteKind, field: string, ...values: readonly string[]): Fault {
  return { fields: { on: { [kind]: { [field]: values } } } };
}
