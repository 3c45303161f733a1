import type { FieldExpectation, LoadedProfile } from '../../profiles/index.ts';
import type { RouteKind } from './routes.ts';

/** Response fields by name, each with every occurrence in order. An empty list: the field is not sent. */
export type FieldSet = Readonly<Record<string, readonly string[]>>;

/** Which response fields the TLS entry sends. */
export interface FieldBehaviour {
  readonly everywhere: FieldSet;
  /** Differences on responses of one class. */
  readonly on: Readonly<Partial<Record<RouteKind, FieldSet>>>;
  /** Differences on routes whose answers are sensitive. */
  readonly onSensitive: FieldSet;
  /** Content-Type parameter that the application puts on text, e.g. `utf-8`; empty: none. */
  readonly charset: string;
  readonly nonce: NonceBehaviour;
  /** Content-Security-Policy that pages state in `<meta http-equiv>`; empty: none. */
  readonly metaPolicy: string;
}

/** How the nonces of policies are made. */
export interface NonceBehaviour {
  /** What the bytes are: random, the number of the response, or nanoseconds of a clock. */
  readonly from: 'random' | 'counter' | 'clock';
  readonly bytes: number;
  readonly encoding: 'base64' | 'hex' | 'decimal';
  /** Stands before what is made. */
  readonly prefix: string;
  /** How many responses in a row get the same nonce. */
  readonly responses: number;
}

/** CSP Level 3 §7.1, where the profile is silent. */
const DEFAULT_NONCE_BITS = 128;

/** Stands in a policy for the nonce, which differs in each response. */
export const NONCE_PLACEHOLDER = "'nonce-*'";

/** The fields that satisfy the `headers` section of the profile. */
export function fieldsFor(profile: LoadedProfile): FieldBehaviour {
  const { headers } = profile;
  const nonceBytes = Math.ceil((profile.csp?.nonceBits ?? DEFAULT_NONCE_BITS) / 8);
  return {
    everywhere: {
      ...(headers.hsts && { 'Strict-Transport-Security': hstsValue(headers.hsts) }),
      ...(headers.contentSecurityPolicy && {
        'Content-Security-Policy': [policyValue(headers.contentSecurityPolicy.directives)],
      }),
      ...(headers.permissionsPolicy && {
        'Permissions-Policy': [permissionsValue(headers.permissionsPolicy.features)],
      }),
      ...chosen('X-Frame-Options', headers.xFrameOptions),
      ...chosen('X-Content-Type-Options', headers.xContentTypeOptions),
      ...chosen('X-XSS-Protection', headers.xXssProtection),
      ...chosen('Referrer-Policy', headers.referrerPolicy),
      ...chosen('Cross-Origin-Opener-Policy', headers.crossOriginOpenerPolicy),
      ...chosen('Cross-Origin-Embedder-Policy', headers.crossOriginEmbedderPolicy),
      ...chosen('Cross-Origin-Resource-Policy', headers.crossOriginResourcePolicy),
      ...chosen('Server', headers.server),
      ...additional(headers.additional ?? {}),
    },
    on: {},
    onSensitive: headers.cacheControl ? { 'Cache-Control': [headers.cacheControl.required.join(', ')] } : {},
    charset: headers.contentType?.charset ?? 'utf-8',
    nonce: { from: 'random', bytes: nonceBytes, encoding: 'base64', prefix: '', responses: 1 },
    metaPolicy: '',
  };
}

function chosen(name: string, wanted: FieldExpectation | undefined): FieldSet {
  if (wanted === undefined || 'absent' in wanted) return {};
  const value = 'value' in wanted ? wanted.value : wanted.oneOf[0];
  return value === undefined ? {} : { [name]: [value] };
}

function additional(wanted: Readonly<Record<string, FieldExpectation>>): FieldSet {
  return Object.fromEntries(
    Object.entries(wanted).flatMap(([name, one]) => Object.entries(chosen(name, one))),
  );
}

type Hsts = NonNullable<LoadedProfile['headers']['hsts']>;

function hstsValue(hsts: Hsts): string[] {
  if ('absent' in hsts) return [];
  const directives = [`max-age=${hsts.maxAge.min}`];
  if (hsts.includeSubDomains) directives.push('includeSubDomains');
  if (hsts.preload) directives.push('preload');
  return [directives.join('; ')];
}

function policyValue(directives: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}

/** Permissions-Policy is a structured-field dictionary of inner lists: tokens bare, origins quoted. */
function permissionsValue(features: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(features)
    .map(
      ([name, allowed]) =>
        `${name}=(${allowed.map((item) => (/^[\w*]+$/.test(item) ? item : `"${item}"`)).join(' ')})`,
    )
    .join(', ');
}
