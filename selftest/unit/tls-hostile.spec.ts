import type net from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { offerVersion } from '../../probes/tls/hello.ts';
import type { TlsVersion } from '../../probes/tls/versions.ts';
import { closeServers, freePort, hostileServer, httpsServer } from './tls-servers.ts';

const timeoutMs = 2_000;

test.afterEach(closeServers);

function observe(port: number, version: TlsVersion = 'TLSv1.2') {
  return offerVersion({ host: 'shop.test', port, address: '127.0.0.1' }, version, { timeoutMs });
}

function observeHostile(answer: (socket: net.Socket) => unknown, version?: TlsVersion) {
  return hostileServer(answer).then((port) => observe(port, version));
}

function record(type: number, fragment: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type, 3, 3, fragment.length >> 8, fragment.length & 0xff]), fragment]);
}

/** RFC 8446 §4.1.3, without the record around it. */
function serverHello({ version = 0x0303, suite = 0xc02f, extensions = '' } = {}): Buffer {
  const hex = (value: number) => value.toString(16).padStart(4, '0');
  const block = extensions && hex(extensions.length / 2) + extensions;
  const body = `${hex(version)}${'00'.repeat(32)}00${hex(suite)}00${block}`;
  return Buffer.from(`0200${hex(body.length / 2)}${body}`, 'hex');
}

async function writeEach(socket: net.Socket, pieces: Iterable<Buffer>): Promise<void> {
  for (const piece of pieces) {
    socket.write(piece);
    await nextTurn();
  }
}

