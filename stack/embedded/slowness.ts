import type { FastifyInstance } from 'fastify';
import type { SlownessBehaviour } from '../behaviour/slowness.ts';

/** Wastes time before a request is looked at. */
export function wasteTime(app: FastifyInstance, slowness: SlownessBehaviour): void {
  if (Object.values(slowness).every((ms) => ms === 0)) return;
  const known = new WeakSet();
  let requests = 0;
  app.addHook('onRequest', ({ raw: { socket } }, _reply, done) => {
    const isFirst = !known.has(socket);
    known.add(socket);
    requests += 1;
    const { tls, handshake, twentieth, fields, limits, clients, forwarding } = slowness;
    const once = isFirst ? handshake + clients : 0;
    const now = requests % 20 === 0 ? twentieth : 0;
    sleep(tls + fields + limits + forwarding + once + now);
    done();
  });
}

const NEVER_WOKEN = new Int32Array(new SharedArrayBuffer(4));

/** Timers of Node count whole milliseconds, and watching the clock would take the time from everybody else. */
function sleep(ms: number): void {
  Atomics.wait(NEVER_WOKEN, 0, 0, ms);
}
