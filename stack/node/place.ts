/** Where an application listens, and whom it believes. */
export interface Place {
  readonly host: string;
  /** 0: one that is free. */
  readonly port: number;
  /** Whose X-Forwarded-For it takes for the client's address: an address, or a range that Fastify knows by name. */
  readonly proxy: string;
}

/** What an application in a container says when it has started, and when it has started anew. */
export const SERVING = 'serving';

/** On the same machine as the proxy in front of it. */
export const BESIDE_PROXY: Place = { host: '127.0.0.1', port: 0, proxy: '127.0.0.1' };
