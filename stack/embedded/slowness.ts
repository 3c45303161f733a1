import type { FastifyInstance } from 'fastify';
import type { SlownessBehaviour } from '../behaviour/slowness.ts';

/** Wastes time before a request is looked at. */
export function wasteTime(app: FastifyInstance, slowness: SlownessBehaviour): void {
  if (Object.values(slowness).every((ms) => ms === 0)) return;
  const known = new WeakSet();
  let requests = 0;
  app.addHook('onRequest', async ({ raw: { socket } }) => {
    const isFirst = !known.has(socket);
    known.add(socket);
    requests += 1;
    const { tls, handshake, twentieth, fields, limits, clients, forwarding } = slowness;
    const once = isFirst ? handshake + clients : 0;
    const now = requests % 20 === 0 ? twentieth : 0;
    await passed(tls + fields + limits + forwarding + once + now);
  });
}

/** Timers of Node count whole milliseconds, so the clock is watched instead. Others are served meanwhile. */
async function passed(ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (performance.now() < end) await new Promise((resolve) => setImmediate(resolve));
}
