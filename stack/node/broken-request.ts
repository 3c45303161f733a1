import type { Socket } from 'node:net';
import type { ConnectionError } from 'fastify';

/**
 * Answers what is no request that Node reads, such as one with too long a head, and says that the connection ends. A
 * proxy that is not told so sends its next request into the close, and answers 502 where it may not repeat that one.
 */
export function answerBrokenRequest(error: ConnectionError, socket: Socket): void {
  if (!socket.writable) return;
  const [code, reason] =
    error.code === 'HPE_HEADER_OVERFLOW' ? [431, 'Request Header Fields Too Large'] : [400, 'Bad Request'];
  const body = `{"error":"${reason}"}\n`;
  socket.end(
    `HTTP/1.1 ${code} ${reason}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}
