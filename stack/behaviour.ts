import type { LoadedProfile } from '../profiles/index.ts';
import { bodyLimitsFor, type BodyLimitBehaviour } from './behaviour/body-limits.ts';
import { capacityFor, type CapacityBehaviour } from './behaviour/capacity.ts';
import { certificateFor, type CertificateBehaviour } from './behaviour/certificate.ts';
import { clientCertificatesFor, type ClientCertificateBehaviour } from './behaviour/client-certificates.ts';
import { clientIdentityFor, type ClientIdentityBehaviour } from './behaviour/client-identity.ts';
import { connectionsFor, type ConnectionBehaviour } from './behaviour/connections.ts';
import { cookiesFor, type CookieBehaviour } from './behaviour/cookies.ts';
import { crossOriginFor, type CrossOriginBehaviour } from './behaviour/cross-origin.ts';
import { exposureFor, type ExposureBehaviour } from './behaviour/exposure.ts';
import { fieldsFor, type FieldBehaviour } from './behaviour/fields.ts';
import { forwardingFor, type ForwardingBehaviour } from './behaviour/forwarding.ts';
import { onwardFor, type OnwardBehaviour } from './behaviour/onward.ts';
import { pageFor, type PageBehaviour } from './behaviour/page.ts';
import { plainEntryFor, type PlainEntryBehaviour } from './behaviour/plain-entry.ts';
import { requestHeadFor, type RequestHeadBehaviour } from './behaviour/request-head.ts';
import { rateLimitsFor, type RateLimitBehaviour } from './behaviour/rate-limits.ts';
import { routesFor, type RouteBehaviour } from './behaviour/routes.ts';
import { tlsEntryFor, type TlsEntryBehaviour } from './behaviour/tls-entry.ts';
import { tlsSessionsFor, type TlsSessionBehaviour } from './behaviour/tls-sessions.ts';
import { tlsNamesFor, type TlsNameBehaviour } from './behaviour/tls-names.ts';
import { tlsAlpnFor, type TlsAlpnBehaviour } from './behaviour/tls-alpn.ts';
import { http3For, type Http3Behaviour } from './behaviour/http3.ts';
import { slownessFor, type SlownessBehaviour } from './behaviour/slowness.ts';

/** Every knob of the embedded stack. A mutant changes one; all others keep what the profile asks for. */
export interface Behaviour {
  readonly routes: RouteBehaviour;
  readonly plain: PlainEntryBehaviour;
  readonly tls: TlsEntryBehaviour;
  readonly onward: OnwardBehaviour;
  readonly certificate: CertificateBehaviour;
  readonly clientCertificates: ClientCertificateBehaviour;
  readonly fields: FieldBehaviour;
  readonly cookies: CookieBehaviour;
  readonly exposure: ExposureBehaviour;
  readonly rateLimits: RateLimitBehaviour;
  readonly crossOrigin: CrossOriginBehaviour;
  readonly forwarding: ForwardingBehaviour;
  readonly clientIdentity: ClientIdentityBehaviour;
  readonly connections: ConnectionBehaviour;
  readonly bodies: BodyLimitBehaviour;
  readonly head: RequestHeadBehaviour;
  readonly page: PageBehaviour;
  readonly sessions: TlsSessionBehaviour;
  readonly names: TlsNameBehaviour;
  readonly alpn: TlsAlpnBehaviour;
  readonly http3: Http3Behaviour;
  readonly slowness: SlownessBehaviour;
  readonly capacity: CapacityBehaviour;
}

/** What the embedded stack does so that it satisfies the profile. Deterministic; holds no secret. */
export function behaviourFor(profile: LoadedProfile): Behaviour {
  return {
    routes: routesFor(profile),
    plain: plainEntryFor(profile),
    tls: tlsEntryFor(profile),
    onward: onwardFor(),
    certificate: certificateFor(profile),
    clientCertificates: clientCertificatesFor(profile),
    fields: fieldsFor(profile),
    cookies: cookiesFor(profile),
    exposure: exposureFor(profile),
    rateLimits: rateLimitsFor(profile),
    crossOrigin: crossOriginFor(profile),
    forwarding: forwardingFor(profile),
    clientIdentity: clientIdentityFor(),
    connections: connectionsFor(profile),
    bodies: bodyLimitsFor(profile),
    head: requestHeadFor(profile),
    page: pageFor(profile),
    sessions: tlsSessionsFor(profile),
    names: tlsNamesFor(profile),
    alpn: tlsAlpnFor(profile),
    http3: http3For(profile),
    slowness: slownessFor(),
    capacity: capacityFor(profile),
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
