import net from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { enumerateSuites, observePosture, type SuiteEnumeration } from '../../probes/tls/posture.ts';
import { certificate, fatal, record, scriptedServer, serverHello } from './tls-scripted.ts';
import { closeServers, freePort, hostileServer, listen } from './tls-servers.ts';

const timeoutMs = 300;
const certificateRecord = record(22, certificate);

test.afterEach(closeServers);

function reasons({ versions }: SuiteEnumeration): string[] {
  return Object.values(versions).map((decision) =>
    decision.outcome === 'inconclusive' ? decision.reason : decision.outcome,
  );
}

test.describe('Nothing is decided by', () => {
  const cases: [string, (socket: net.Socket) => unknown, RegExp][] = [
    ['silence', () => undefined, /did not complete within/],
    ['plain HTTP', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), /plain HTTP|plain text/],
    ['an SSH banner', (socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'), /SSH banner/],
    ['a closed connection', (socket) => socket.end(), /closed the connection/],
    ['a reset', (socket) => socket.resetAndDestroy(), /closed the connection/],
    ['half a record', (socket) => socket.end(record(22, serverHello()).subarray(0, 20)), /unfinished/],
    ['an unknown alert', (socket) => socket.end(fatal(222)), /unknown \(222\)/],
    [
      'a record that is too long',
      (socket) => socket.write(Buffer.from('1603034101', 'hex')),
      /record of 16641/,
    ],
  ];
  for (const [name, answer, reason] of cases) {
    test(name, async () => {
      const found = await observePosture(
        { host: '127.0.0.1', port: await hostileServer(answer) },
        { timeoutMs },
      );
      for (const said of reasons(found)) expect(said).toMatch(reason);
      expect(Object.values(found.versions).map(({ outcome }) => outcome)).not.toContain('accepted');
      expect(found.suites).toEqual({});
      expect(found.durationMs).toBeLessThan(5 * timeoutMs);
    });
  }

  test('a port that nothing listens on, which is not asked twice', async () => {
    const found = await enumerateSuites({ host: '127.0.0.1', port: await freePort() }, { timeoutMs });
    for (const said of reasons(found)) expect(said).toMatch(/Nothing listens/);
    expect(found.connections).toBeLessThanOrEqual(9);
  });
});

test.describe('An enumeration', () => {
  const script = { suites: [0xc02f, 0xc030], groups: [0x1d], schemes: [0x0804] };

  test('that a server ends by silence is incomplete, with the reason', async () => {
    const port = await scriptedServer({ ...script, refusal: Buffer.alloc(0) });
    const found = await enumerateSuites({ host: '127.0.0.1', port }, { timeoutMs });
    expect(found.suites['TLSv1.2']).toMatchObject({
      complete: false,
      reason: expect.stringContaining(`${timeoutMs} ms`),
    });
    expect(found.suites['TLSv1.2']?.suites).toHaveLength(2);
  });

  test('that a server ends by an alert about something else is incomplete', async () => {
    const port = await scriptedServer({ ...script, refusal: fatal(80) });
    const found = await enumerateSuites({ host: '127.0.0.1', port }, { timeoutMs });
    expect(found.suites['TLSv1.2']).toMatchObject({
      complete: false,
      reason: expect.stringContaining('internal_error'),
    });
  });

  test('a wish for a name, which SSLv3 is asked with once more, and SSLv2 cannot be', async () => {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (hello: Buffer) => socket.end(fatal(hello.includes('localhost') ? 70 : 112)));
    });
    const port = await listen(server);
    const endpoint = { host: 'localhost', address: '127.0.0.1', port };
    const { versions } = await enumerateSuites(endpoint, { timeoutMs });
    expect(versions.SSLv2).toMatchObject({ outcome: 'refused', alert: { name: 'unrecognized_name' } });
    expect(versions.SSLv3).toMatchObject({ outcome: 'refused', alert: { name: 'protocol_version' } });
  });

  test('a name that is not the right one', async () => {
    const port = await hostileServer((socket) => socket.end(fatal(112)));
    const { versions } = await enumerateSuites(
      { host: 'localhost', address: '127.0.0.1', port },
      { timeoutMs },
    );
    expect(versions.SSLv3).toMatchObject({ outcome: 'inconclusive' });
    expect(versions['TLSv1.2']).toMatchObject({ outcome: 'inconclusive' });
  });

  test('does not believe a suite that was not offered', async () => {
    const port = await hostileServer((socket) => socket.end(record(22, serverHello({ suite: 0xfefd }))));
    const found = await enumerateSuites({ host: '127.0.0.1', port }, { timeoutMs });
    expect(found.versions['TLSv1.2']).toMatchObject({
      outcome: 'inconclusive',
      reason: expect.stringContaining('0xfefd'),
    });
    expect(found.versions['TLSv1.3']).toEqual({ outcome: 'refused', answered: 'TLSv1.2' });
    expect(found.versions.SSLv2).toEqual({ outcome: 'refused', answered: 'TLSv1.2' });
  });

  test('does not believe a suite that was chosen before', async () => {
    const port = await hostileServer((socket) => socket.end(record(22, serverHello({ suite: 0x009c }))));
    const found = await enumerateSuites({ host: '127.0.0.1', port }, { timeoutMs });
    expect(found.suites['TLSv1.2']).toMatchObject({
      complete: false,
      suites: [{ code: 0x009c }],
      reason: expect.stringContaining('not offered'),
    });
  });

  test('survives a certificate chain without end, and keeps the suite', async () => {
    const endless = Buffer.alloc(200 * certificateRecord.length, certificateRecord);
    const port = await hostileServer(async (socket) => {
      socket.write(record(22, serverHello()));
      for (let count = 0; count < 100 && socket.writable; count++) {
        socket.write(endless);
        await nextTurn();
      }
    });
    const found = await enumerateSuites({ host: '127.0.0.1', port }, { timeoutMs });
    expect(found.versions['TLSv1.2']).toEqual({ outcome: 'accepted' });
    expect(found.suites['TLSv1.2']).toMatchObject({ complete: false, suites: [{ code: 0xc02f }] });
    expect(found.suites['TLSv1.2']?.suites[0]).not.toHaveProperty('keyExchange');
    expect(found.durationMs).toBeLessThan(5 * timeoutMs);
  });

  test('that comes byte by byte is understood', async () => {
    const port = await hostileServer(async (socket) => {
      for (const byte of record(22, serverHello({ suite: 0x009c }))) {
        socket.write(Buffer.from([byte]));
        await nextTurn();
      }
    });
    const found = await enumerateSuites({ host: '127.0.0.1', port }, { timeoutMs: 2_000 });
    expect(found.versions['TLSv1.2']).toEqual({ outcome: 'accepted' });
  });

  test('makes no more connections at a time than allowed', async () => {
    let open = 0;
    let most = 0;
    const behind = await scriptedServer(script);
    const port = await listen(
      net.createServer((socket) => {
        most = Math.max(most, ++open);
        const through = net.connect(behind, '127.0.0.1');
        socket.pipe(through).pipe(socket);
        socket.on('error', () => undefined).on('close', () => open--);
        through.on('error', () => socket.destroy());
      }),
    );
    const found = await enumerateSuites({ host: '127.0.0.1', port }, { timeoutMs: 2_000, connections: 2 });
    expect(found.suites['TLSv1.2']).toMatchObject({ complete: true });
    // A server hears of an end a little later than the client.
    expect(most).toBeLessThanOrEqual(3);
  });

  test('goes on where a server turns connections away for a while', async () => {
    const behind = await scriptedServer(script);
    let count = 0;
    const port = await listen(
      net.createServer((socket) => {
        socket.on('error', () => undefined);
        count++;
        if (count > 6 && count < 10) {
          socket.resetAndDestroy();
          return;
        }
        const through = net.connect(behind, '127.0.0.1');
        socket.pipe(through).pipe(socket);
        through.on('error', () => socket.destroy());
      }),
    );
    const found = await enumerateSuites({ host: '127.0.0.1', port }, { timeoutMs: 2_000 });
    expect(found.suites['TLSv1.2']).toMatchObject({ complete: true });
    expect(found.suites['TLSv1.2']?.suites).toHaveLength(2);
  });
});
