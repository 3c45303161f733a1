import net from 'node:net';
import { Duplex } from 'node:stream';
import tls from 'node:tls';
import { connectionProblem } from '../http/connection-problem.ts';
import { Deadline } from '../http/deadline.ts';
import { ProbeError } from '../problem.ts';
import { peerOf, serverName, socketOptions, type Endpoint } from './endpoint.ts';
import { serverFlight, type HandshakeMessage } from './handshake-messages.ts';

/** Whether a server asks its clients for a certificate, and of whom. Serialisable. */
export interface CertificateRequestObservation {
  readonly kind: 'certificate-request';
  readonly endpoint: Endpoint;
  readonly version: 'TLSv1.2' | 'TLSv1.3';
  readonly requested: boolean;
  /** Names of the authorities that it accepts (RFC 5246 §7.4.4, RFC 8446 §4.2.4), in hexadecimal DER. */
  readonly authorities: readonly string[];
  readonly durationMs: number;
}

const CERTIFICATE_REQUEST = 13;
const CERTIFICATE_AUTHORITIES = 47;

/**
 * Reads the server's CertificateRequest in a handshake of its own. No certificate is presented.
 *
 * @throws ProbeError where no handshake comes as far as the end of the server's first flight
 */
export async function observeCertificateRequest(
  endpoint: Endpoint,
  { version, timeoutMs }: { version: CertificateRequestObservation['version']; timeoutMs: number },
): Promise<CertificateRequestObservation> {
  const startedAt = performance.now();
  const messages = await firstFlight(endpoint, version, timeoutMs);
  const request = messages.find(({ type }) => type === CERTIFICATE_REQUEST);
  return {
    kind: 'certificate-request',
    endpoint,
    version,
    requested: request !== undefined,
    authorities: request ? authoritiesIn(request.body, version) : [],
    durationMs: performance.now() - startedAt,
  };
}

function firstFlight(
  endpoint: Endpoint,
  version: CertificateRequestObservation['version'],
  timeoutMs: number,
): Promise<HandshakeMessage[]> {
  return new Promise((resolve, reject) => {
    const peer = peerOf(endpoint);
    const deadline = new Deadline(timeoutMs, peer);
    const received: Buffer[] = [];
    let secret: Buffer | undefined;
    const wire = net.connect({ ...socketOptions(endpoint, timeoutMs), noDelay: true });
    const name = serverName(endpoint);
    const socket = tls.connect({
      socket: tapped(wire, received),
      ...(name !== undefined && { servername: name }),
      minVersion: version,
      maxVersion: version,
      ciphers: 'TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:DEFAULT@SECLEVEL=0',
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    });
    const end = (problem: Error) => {
      deadline.clear();
      socket.destroy();
      wire.destroy();
      try {
        const messages = serverFlight(version, Buffer.concat(received), secret);
        if (messages) resolve(messages);
        else reject(problem);
      } catch {
        reject(problem);
      }
    };
    deadline.waitingFor = 'the TLS handshake';
    deadline.onExpiry(end);
    socket.on('keylog', (line: Buffer) => {
      const found = /^SERVER_HANDSHAKE_TRAFFIC_SECRET \S+ ([0-9a-f]+)/.exec(line.toString('latin1'))?.[1];
      if (found !== undefined) secret = Buffer.from(found, 'hex');
    });
    socket.once('secureConnect', () => {
      end(new ProbeError('malformed', `${peer}: the messages of its handshake cannot be read.`));
    });
    // A refusal for want of a certificate comes after the server has asked for it.
    const fail = (error: Error) => {
      end(connectionProblem(error, peer, 'the TLS handshake'));
    };
    socket.on('error', fail);
    wire.on('error', fail);
    socket.once('close', () => {
      end(new ProbeError('closed', `${peer} closed the connection during the TLS handshake.`));
    });
  });
}

/** A stream over a socket that keeps what comes in. */
function tapped(wire: net.Socket, received: Buffer[]): Duplex {
  const stream = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      wire.write(chunk, () => {
        done();
      });
    },
  });
  wire.on('data', (bytes: Buffer) => {
    received.push(bytes);
    stream.push(bytes);
  });
  wire.once('close', () => stream.push(null));
  return stream;
}

function authoritiesIn(body: Buffer, version: CertificateRequestObservation['version']): string[] {
  try {
    return namesIn(version === 'TLSv1.2' ? listOfTls12(body) : extensionOfTls13(body));
  } catch (cause) {
    throw new ProbeError('malformed', 'The CertificateRequest of the server cannot be read.', { cause });
  }
}

/** RFC 5246 §7.4.4: certificate_types<1..2^8-1>, supported_signature_algorithms<2..2^16-2>, certificate_authorities. */
function listOfTls12(body: Buffer): Buffer {
  const types = 1 + body.readUInt8(0);
  const algorithms = types + 2 + body.readUInt16BE(types);
  return vector(body, algorithms);
}

/** RFC 8446 §4.3.2: certificate_request_context<0..2^8-1>, extensions<2..2^16-1>. */
function extensionOfTls13(body: Buffer): Buffer {
  const extensions = vector(body, 1 + body.readUInt8(0));
  for (let at = 0; at < extensions.length;) {
    const content = vector(extensions, at + 2);
    if (extensions.readUInt16BE(at) === CERTIFICATE_AUTHORITIES) return vector(content, 0);
    at += 4 + content.length;
  }
  return Buffer.alloc(0);
}

function namesIn(list: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at < list.length;) {
    const name = vector(list, at);
    names.push(name.toString('hex'));
    at += 2 + name.length;
  }
  return names;
}

/** What a length of two bytes stands before. Throws where it reaches beyond the end. */
function vector(bytes: Buffer, at: number): Buffer {
  const end = at + 2 + bytes.readUInt16BE(at);
  if (end > bytes.length) throw new RangeError('a vector reaches beyond the end of its message');
  return bytes.subarray(at + 2, end);
}
