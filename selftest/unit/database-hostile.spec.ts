import { expect } from '@playwright/test';
import type net from 'node:net';
import { askAuthentication, askEncryption } from '../../probes/postgres/startup.ts';
import { loggedIn } from '../../probes/postgres/login.ts';
import { askVersion, observeDatabaseCertificate } from '../../probes/postgres/versions.ts';
import { test } from './tcp-server.ts';

const LIMIT = { timeoutMs: 700 };
const PLAIN = { user: 'application', database: 'app', transport: 'plain', ...LIMIT } as const;

/** A message of a server: a letter, its length, its body. */
function message(type: string, body: Buffer | string): Buffer {
  const bytes = Buffer.from(body);
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(bytes.length + 4, 1);
  return Buffer.concat([head, bytes]);
}

function request(code: number, rest = ''): Buffer {
  const number = Buffer.alloc(4);
  number.writeInt32BE(code);
  return message('R', Buffer.concat([number, Buffer.from(rest)]));
}

/** Says something as soon as anything was asked. */
function says(...pieces: (Buffer | string)[]) {
  return (socket: net.Socket) => {
    socket.once('data', () => {
      for (const piece of pieces) socket.write(piece);
    });
  };
}

test.describe('What a database answers to a startup message', () => {
  for (const [code, rest, method, mechanisms] of [
    [0, '', 'none', []],
    [3, '', 'cleartext', []],
    [5, 'salt', 'md5', []],
    [7, '', 'other', []],
    [10, 'SCRAM-SHA-256-PLUS\0SCRAM-SHA-256\0\0', 'sasl', ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256']],
  ] as const) {
    test(`is read where it asks for ${method}`, async ({ talk }) => {
      const endpoint = await talk(says(request(code, rest)));
      const { answer } = await askAuthentication(endpoint, PLAIN);
      expect(answer).toEqual({ outcome: 'asked', method, code, mechanisms });
    });
  }

  test('is read in pieces, after notices', async ({ talk }) => {
    const bytes = Buffer.concat([message('N', 'SNOTICE\0C00000\0Mhello\0\0'), request(5, 'salt')]);
    const endpoint = await talk((socket) => {
      socket.once('data', () => {
        for (const byte of bytes) socket.write(Buffer.of(byte));
      });
    });
    expect((await askAuthentication(endpoint, PLAIN)).answer).toMatchObject({ method: 'md5' });
  });

  test('is read where it is a refusal', async ({ talk }) => {
    const endpoint = await talk(says(message('E', 'SFATAL\0C28000\0Mno pg_hba.conf entry\0\0')));
    const { answer } = await askAuthentication(endpoint, PLAIN);
    expect(answer).toEqual({ outcome: 'refused', sqlstate: '28000', message: 'no pg_hba.conf entry' });
  });

  for (const [what, speak, problem] of [
    ['silence', () => undefined, 'timeout'],
    ['a close', (socket: net.Socket) => socket.destroy(), 'closed'],
    ['another protocol', says('HTTP/1.1 400 Bad Request\r\n\r\n'), 'too-large'],
    ['an unknown message', says(message('Z', 'I')), 'malformed'],
    ['a negative length', says(Buffer.from('5200000000', 'hex')), 'malformed'],
    ['a huge length', says(Buffer.from('527fffffff', 'hex')), 'too-large'],
    ['an empty request', says(message('R', '')), 'malformed'],
    ['an error without a code', says(message('E', 'Mno\0\0')), 'malformed'],
    ['half a message', says(request(10, 'SCRAM').subarray(0, 7)), 'timeout'],
    ['endless notices', says(...Array.from({ length: 1000 }, () => message('N', 'Mhello\0\0'))), 'too-large'],
  ] as const) {
    test(`is no answer where it is ${what}`, async ({ talk }) => {
      const endpoint = await talk(speak);
      await expect(askAuthentication(endpoint, PLAIN)).rejects.toMatchObject({ name: 'ProbeError', problem });
    });
  }
});

test.describe('What a database answers to SSLRequest', () => {
  for (const [letter, answer] of [
    ['S', 'accepted'],
    ['N', 'declined'],
  ] as const) {
    test(`is read where it is ${letter}`, async ({ talk }) => {
      expect(await askEncryption(await talk(says(letter)), LIMIT)).toMatchObject({ answer });
    });
  }

  for (const [what, speak, problem] of [
    ['silence', () => undefined, 'timeout'],
    ['another letter', says('X'), 'malformed'],
    ['an error', says(message('E', 'SFATAL\0C53300\0Mtoo many clients\0\0')), 'closed'],
    ['bytes in the clear after S', says(Buffer.concat([Buffer.from('S'), request(0)])), 'malformed'],
  ] as const) {
    test(`is no answer where it is ${what}`, async ({ talk }) => {
      const endpoint = await talk(speak);
      await expect(askEncryption(endpoint, LIMIT)).rejects.toMatchObject({ name: 'ProbeError', problem });
    });
  }
});

test.describe('An S that no TLS follows', () => {
  const login = { user: 'application', password: 'not-sent', database: 'app', applicationName: 'plumbline' };

  for (const [what, ask] of [
    ['a version', (endpoint) => askVersion(endpoint, 'TLSv1.2', LIMIT)],
    ['a certificate', (endpoint) => observeDatabaseCertificate(endpoint, LIMIT)],
    ['a startup', (endpoint) => askAuthentication(endpoint, { ...PLAIN, transport: 'tls' })],
    ['a login', (endpoint) => loggedIn(endpoint, login, { ...LIMIT, talk: () => Promise.resolve() })],
  ] as readonly [string, (endpoint: { host: string; port: number }) => Promise<unknown>][]) {
    test(`ends ${what} at the time limit`, async ({ talk }) => {
      const endpoint = await talk(says('S'));
      const startedAt = performance.now();
      await expect(ask(endpoint)).rejects.toMatchObject({ name: 'ProbeError', problem: 'timeout' });
      expect(performance.now() - startedAt).toBeLessThan(3000);
    });

    test(`ends ${what} at once where something else follows`, async ({ talk }) => {
      const endpoint = await talk((socket) => {
        socket.once('data', () => {
          socket.write('S');
          socket.once('data', () => socket.end('no record of TLS at all'));
        });
      });
      await expect(ask(endpoint)).rejects.toMatchObject({ name: 'ProbeError', problem: 'tls' });
    });
  }

  test('gets no password where TLS is declined', async ({ talk }) => {
    const heard: Buffer[] = [];
    const endpoint = await talk((socket) => {
      socket.on('data', (chunk: Buffer) => heard.push(chunk));
      socket.once('data', () => socket.write('N'));
    });
    const attempt = loggedIn(endpoint, login, { ...LIMIT, talk: () => Promise.resolve() });
    await expect(attempt).rejects.toMatchObject({ name: 'ProbeError' });
    expect(Buffer.concat(heard)).toHaveLength(8);
  });
});
