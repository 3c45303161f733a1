import { ProbeError } from '../problem.ts';
import { AnswerReader } from './answer.ts';
import { encodeClientHello } from './client-hello.ts';
import { serverName, type Endpoint } from './endpoint.ts';
import { exchangeHello } from './hello-exchange.ts';
import { timestampList, type Timestamp } from './timestamps.ts';
import { versionCode } from './versions.ts';

/** Timestamps that come in a ServerHello. Serialisable. */
export interface HelloTimestamps {
  readonly kind: 'tls-timestamps';
  readonly endpoint: Endpoint;
  /** False: the server does not speak TLS 1.2, and what TLS 1.3 carries is encrypted. */
  readonly seen: boolean;
  readonly timestamps: readonly Timestamp[];
}

/**
 * Asks for signed certificate timestamps in a TLS 1.2 ClientHello and reads those of the ServerHello. Node's own
 * handshakes neither ask nor tell.
 *
 * @throws ProbeError where the server does not answer, or with a ServerHello that cannot be read
 */
export async function askTimestamps(
  endpoint: Endpoint,
  { timeoutMs }: { timeoutMs: number },
): Promise<HelloTimestamps> {
  const hello = encodeClientHello({ version: 'TLSv1.2', serverName: serverName(endpoint), timestamps: true });
  const { result } = await exchangeHello(endpoint, hello, timeoutMs, new AnswerReader());
  if ('failure' in result) throw new ProbeError('malformed', result.failure);
  const seen = 'hello' in result && result.hello.version === versionCode('TLSv1.2');
  const list = seen ? result.hello.timestamps : undefined;
  return { kind: 'tls-timestamps', endpoint, seen, timestamps: list ? timestampList(list) : [] };
}
