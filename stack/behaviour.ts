import type { LoadedProfile } from '../profiles/index.ts';
import { certificateFor, type CertificateBehaviour } from './behaviour/certificate.ts';
import { cookiesFor, type CookieBehaviour } from './behaviour/cookies.ts';
import { exposureFor, type ExposureBehaviour } from './behaviour/exposure.ts';
import { fieldsFor, type FieldBehaviour } from './behaviour/fields.ts';
import { onwardFor, type OnwardBehaviour } from './behaviour/onward.ts';
import { plainEntryFor, type PlainEntryBehaviour } from './behaviour/plain-entry.ts';
import { routesFor, type RouteBehaviour } from './behaviour/routes.ts';
import { tlsEntryFor, type TlsEntryBehaviour } from './behaviour/tls-entry.ts';

/** Every knob of the embedded stack. A mutant changes one; all others keep what the profile asks for. */
export interface Behaviour {
  readonly routes: RouteBehaviour;
  readonly plain: PlainEntryBehaviour;
  readonly tls: TlsEntryBehaviour;
  readonly onward: OnwardBehaviour;
  readonly certificate: CertificateBehaviour;
  readonly fields: FieldBehaviour;
  readonly cookies: CookieBehaviour;
  readonly exposure: ExposureBehaviour;
}

/** What the embedded stack does so that it satisfies the profile. Deterministic; holds no secret. */
export function behaviourFor(profile: LoadedProfile): Behaviour {
  return {
    routes: routesFor(profile),
    plain: plainEntryFor(profile),
    tls: tlsEntryFor(profile),
    onward: onwardFor(),
    certificate: certificateFor(profile),
    fields: fieldsFor(profile),
    cookies: cookiesFor(profile),
    exposure: exposureFor(profile),
  };
}

/** A behaviour's deviation: the same shape with every knob optional. Lists and scalars replace. */
export type Fault = DeepPartial<Behaviour>;

type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> }
    : T;

/** The behaviour with the fault applied. Neither argument is changed. */
export function withFault(behaviour: Behaviour, fault: Fault): Behaviour {
  return merge(behaviour, fault) as Behaviour;
}

function merge(base: unknown, change: unknown): unknown {
  if (!isRecord(base) || !isRecord(change)) return change;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(change)) {
    merged[key] = merge(base[key], value);
  }
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