function* cut(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test.describe('An answer', () => {
  test('is evidence: serialisable, with both sides in hex', async () => {
    const observation = await observe(await httpsServer({}));
    expect(JSON.parse(JSON.stringify(observation))).toEqual(observation);
    expect(observation).toMatchObject({
      kind: 'tls-hello',
      offered: 'TLSv1.2',
      suite: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
    });
    expect(observation.sent).toMatch(/^160301/);
    expect(observation.received).toMatch(/^160303/);
    expect(observation.received.length).toBeLessThanOrEqual(1024);
  });

  test('that comes byte by byte is understood', async () => {
    const real = await observe(await httpsServer({}));
    const bytes = Buffer.from(real.received, 'hex');
    expect(await observeHostile((socket) => writeEach(socket, cut(bytes, 1)))).toMatchObject({
      outcome: 'accepted',
    });
  });

  test('that is split over many records is understood', async () => {
    const records = Buffer.concat([...cut(serverHello(), 3)].map((piece) => record(22, piece)));
    expect(await observeHostile((socket) => socket.write(records))).toMatchObject({ outcome: 'accepted' });
  });

  test('that follows a warning and a HelloRequest is understood', async () => {
    const records = Buffer.concat([
      record(21, Buffer.from([1, 112])),
      record(22, Buffer.concat([Buffer.alloc(4), serverHello()])),
    ]);
    expect(await observeHostile((socket) => socket.write(records))).toMatchObject({ outcome: 'accepted' });
  });

  test('that rejects the version with a mere warning is a refusal', async () => {
    const alert = record(21, Buffer.from([1, 70]));
    expect(await observeHostile((socket) => socket.end(alert))).toMatchObject({
      outcome: 'refused',
      alert: { level: 'warning', name: 'protocol_version' },
    });
  });

  test('that chooses TLS 1.3 in supported_versions accepts TLS 1.3', async () => {
    const hello = record(22, serverHello({ suite: 0x1301, extensions: '002b00020304' }));
    expect(await observeHostile((socket) => socket.write(hello), 'TLSv1.3')).toMatchObject({
      outcome: 'accepted',
    });
  });

  test('that chooses TLS 1.2 for TLS 1.3 refuses TLS 1.3', async () => {
    const hello = record(22, serverHello());
    expect(await observeHostile((socket) => socket.write(hello), 'TLSv1.3')).toMatchObject({
      outcome: 'refused',
      answered: 'TLSv1.2',
    });
  });
});

test.describe('Inconclusive', () => {
  const cases: [string, (socket: net.Socket) => unknown, RegExp][] = [
    ['a closed connection', (socket) => socket.end(), /closed the connection without an answer/],
    ['a reset', (socket) => socket.resetAndDestroy(), /closed the connection .*ECONNRESET/],
    [
      'plain HTTP',
      (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
      /plain HTTP .*does not speak TLS/,
    ],
    ['an SSH banner', (socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'), /SSH banner .*does not speak TLS/],
    ['a mail banner', (socket) => socket.write('220 mail.test ESMTP\r\n'), /plain text .*does not speak TLS/],
    [
      'garbage',
      (socket) => socket.write(Buffer.from('80ff00ff', 'hex')),
      /bytes that are not TLS \(80ff00ff\)/,
    ],
    [
      'half a record',
      (socket) => socket.end(record(22, serverHello()).subarray(0, 20)),
      /20 bytes of an unfinished/,
    ],
    [
      'half a message',
      (socket) => socket.end(record(22, serverHello().subarray(0, 9))),
      /9 bytes of an unfinished/,
    ],
    ['half an alert', (socket) => socket.end(record(21, Buffer.from([2]))), /1 bytes of an unfinished/],
    [
      'an oversized record',
      (socket) => socket.write(Buffer.from('160303ffff', 'hex')),
      /record of 65535 bytes/,
    ],
    ['an empty record', (socket) => socket.write(record(22, Buffer.alloc(0))), /empty TLS record/],
    ['application data', (socket) => socket.write(record(23, Buffer.from('hi'))), /content type 23/],
    ['a Certificate', (socket) => socket.write(record(22, Buffer.from([11, 0, 0, 0]))), /message of type 11/],
    ['an alert of no level', (socket) => socket.write(record(21, Buffer.from([7, 70]))), /alert of level 7/],
    [
      'an unknown alert',
      (socket) => socket.write(record(21, Buffer.from([2, 222]))),
      /alert unknown \(222\)/,
    ],
    [
      'a warning and no more',
      (socket) => socket.end(record(21, Buffer.from([1, 0]))),
      /warning close_notify \(0\)/,
    ],
    [
      'a version unheard of',
      (socket) => socket.write(record(22, serverHello({ version: 0x7f1c }))),
      /0x7f1c/,
    ],
    [
      'a suite not offered',
      (socket) => socket.write(record(22, serverHello({ suite: 0xfefe }))),
      /suite 0xfefe/,
    ],
    [
      'a TLS 1.3 suite for TLS 1.2',
      (socket) => socket.write(record(22, serverHello({ suite: 0x1301 }))),
      /0x1301/,
    ],
    [
      'extensions cut short',
      (socket) => socket.write(record(22, serverHello({ extensions: '002b0009' }))),
      /add up/,
    ],
    [
      'a ServerHello cut short',
      (socket) => socket.write(record(22, Buffer.from('0200000403030000', 'hex'))),
      /add up/,
    ],
    [
      'endless warnings',
      (socket) => socket.write(Buffer.alloc(140_000, record(21, Buffer.from([1, 112])))),
      /131072 bytes/,
    ],
  ];
  for (const [name, answer, reason] of cases) {
    test(`is ${name}`, async () => {
      const observation = await observeHostile(answer);
      expect(observation).toMatchObject({
        outcome: 'inconclusive',
        reason: expect.stringMatching(reason),
      });
      expect(observation.durationMs).toBeLessThan(timeoutMs);
    });
  }

  test('is silence, when the time is up', async () => {
    const port = await hostileServer(() => undefined);
    const observation = await offerVersion({ host: '127.0.0.1', port }, 'TLSv1.2', { timeoutMs: 150 });
    expect(observation).toMatchObject({
      outcome: 'inconclusive',
      reason: expect.stringContaining('150 ms'),
    });
    expect(observation.durationMs).toBeLessThan(1_000);
  });

  test('is a drip that never ends, when the time is up', async () => {
    const port = await hostileServer(async (socket) => {
      for (const piece of cut(record(22, serverHello()).subarray(0, 40), 1)) {
        socket.write(piece);
        await sleep(20);
      }
    });
    const observation = await offerVersion({ host: '127.0.0.1', port }, 'TLSv1.2', { timeoutMs: 150 });
    expect(observation).toMatchObject({
      outcome: 'inconclusive',
      reason: expect.stringContaining('unfinished'),
    });
    expect(observation.durationMs).toBeLessThan(700);
  });

  test('is a port that nothing listens on', async () => {
    const port = await freePort();
    const observation = await observe(port);
    expect(observation).toMatchObject({ outcome: 'inconclusive', sent: '', received: '' });
    expect(observation).toHaveProperty(
      'reason',
      expect.stringContaining(`Nothing listens on 127.0.0.1:${port}`),
    );
  });

  test('is a name without an address', async () => {
    const observation = await offerVersion({ host: 'no-such-name.invalid', port: 443 }, 'TLSv1.2', {
      timeoutMs,
    });
    expect(observation).toMatchObject({ outcome: 'inconclusive', sent: '' });
  });

  test('is a local address that this machine does not have', async () => {
    const endpoint = { host: '127.0.0.1', port: await httpsServer({}), localAddress: '192.0.2.1' };
    expect(await offerVersion(endpoint, 'TLSv1.2', { timeoutMs })).toMatchObject({ outcome: 'inconclusive' });
  });
});
