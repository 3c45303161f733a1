import { constants } from 'node:crypto';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import { expect, test } from '@playwright/test';
import { offerHandshake, type HandshakeOffer } from '../../probes/tls/offer.ts';
import { readSession } from '../../probes/tls/session-details.ts';
import { closeServers, hostileServer, httpsServer, identity, listen, pemOf } from './tls-servers.ts';

const timeoutMs = 1_000;
const REQUEST = 'GET / HTTP/1.1\r\nHost: shop.test\r\n\r\n';

test.afterEach(closeServers);

function offer(port: number, what: HandshakeOffer, limit = timeoutMs) {
  return offerHandshake({ host: 'shop.test', port, address: '127.0.0.1' }, what, { timeoutMs: limit });
}

async function offerHostile(answer: (socket: Socket) => unknown, limit?: number) {
  return offer(await hostileServer(answer), {}, limit);
}

/** Whether a second handshake takes up the session of the first, and what the first was given. */
async function resume(port: number, what: HandshakeOffer) {
  const first = await offer(port, what);
  const second = await offer(port, { ...what, ...(first.session && { session: first.session }) });
  return { first: first.observation, second: second.observation };
}

test.describe('A handshake', () => {
  test('is evidence: serialisable, and without the session', async () => {
    const { observation, session } = await offer(await httpsServer({}), { version: 'TLSv1.2' });
    expect(JSON.parse(JSON.stringify(observation))).toEqual(observation);
    expect(observation).toMatchObject({ outcome: 'completed', version: 'TLSv1.2', resumed: false });
    expect(session?.length).toBeGreaterThan(100);
    expect(JSON.stringify(observation).length).toBeLessThan(1_000);
  });

  test('resumes by ticket in TLS 1.2', async () => {
    const { first, second } = await resume(await httpsServer({ sessionTimeout: 600 }), {
      version: 'TLSv1.2',
    });
    expect(first).toMatchObject({ sessions: [{ lifetimeSeconds: 600, maxEarlyData: 0 }] });
    expect(second).toMatchObject({ resumed: true, offered: { session: true } });
  });

  test('resumes by ticket in TLS 1.3', async () => {
    const { first, second } = await resume(await httpsServer({ sessionTimeout: 600 }), {
      version: 'TLSv1.3',
      request: REQUEST,
    });
    expect(first).toMatchObject({ sessions: [{ lifetimeSeconds: 600 }, { lifetimeSeconds: 600 }] });
    expect(second).toMatchObject({ resumed: true });
  });

  test('resumes nothing where the server keeps nothing', async () => {
    const port = await httpsServer({ secureOptions: constants.SSL_OP_NO_TICKET });
    const { first, second } = await resume(port, { version: 'TLSv1.2' });
    expect(first).toMatchObject({ sessions: [{ ticketBytes: 0, lifetimeSeconds: 0 }] });
    expect(second).toMatchObject({ outcome: 'completed', resumed: false });
  });

  test('resumes by id where the client takes no tickets', async () => {
    const kept = new Map<string, Buffer>();
    const server = tls.createServer(pemOf(await identity()));
    server.on('newSession', (id: Buffer, data: Buffer, done: () => void) => {
      kept.set(id.toString('hex'), data);
      done();
    });
    server.on('resumeSession', (id: Buffer, done: (error: null, data: Buffer | null) => void) => {
      done(null, kept.get(id.toString('hex')) ?? null);
    });
    const { first, second } = await resume(await listen(server), { version: 'TLSv1.2', tickets: false });
    expect(first).toMatchObject({ sessions: [{ ticketBytes: 0 }] });
    expect(second).toMatchObject({ resumed: true });
  });

  test('sends the name that it is given, or none', async () => {
    const names: unknown[] = [];
    const server = tls.createServer(pemOf(await identity()));
    server.on('secureConnection', (socket) => names.push(socket.servername));
    const port = await listen(server);
    await offer(port, { version: 'TLSv1.2' });
    await offer(port, { version: 'TLSv1.2', serverName: 'OTHER.test' });
    await offer(port, { version: 'TLSv1.2', serverName: null });
    await expect.poll(() => names).toEqual(['shop.test', 'OTHER.test', false]);
  });

  test('tells the chosen protocol, and the alert for one that is unknown', async () => {
    const port = await httpsServer({ ALPNProtocols: ['http/1.1'] });
    expect((await offer(port, { protocols: ['h2', 'http/1.1'] })).observation).toMatchObject({
      outcome: 'completed',
      protocol: 'http/1.1',
    });
    expect((await offer(port, { protocols: ['ftp'] })).observation).toMatchObject({
      outcome: 'refused',
      alert: { name: 'no_application_protocol', level: 'fatal' },
    });
    expect((await offer(port, {})).observation).not.toHaveProperty('protocol');
  });

  for (const [problem, answer] of [
    ['closed', (socket: Socket) => socket.end()],
    ['closed', (socket: Socket) => socket.destroy()],
    ['tls', (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['tls', (socket: Socket) => socket.end(Buffer.alloc(4096, 0x16))],
    ['timeout', () => undefined],
  ] as const) {
    test(`that ends otherwise is no refusal: ${problem} by ${answer.toString().slice(0, 60)}`, async () => {
      await expect(offerHostile(answer, 300)).rejects.toMatchObject({ name: 'ProbeError', problem });
    });
  }

  test('whose server does not answer the request is given up', async () => {
    const server = tls.createServer(pemOf(await identity()));
    await expect(
      offer(await listen(server), { version: 'TLSv1.3', request: REQUEST }, 300),
    ).rejects.toMatchObject({ problem: 'timeout' });
  });
});

test.describe('A session', () => {
  const session = (fields: string) =>
    Buffer.from(`30${(fields.length / 2).toString(16).padStart(2, '0')}${fields}`, 'hex');

  test('tells lifetime, ticket and early data', () => {
    // [9] INTEGER 86400, [10] OCTET STRING of three bytes, [15] INTEGER 16384
    expect(readSession(session('a90502030151 80aa050403abcdef af0402024000'.replaceAll(' ', '')))).toEqual({
      lifetimeSeconds: 86_400,
      ticketBytes: 3,
      maxEarlyData: 16_384,
    });
  });

  test('without any of them has none', () => {
    expect(readSession(session('020101'))).toEqual({ lifetimeSeconds: 0, ticketBytes: 0, maxEarlyData: 0 });
  });

  for (const [what, bytes] of [
    ['nothing', ''],
    ['another type', '0401ff'],
    ['a length beyond the end', '3005020101'],
    ['a length of five bytes', '308500000000010101'],
    ['a tag without a length', '3001a9'],
    ['an integer of nine bytes', '300da90b0209010203040506070809'],
  ] as const) {
    test(`is refused if it is ${what}`, () => {
      expect(() => readSession(Buffer.from(bytes, 'hex'))).toThrow(RangeError);
    });
  }
});
