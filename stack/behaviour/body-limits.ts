import type { LoadedProfile } from '../../profiles/index.ts';

/** How a body says where it ends, or `gzip`: what a limit can forget to count. */
type Framing = 'length' | 'chunked' | 'http2' | 'gzip';

/** What becomes of the bodies of one framing. */
interface Counting {
  /** Bytes beyond the limit that are accepted all the same; negative: bytes below it that are refused. */
  readonly slack: number;
  /** Status of the refusal. */
  readonly status: number;
}

/** What a server may take for a request although it is none: an answer of 200 instead of 400. */
export type Tolerated = 'surplus' | 'two-lengths' | 'length-and-chunked';

/** Which request bodies are read, and how others are refused. */
export interface BodyLimitBehaviour {
  /** Largest body in bytes where the route has no limit of its own. */
  readonly bytes: number;
  /** Limits of their own, by method and path: `POST /files`. */
  readonly routes: Readonly<Record<string, number>>;
  readonly counting: Readonly<Record<Framing, Counting>>;
  /** What is done with Content-Encoding: gzip. */
  readonly gzip: 'pass-on' | 'inflate' | 'refuse';
  /** A Content-Length beyond the limit is refused as soon as it is read, or once the whole body has come. */
  readonly declared: 'refuse-at-once' | 'read-first';
  /** What a request gets that expects 100 Continue: 100 where the body will be read, always, or never. */
  readonly expectation: 'decide' | 'always-continue' | 'never-continue';
  /** What a declared body that is too large gets, and what becomes of the connection. */
  readonly refusal: 'answer' | 'answer-and-fall-silent' | 'answer-and-reset' | 'reset' | 'close';
  readonly tolerated: readonly Tolerated[];
}

/** Where the profile is silent: 1 MiB, the default of most frameworks. */
const DEFAULT_LIMIT = 1_048_576;

/** The limits of the profile, counted to the byte in every framing. */
export function bodyLimitsFor({ bodyLimit, routes }: LoadedProfile): BodyLimitBehaviour {
  const own = Object.entries(bodyLimit?.routes ?? {}).flatMap(([name, { bytes }]) => {
    const route = routes[name];
    return bytes === undefined || !route
      ? []
      : [[`${route.method} ${withoutQuery(route.path)}`, bytes] as const];
  });
  const exact: Counting = { slack: 0, status: 413 };
  return {
    bytes: bodyLimit?.bytes ?? DEFAULT_LIMIT,
    routes: Object.fromEntries(own),
    counting: { length: exact, chunked: exact, http2: exact, gzip: exact },
    gzip: bodyLimit?.gzip ?? 'pass-on',
    declared: 'refuse-at-once',
    expectation: 'decide',
    refusal: 'answer',
    tolerated: [],
  };
}

function withoutQuery(path: string): string {
  return path.split('?')[0] ?? path;
}
