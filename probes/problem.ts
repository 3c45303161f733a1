/**
 * Why an observation could not be made:
 *
 * - `unresolved`: the name has no address
 * - `refused`: nothing listens on the port
 * - `unreachable`: no route to the host
 * - `timeout`: no answer within the time allowed
 * - `closed`: the peer closed or reset the connection too early
 * - `tls`: the TLS handshake failed
 * - `malformed`: the answer breaks the protocol's grammar
 * - `too-large`: the answer exceeds what a probe reads
 * - `local`: this machine's own fault (no such source address, out of file descriptors, …)
 */
export type ProbeProblem =
  | 'unresolved'
  | 'refused'
  | 'unreachable'
  | 'timeout'
  | 'closed'
  | 'tls'
  | 'malformed'
  | 'too-large'
  | 'local';

/** The observation could not be made. Never a verdict about the server. */
export class ProbeError extends Error {
  override readonly name = 'ProbeError';
  readonly problem: ProbeProblem;

  /**
   * @param problem the class of failure, for code that reacts to it
   * @param message a sentence that a person can act on, naming the address and port
   * @param options `cause`: the system's or the library's own error
   */
  constructor(problem: ProbeProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}
