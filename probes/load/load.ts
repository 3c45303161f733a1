import autocannon from 'autocannon';
import { bareHost } from '../http/authority.ts';
import type { HttpEndpoint, HttpRequest } from '../http/exchange.ts';
import { ProbeError } from '../problem.ts';
import { Tally } from './tally.ts';
import { watchClient } from './watch.ts';

/** What is asked for, and how often. */
export interface LoadOrder {
  readonly request: HttpRequest;
  /** The status of a good answer. */
  readonly status: number;
  /** Requests a second, over all connections. */
  readonly rate: number;
  readonly connections: number;
  readonly warmUpSeconds: number;
  /** Seconds that are measured, after those of the warm-up. */
  readonly seconds: number;
  /** Milliseconds after which a request counts as not answered. */
  readonly timeoutMs: number;
  /** Whether so many failures among so many requests need no more load to be judged. */
  readonly isHopeless: (failures: number, requests: number) => boolean;
}

/** A request that was answered. Times in milliseconds since the warm-up ended. */
export interface LoadAnswer {
  readonly sentAt: number;
  readonly latencyMs: number;
  readonly status: number;
}

/** A request that was not answered. */
export interface LostRequest {
  readonly sentAt: number;
  /** `timeout`, `closed`, or the system's name of what happened to the connection: `ECONNRESET`. */
  readonly how: string;
}

/** Why the load ended before its time. */
export interface LoadStop {
  /**
   * `limited`: a 429; `failing`: one wrong answer after the other; `lost`: no answers any more; `hopeless`: as the
   * order says.
   */
  readonly kind: 'limited' | 'failing' | 'lost' | 'hopeless';
  /** Milliseconds since the warm-up began. */
  readonly afterMs: number;
  /** In words: `20 requests in a row failed, the last with 503`. */
  readonly because: string;
}

/** What became of the requests that were sent after the warm-up; where the load was stopped before, of all. */
export interface LoadObservation {
  readonly kind: 'load';
  /** For example `GET /health`. */
  readonly subject: string;
  /** Seconds that were measured. */
  readonly seconds: number;
  readonly answers: readonly LoadAnswer[];
  readonly lost: readonly LostRequest[];
  readonly stop?: LoadStop;
}

/** autocannon looks at the end of its time so often. */
const SAMPLE_MS = 50;

/** Beyond the time of the load and of its last answers; only ends what nothing else could. */
const SPARE_SECONDS = 2;

/**
 * Sends requests at a constant rate for some seconds and says what became of each. Stops at once when the target begins
 * to fail.
 *
 * autocannon spreads a second's requests over the connections and sends them one after the other from the second's
 * beginning on. Its own figures are not used: they lack p95, leave out what was never answered, count a closed
 * connection as nothing, and correct coordinated omission as if every connection sent a request each millisecond.
 *
 * @throws ProbeError where not one request could be sent
 */
export async function load(endpoint: HttpEndpoint, order: LoadOrder): Promise<LoadObservation> {
  const { request, rate, connections, warmUpSeconds, seconds, timeoutMs } = order;
  const tally = new Tally(order);
  const options = {
    ...addressOf(endpoint),
    method: request.method,
    headers: { Host: authorityOf(endpoint), ...Object.fromEntries(request.headers ?? []) },
    ...(typeof request.body === 'string' && { body: request.body }),
    url: `${endpoint.scheme}://${authorityOf({ ...endpoint, host: endpoint.address ?? endpoint.host })}${request.path}`,
    connections,
    overallRate: rate,
    duration: warmUpSeconds + seconds + timeoutMs / 1000 + SPARE_SECONDS,
    // It takes an idle connection for one that does not answer.
    timeout: Math.max(2, timeoutMs / 1000),
    sampleInt: SAMPLE_MS,
    setupClient: (client: autocannon.Client) => {
      watchClient(client, tally, timeoutMs);
    },
  } as autocannon.Options;
  await new Promise<void>((resolve, reject) => {
    const instance = autocannon(options, (problem: Error | null) => {
      if (problem) reject(new ProbeError('local', `autocannon: ${problem.message}`, { cause: problem }));
      else resolve();
    });
    tally.onEnd(() => {
      instance.stop();
    });
  });
  const { answers, lost, stop, measuredSeconds } = tally.end();
  if (answers.length + lost.length === 0) {
    throw new ProbeError('local', `autocannon has sent nothing to ${authorityOf(endpoint)} in ${seconds} s.`);
  }
  return {
    kind: 'load',
    subject: `${request.method} ${request.path}`,
    seconds: measuredSeconds,
    answers,
    lost,
    ...(stop && { stop }),
  };
}

function authorityOf({ host, port }: { readonly host: string; readonly port: number }): string {
  const bare = bareHost(host);
  return `${bare.includes(':') ? `[${bare}]` : bare}:${port}`;
}

function addressOf({ host, localAddress, ca, client }: HttpEndpoint) {
  return {
    servername: /^[\d.]+$|:/.test(bareHost(host)) ? '' : bareHost(host),
    tlsOptions: {
      ...(localAddress !== undefined && { localAddress }),
      ...(ca !== undefined && { ca }),
      ...client,
    },
  };
}
