import tls from 'node:tls';
import { connectionProblem } from '../http/connection-problem.ts';
import { contextTrusting } from '../http/trust.ts';
import { ProbeError } from '../problem.ts';
import { serverName, type Endpoint } from '../tls/endpoint.ts';
import type { Line } from './line.ts';
import { HEAD_BYTES, readError, readHead, sslRequest } from './messages.ts';

/** Whether the server agrees to TLS on this connection: `S` or `N`, its own word. */
export type EncryptionAnswer = 'accepted' | 'declined';

/**
 * Asks for TLS.
 *
 * @throws ProbeError for every other answer; also where bytes follow the `S` in the clear, which a careless client
 *   would take for something that came through TLS (CVE-2021-23222)
 */
export async function requestEncryption({
  socket,
  received,
  deadline,
  peer,
}: Line): Promise<EncryptionAnswer> {
  deadline.waitingFor = 'the answer to SSLRequest';
  socket.write(sslRequest());
  const answer = await received.take(1);
  const letter = answer.toString('latin1');
  if (letter === 'N') return 'declined';
  if (letter === 'E') {
    const { length } = readHead(Buffer.concat([answer, await received.take(HEAD_BYTES - 1)]), peer);
    const { sqlstate, message } = readError(await received.take(length), peer);
    throw new ProbeError('closed', `${peer} answers SSLRequest with an error: ${sqlstate} ${message}`);
  }
  if (letter !== 'S')
    throw new ProbeError('malformed', `${peer} does not answer SSLRequest as PostgreSQL does.`);
  const surplus = received.release();
  if (surplus > 0)
    throw new ProbeError('malformed', `${peer} sent ${surplus} bytes in the clear after it agreed to TLS.`);
  return 'accepted';
}

/** How to do the handshake. */
interface UpgradeSettings {
  /** PEM, trusted beside Node's own roots. */
  readonly ca?: string;
  /** The only version to offer; all of them unless told. */
  readonly version?: tls.SecureVersion;
}

/**
 * Does the handshake on a connection whose server agreed to TLS. It accepts any certificate, so that what is wrong
 * with it can be observed: no secret may be sent on it.
 *
 * @throws ProbeError, with the library's error as its cause
 */
function upgrade(
  { socket, deadline, peer }: Line,
  endpoint: Endpoint,
  { ca, version }: UpgradeSettings = {},
): Promise<tls.TLSSocket> {
  const name = serverName(endpoint);
  deadline.waitingFor = 'the TLS handshake';
  return new Promise((resolve, reject) => {
    const secure = tls.connect({
      socket,
      ...(name !== undefined && { servername: name }),
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      secureContext: contextTrusting(ca, {
        minVersion: version ?? 'TLSv1',
        maxVersion: version ?? 'TLSv1.3',
        ciphers: 'DEFAULT@SECLEVEL=0',
      }),
    });
    secure.once('secureConnect', () => {
      resolve(secure);
    });
    // It stays for the life of the socket: an alert after the handshake must not end the process.
    secure.on('error', (error: Error) => {
      reject(connectionProblem(error, peer, deadline.waitingFor));
    });
    secure.once('close', () => {
      reject(new ProbeError('closed', `${peer} closed the connection during the TLS handshake.`));
    });
    deadline.onExpiry(reject);
  });
}

/** Asks for TLS and does the handshake. Throws a ProbeError where the server declines. */
export async function encrypted(
  line: Line,
  endpoint: Endpoint,
  settings: UpgradeSettings = {},
): Promise<tls.TLSSocket> {
  if ((await requestEncryption(line)) === 'declined')
    throw new ProbeError('tls', `${line.peer} speaks no TLS: it answers SSLRequest with N.`);
  return upgrade(line, endpoint, settings);
}
