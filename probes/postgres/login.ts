import net from 'node:net';
import tls from 'node:tls';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { bareHost } from '../http/authority.ts';
import { connectionProblem } from '../http/connection-problem.ts';
import { contextTrusting } from '../http/trust.ts';
import { ProbeError } from '../problem.ts';
import { peerOf, type Endpoint } from '../tls/endpoint.ts';
import type { ServerError } from './messages.ts';

/** A role, its password, and whose certificate it trusts with that. */
export interface Login {
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** PEM, trusted beside Node's own roots. */
  readonly ca?: string;
  /** What the connection is called in the server's log. */
  readonly applicationName: string;
}

export type Row = Readonly<Record<string, unknown>>;

/** What a server says to a statement. */
export type StatementAnswer =
  | { readonly outcome: 'rows'; readonly rows: readonly Row[] }
  | ({ readonly outcome: 'refused' } & ServerError);

/** Asks one statement after another. Throws a ProbeError where the server neither answers nor refuses. */
export type Ask = (statement: string, values?: readonly unknown[]) => Promise<StatementAnswer>;

/**
 * Logs in over verified TLS, talks, and logs out.
 *
 * @param timeoutMs for the login, and for each statement
 * @throws ProbeError where the certificate is not trusted or names another host (no password is sent then), and where
 *   the login does not succeed
 */
export async function loggedIn<T>(
  endpoint: Endpoint,
  { user, password, database, ca, applicationName }: Login,
  { timeoutMs, talk }: { readonly timeoutMs: number; readonly talk: (ask: Ask) => Promise<T> },
): Promise<T> {
  const peer = peerOf(endpoint);
  const host = bareHost(endpoint.host);
  const socket = new net.Socket();
  const client = new pg.Client({
    host: endpoint.address ?? host,
    port: endpoint.port,
    user,
    password,
    database,
    application_name: applicationName,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    stream: () => socket,
    ssl: {
      secureContext: contextTrusting(ca),
      rejectUnauthorized: true,
      // The library would compare with the address that it connects to.
      checkServerIdentity: (_name, certificate) => tls.checkServerIdentity(host, certificate),
      ...(net.isIP(host) === 0 && { servername: host }),
    },
  });
  // An error after the login also ends the statement that is under way, which tells of it.
  client.on('error', () => undefined);
  try {
    await client.connect().catch((problem: unknown) => {
      throw withoutAnswer(problem, peer, `the login as ${user}`);
    });
    return await talk((statement, values = []) => answerTo(client, peer, statement, values));
  } finally {
    // A polite end where the server still listens, and an end in any case.
    await Promise.race([
      client.end().catch(() => undefined),
      delay(LEAVE_LIMIT_MS, undefined, { ref: false }),
    ]);
    socket.destroy();
  }
}

const LEAVE_LIMIT_MS = 500;

async function answerTo(
  client: pg.Client,
  peer: string,
  statement: string,
  values: readonly unknown[],
): Promise<StatementAnswer> {
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement, [...values]);
    return { outcome: 'rows', rows };
  } catch (problem) {
    if (problem instanceof pg.DatabaseError && problem.code !== undefined && !isGone(problem.code))
      return { outcome: 'refused', sqlstate: problem.code, message: problem.message };
    throw withoutAnswer(problem, peer, 'a statement');
  }
}

/** Class 57 is an operator's doing, class 53 a lack of resources: neither says anything of what was asked. */
function isGone(sqlstate: string): boolean {
  return /^5[37]/.test(sqlstate);
}

function withoutAnswer(problem: unknown, peer: string, what: string): ProbeError {
  const error = problem instanceof Error ? problem : new Error(String(problem));
  if (error instanceof pg.DatabaseError)
    return new ProbeError('closed', `${peer} refused ${what}: ${error.code ?? ''} ${error.message}`, {
      cause: error,
    });
  if (/timeout/i.test(error.message))
    return new ProbeError('timeout', `${peer} did not answer ${what} in time.`, { cause: error });
  if ('code' in error) return connectionProblem(error, peer, what);
  return new ProbeError('closed', `${peer} did not complete ${what}: ${error.message}`, { cause: error });
}
