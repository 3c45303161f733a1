import { ProbeError } from '../problem.ts';

/** PostgreSQL's frontend/backend protocol 3.0, as far as a connection's beginning needs it (manual, "Message Formats"). */
const PROTOCOL_3_0 = 196_608;
const SSL_REQUEST = 80_877_103;

/** No message before authentication comes near it. */
const MOST_BYTES = 64 * 1024;

/** The eight bytes that ask for TLS. */
export function sslRequest(): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32BE(8, 0);
  bytes.writeInt32BE(SSL_REQUEST, 4);
  return bytes;
}

/** The message that names role and database. */
export function startupMessage(parameters: Readonly<Record<string, string>>): Buffer {
  const text = Object.entries(parameters).flat().join('\0');
  const body = Buffer.from(`${text}\0\0`, 'utf8');
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + body.length, 0);
  head.writeInt32BE(PROTOCOL_3_0, 4);
  return Buffer.concat([head, body]);
}

/** The five bytes that begin a message of a server. */
export const HEAD_BYTES = 5;

/** Type and remaining length. Throws a ProbeError for a length that no message has. */
export function readHead(head: Buffer, peer: string): { type: string; length: number } {
  const type = String.fromCharCode(head.readUInt8(0));
  const length = head.readInt32BE(1) - 4;
  if (length < 0)
    throw new ProbeError('malformed', `${peer} sent a message of an impossible length (${length + 4}).`);
  if (length > MOST_BYTES)
    throw new ProbeError('too-large', `${peer} sent a message of ${length} bytes before authentication.`);
  return { type, length };
}

/** How a server wants a role to prove who it is. `none` is what pg_hba.conf calls trust. */
type AuthenticationMethod = 'none' | 'cleartext' | 'md5' | 'sasl' | 'other';

/** What AuthenticationOk and its kin ask for, with the mechanisms of SASL. */
export interface AuthenticationRequest {
  readonly method: AuthenticationMethod;
  /** Its number in the protocol. */
  readonly code: number;
  readonly mechanisms: readonly string[];
}

const METHODS: ReadonlyMap<number, AuthenticationMethod> = new Map([
  [0, 'none'],
  [3, 'cleartext'],
  [5, 'md5'],
  [10, 'sasl'],
]);

/** Reads the body of an `R` message. */
export function readAuthentication(body: Buffer, peer: string): AuthenticationRequest {
  if (body.length < 4) throw new ProbeError('malformed', `${peer} sent an authentication request cut short.`);
  const code = body.readInt32BE(0);
  const method = METHODS.get(code) ?? 'other';
  const mechanisms = method === 'sasl' ? body.toString('latin1', 4).split('\0').filter(Boolean) : [];
  return { method, code, mechanisms };
}

/** An error in the server's own words. */
export interface ServerError {
  /** Five characters, for example `28000`. */
  readonly sqlstate: string;
  readonly message: string;
}

/** Reads the body of an `E` message: fields of one letter and a text each. */
export function readError(body: Buffer, peer: string): ServerError {
  const fields = new Map(
    body
      .toString('utf8')
      .split('\0')
      .filter(Boolean)
      .map((field) => [field.slice(0, 1), field.slice(1)]),
  );
  const sqlstate = fields.get('C');
  if (sqlstate === undefined || !/^[0-9A-Z]{5}$/.test(sqlstate))
    throw new ProbeError('malformed', `${peer} sent an error without a SQLSTATE.`);
  return { sqlstate, message: fields.get('M') ?? '' };
}
