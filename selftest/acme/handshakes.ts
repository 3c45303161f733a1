import { connect } from 'node:tls';
import { setTimeout as delay } from 'node:timers/promises';
import type { Target } from '../../stack/target.ts';

const HANDSHAKE_LIMIT_MS = 2_000;
const PAUSE_MS = 10;
/** How long is watched once everything is done: old workers of nginx go a moment after the new ones have come. */
const AFTERWARDS_MS = 1_000;

/**
 * The serial number of the certificate that a new connection is served, in hex.
 *
 * @throws where no connection comes about within two seconds, and where the certificate is not for the host or does not
 * lead to the target's authority
 */
export function servedSerial({ https, ca }: Target): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: https.address, port: https.port, servername: https.host, ca });
    socket.setTimeout(HANDSHAKE_LIMIT_MS, () => {
      socket.destroy(new Error(`no handshake within ${HANDSHAKE_LIMIT_MS} ms`));
    });
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      const { serialNumber } = socket.getPeerCertificate();
      socket.destroy();
      resolve(serialNumber);
    });
  });
}

/**
 * Connects again and again while something is done, and for a second after it.
 *
 * @returns the serial numbers served, one for each connection
 * @throws where one connection fails, as {@link servedSerial} does
 */
export async function serialsDuring(target: Target, act: () => Promise<void>): Promise<string[]> {
  const serials: string[] = [];
  const done = new AbortController();
  const watched = (async () => {
    while (!done.signal.aborted) {
      serials.push(await servedSerial(target));
      await delay(PAUSE_MS);
    }
  })();
  try {
    await Promise.race([act().then(() => delay(AFTERWARDS_MS)), watched]);
  } finally {
    done.abort();
    await watched;
  }
  return serials;
}
