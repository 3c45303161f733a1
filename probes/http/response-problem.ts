import { ProbeError } from '../problem.ts';
import { codeOf, connectionProblem } from './connection-problem.ts';

/** What a peer sent, as far as it helps to say why no response could be read. */
interface ResponseContext {
  /** `127.0.0.1:8443` */
  peer: string;
  /** What was being waited for: `the response head`. */
  waitingFor: string;
  /** The peer answered a plain request with a TLS record. */
  receivedTls: boolean;
  maxHeaderBytes: number;
}

function malformed(error: Error, { peer, receivedTls }: ResponseContext): ProbeError {
  const message = receivedTls
    ? `${peer} answered plain HTTP with a TLS record; is this the https port?`
    : `${peer} sent a malformed response: ${error.message}.`;
  return new ProbeError('malformed', message, { cause: error });
}

/** undici gives one code to every early end; only the message tells them apart. */
function socketProblem(error: Error, context: ResponseContext): ProbeError {
  if (error.message === 'bad upgrade') {
    return new ProbeError(
      'malformed',
      `${context.peer} switched protocols (101) although no upgrade was requested.`,
      { cause: error },
    );
  }
  if (error.message === 'bad response') return malformed(error, context);
  return new ProbeError(
    'closed',
    `${context.peer} closed the connection before ${context.waitingFor} was complete.`,
    {
      cause: error,
    },
  );
}

/** Turns what undici reports for a request into a ProbeError. */
export function responseProblem(error: Error, context: ResponseContext): ProbeError {
  if (error instanceof ProbeError) return error;
  const code = codeOf(error);
  if (error.name === 'HTTPParserError') return malformed(error, context);
  switch (code) {
    case 'UND_ERR_SOCKET':
      return socketProblem(error, context);
    case 'UND_ERR_HEADERS_OVERFLOW':
      return new ProbeError(
        'too-large',
        `${context.peer} sent more than ${context.maxHeaderBytes / 1024} KiB of response headers.`,
        { cause: error },
      );
    case 'UND_ERR_INVALID_ARG':
    case 'UND_ERR_NOT_SUPPORTED':
    case 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH':
      return new ProbeError(
        'local',
        `undici refuses to send this request (${error.message}); rawExchange() can.`,
        {
          cause: error,
        },
      );
    default:
      return connectionProblem(error, context.peer, context.waitingFor);
  }
}
