import type { LoadedProfile, Route } from '../../profiles/index.ts';

/** What one path answers to requests of foreign origins. */
export interface CrossOriginRule {
  /** Regular expression that the Origin field, or the part of it that is compared, matches where it is allowed. */
  readonly pattern: string;
  /** What is compared: the whole value as it came, or the host that a URL parser makes of it. */
  readonly compared: 'value' | 'host';
  /** Values of Access-Control-Allow-Origin for an allowed origin, by the class of answer. {origin}: the request's own. */
  readonly allowOrigin: {
    readonly actual: readonly string[];
    readonly preflight: readonly string[];
    readonly error: readonly string[];
  };
  /** Values of Access-Control-Allow-Origin for every other request. */
  readonly otherwise: readonly string[];
  readonly credentials: boolean;
  /** Which answers carry `Vary: Origin`. */
  readonly vary: 'all' | 'allowed' | 'no-errors' | 'none';
  /** Status of a preflight that is allowed. */
  readonly preflightStatus: number;
  /** What a preflight allows. {requested}: whatever it asks for. */
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  /** Seconds; null: not sent. */
  readonly maxAge: number | null;
}

export interface CrossOriginBehaviour {
  /** Rules by path. Any other path allows no foreign origin. */
  readonly rules: Readonly<Record<string, CrossOriginRule>>;
}

/** Where no preflight of the profile says which: 204, since there is nothing to say. */
const PREFLIGHT_STATUS = 204;

/** What the `cors` section asks for. The profile's own preflights pass without one, too. */
export function crossOriginFor({ cors, routes }: LoadedProfile): CrossOriginBehaviour {
  const preflights = Object.values(routes).filter(({ kind }) => kind === 'preflight');
  const rules = new Map<string, CrossOriginRule>();
  for (const preflight of preflights) rules.set(pathOf(preflight), ruleOf(preflight));
  for (const [name, { methods, headers = [], maxAgeSeconds = null }] of Object.entries(cors?.routes ?? {})) {
    const route = routes[name];
    if (!route || !cors) continue;
    const path = pathOf(route);
    rules.set(path, {
      ...rule(cors.origins, rules.get(path)?.preflightStatus ?? PREFLIGHT_STATUS),
      credentials: cors.credentials ?? false,
      methods,
      headers,
      maxAge: maxAgeSeconds,
    });
  }
  return { rules: Object.fromEntries(rules) };
}

/** What lets one preflight pass. */
function ruleOf({ headers = {}, status }: Route): CrossOriginRule {
  const { Origin: origin = '' } = headers;
  return {
    ...rule([origin], status),
    methods: [headers['Access-Control-Request-Method'] ?? 'GET'],
    headers: headers['Access-Control-Request-Headers']?.split(/\s*,\s*/) ?? [],
  };
}

function rule(origins: readonly string[], preflightStatus: number): CrossOriginRule {
  const own = ['{origin}'];
  return {
    pattern: `^(?:${origins.map((origin) => origin.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')})$`,
    compared: 'value',
    allowOrigin: { actual: own, preflight: own, error: own },
    otherwise: [],
    credentials: false,
    vary: 'all',
    preflightStatus,
    methods: [],
    headers: [],
    maxAge: null,
  };
}

function pathOf({ path }: Route): string {
  return path.split('?')[0] ?? path;
}
