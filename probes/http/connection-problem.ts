import { ProbeError, type ProbeProblem } from '../problem.ts';

const problems: Record<string, ProbeProblem> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'unresolved',
  EAI_AGAIN: 'unresolved',
  EAI_NODATA: 'unresolved',
  EAI_FAIL: 'unresolved',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'closed',
  ECONNABORTED: 'closed',
  EPIPE: 'closed',
  // What OpenSSL finds wrong while something is being written.
  EPROTO: 'tls',
};

/** The wire did not carry TLS records at all: OpenSSL's codes for reading something else as a record. */
const notTls = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
  'ERR_SSL_UNEXPECTED_MESSAGE',
]);

/** OpenSSL's and Node's codes for a failed handshake, those for a certificate that is not trusted among them. */
const ofTls = /^ERR_(SSL|TLS)_|CERT|^UNABLE_TO_|^INVALID_|^PATH_LENGTH_EXCEEDED$|^HOSTNAME_MISMATCH$/;

/** The code of a system, OpenSSL or library error, or an empty string. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** OpenSSL puts its error's reason between file names and addresses: `error:0A00010B:SSL routines:…:reason:…`. */
function reasonOf(error: Error): string {
  return 'reason' in error && typeof error.reason === 'string' ? error.reason : error.message;
}

function sentence(problem: ProbeProblem, error: Error, peer: string, waitingFor: string): string {
  const code = codeOf(error);
  const host = peer.replace(/:\d+$/, '');
  switch (problem) {
    case 'refused':
      return `Nothing listens on ${peer} (${code}): is the target running, and is the port right?`;
    case 'unresolved':
      return `${host} has no address (${code}): is the name right, and does this machine's DNS know it?`;
    case 'unreachable':
      return `${peer} cannot be reached from this machine (${code}): is there a route to it?`;
    case 'timeout':
      return `${peer}: the system gave up on ${waitingFor} (${code}): is a firewall dropping packets?`;
    case 'closed':
      return `${peer} closed the connection during ${waitingFor} (${code}).`;
    case 'tls':
      return notTls.has(code)
        ? `${peer} does not speak TLS (${code}); is this the plain-http port?`
        : `The TLS handshake with ${peer} failed: ${reasonOf(error)} (${code}).`;
    default:
      return `This machine could not connect to ${peer}: ${error.message}`;
  }
}

/**
 * Turns an error of a socket into a ProbeError.
 *
 * @param peer `127.0.0.1:8443`
 * @param waitingFor what was under way: `the TLS handshake`
 */
export function connectionProblem(error: Error, peer: string, waitingFor: string): ProbeError {
  if (error instanceof ProbeError) return error;
  const code = codeOf(error);
  // Codes that are neither the peer's nor the network's doing (EADDRNOTAVAIL, EMFILE, EACCES, …) are this machine's.
  const problem = problems[code] ?? (ofTls.test(code) ? 'tls' : 'local');
  return new ProbeError(problem, sentence(problem, error, peer, waitingFor), { cause: error });
}
