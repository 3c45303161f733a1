import type { Control } from './control.ts';
import { certificate } from './certificate.ts';
import { cookies } from './cookies.ts';
import { exposure } from './exposure.ts';
import { headers } from './headers.ts';
import { hsts } from './hsts.ts';
import { redirects } from './redirects.ts';
import { csp } from './csp.ts';
import { browser } from './browser.ts';
import { cors } from './cors.ts';
import { rateBypasses } from './rate-bypasses.ts';
import { rateLimits } from './rate-limits.ts';
import { bodyLimits } from './body-limits.ts';
import { proxy } from './proxy.ts';
import { clientCertificates } from './client-certificates.ts';
import { clientIdentity } from './client-identity.ts';
import { capacity } from './capacity.ts';
import { database } from './database.ts';
import { databaseRecords } from './database-records.ts';
import { databaseRoles } from './database-roles.ts';
import { localSocket } from './local-socket.ts';
import { latency } from './latency.ts';
import { tls } from './tls.ts';
import { tlsSessions } from './tls-sessions.ts';
import { tlsNames } from './tls-names.ts';
import { http3 } from './http3.ts';
import { tlsKeyExchange } from './tls-key-exchange.ts';
import { tlsNegotiation } from './tls-negotiation.ts';
import { tlsSuites } from './tls-suites.ts';

/** Every control that Plumbline knows, by its permanent id. */
export const catalogue = {
  ...redirects,
  ...hsts,
  ...headers,
  ...cookies,
  ...exposure,
  ...tls,
  ...tlsSessions,
  ...tlsNames,
  ...http3,
  ...tlsSuites,
  ...tlsKeyExchange,
  ...tlsNegotiation,
  ...certificate,
  ...clientCertificates,
  ...clientIdentity,
  ...csp,
  ...browser,
  ...cors,
  ...rateLimits,
  ...rateBypasses,
  ...bodyLimits,
  ...proxy,
  ...capacity,
  ...database,
  ...databaseRoles,
  ...databaseRecords,
  ...localSocket,
  ...latency,
} as const satisfies Record<string, Control>;

export type ControlId = keyof typeof catalogue;

export const controlIds = Object.keys(catalogue) as ControlId[];

export type { Control, Product, Severity } from './control.ts';
export {
  TOLD,
  VERDICT_ATTACHMENT,
  type Evidence,
  type Finding,
  type Status,
  type Verdict,
} from './verdict.ts';
