import type { IncomingMessage } from 'node:http';
import type { BodyLimitBehaviour } from '../behaviour/body-limits.ts';

/** As much of a request as tells how its body comes; HTTP/2's compatibility layer has the same. */
export type RequestHead = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'httpVersionMajor'>;

type Framing = keyof BodyLimitBehaviour['counting'];

/** How many bytes a request may bring. */
export class BodyRules {
  readonly behaviour: BodyLimitBehaviour;

  constructor(behaviour: BodyLimitBehaviour) {
    this.behaviour = behaviour;
  }

  /** Bytes that are read of the request's body. */
  allowance(request: RequestHead, framing = framingOf(request)): number {
    const { bytes, routes, counting } = this.behaviour;
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    return (routes[`${request.method ?? ''} ${path}`] ?? bytes) + counting[framing].slack;
  }

  /** Status of the refusal of a body that is too large. */
  status(request: RequestHead, framing = framingOf(request)): number {
    return this.behaviour.counting[framing].status;
  }

  /** Whether the request says itself that its body is too large. */
  declaresTooMuch(request: RequestHead): boolean {
    return Number(request.headers['content-length'] ?? 0) > this.allowance(request);
  }
}

function framingOf({ headers, httpVersionMajor }: RequestHead): Framing {
  if (httpVersionMajor === 2) return 'http2';
  return headers['transfer-encoding'] === undefined ? 'length' : 'chunked';
}

/** Whether a body belongs to the request (RFC 9112 §6.3; in HTTP/2 the head says by a flag that none does). */
export function hasBody(
  request: RequestHead & { readonly stream?: { readonly endAfterHeaders?: boolean } },
): boolean {
  if (request.httpVersionMajor === 2) return request.stream?.endAfterHeaders === false;
  const { 'content-length': length = '0', 'transfer-encoding': coding } = request.headers;
  return coding !== undefined || length !== '0';
}
