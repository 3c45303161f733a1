import { once } from 'node:events';
import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';

/**
 * Below what the system gives to outgoing connections and to those who let it choose (ip_local_port_range, from 32768
 * on Linux): nothing takes one of these by chance between the choice of a port and the start of its engine.
 */
const [FIRST, END] = [15_000, 32_000];
const MOST_TRIES = 100;

/** Handed out by this process, and never twice. */
const given = new Set<number>();

/** Somebody else has the port that was chosen for an engine. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

/** A loopback port that was free a moment ago, for engines that cannot choose their own. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const port = randomInt(FIRST, END);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
  throw new Error(`none of ${MOST_TRIES} ports between ${FIRST} and ${END} is free`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
