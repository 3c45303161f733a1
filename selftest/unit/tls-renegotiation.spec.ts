import { constants } from 'node:crypto';
import tls, { type TlsOptions } from 'node:tls';
import { expect, test } from '@playwright/test';
import { observeRenegotiation } from '../../probes/tls/renegotiation.ts';
import { closeServers, freePort, hostileServer, identity, listen, pemOf } from './tls-servers.ts';

test.afterEach(closeServers);

function observe(port: number) {
  return observeRenegotiation({ host: 'shop.test', port, address: '127.0.0.1' }, { timeoutMs: 1_000 });
}

async function serverWith(options: TlsOptions, greet: (socket: tls.TLSSocket) => void = () => undefined) {
  const server = tls.createServer({ ...pemOf(await identity()), ...options }, (socket) => {
    socket.on('error', () => undefined);
    greet(socket);
  });
  return listen(server);
}

function hangUp(socket: tls.TLSSocket): void {
  socket.destroySoon();
}

test.describe('A renegotiation', () => {
  test('that is accepted is counted as far as three', async () => {
    const seen = await observe(await serverWith({}));
    expect(seen).toMatchObject({ kind: 'tls-renegotiation', outcome: 'accepted', accepted: 3 });
    expect(JSON.parse(JSON.stringify(seen))).toEqual(seen);
  });

  test('that is refused comes with the alert', async () => {
    const port = await serverWith({ secureOptions: constants.SSL_OP_NO_RENEGOTIATION });
    expect(await observe(port)).toMatchObject({
      outcome: 'refused',
      accepted: 0,
      alert: { name: 'no_renegotiation', level: 'warning' },
    });
  });

  test('of a connection that the server ends is told as that', async () => {
    expect(await observe(await serverWith({}, hangUp))).toMatchObject({
      outcome: 'closed',
      accepted: 0,
    });
  });

  test('does not exist where TLS 1.2 is refused', async () => {
    expect(await observe(await serverWith({ minVersion: 'TLSv1.3' }))).toMatchObject({
      outcome: 'no-tls12',
      alert: { name: 'protocol_version' },
    });
  });

  test('cannot be tried without a handshake', async () => {
    await expect(observe(await hostileServer((socket) => socket.end()))).rejects.toMatchObject({
      problem: 'closed',
    });
    await expect(observe(await hostileServer(() => undefined))).rejects.toMatchObject({ problem: 'timeout' });
    await expect(observe(await freePort())).rejects.toMatchObject({ problem: 'refused' });
  });
});
