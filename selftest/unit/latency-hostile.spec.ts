import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import tls from 'node:tls';
import { expect } from '@playwright/test';
import type { HttpEndpoint } from '../../probes/http/exchange.ts';
import { AnswerEnd } from '../../probes/latency/answer.ts';
import { comparePaired, type Side } from '../../probes/latency/paired.ts';
import {
  newConnectionSide,
  openConnectionSide,
  resumedConnectionSide,
  type SideOrder,
} from '../../probes/latency/sides.ts';
import { issueIdentity } from '../../stack/embedded/certificates.ts';
import { ordinaryCertificate } from '../../stack/behaviour/certificate.ts';
import { test } from './tcp-server.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

const order = (endpoint: HttpEndpoint): SideOrder => ({
  name: 'a target',
  endpoint: () => endpoint,
  request: { method: 'GET', path: '/health', headers: [], status: 200 },
  timeoutMs: 500,
});

/** Compares a side with itself. */
const compare = (side: Side) =>
  comparePaired({ subject: side, baseline: side, isSettled: () => true, limitMs: 3000 });

/** Answers each request of a connection, the first ones well and all later ones otherwise. */
function answering(later: string, well = 30) {
  let asked = 0;
  return (socket: Socket) => {
    socket.on('data', () => socket.write(++asked > well ? later : OK));
  };
}

test.describe('A target that', () => {
  test('answers well is timed', async ({ talk }) => {
    const endpoint = await talk(answering(OK));
    expect((await compare(openConnectionSide(order(endpoint)))).estimate.pairs).toBeGreaterThanOrEqual(60);
    expect((await compare(newConnectionSide(order(endpoint)))).estimate.pairs).toBeGreaterThanOrEqual(60);
  });

  for (const status of ['429 Too Many Requests', '503 Service Unavailable', '500 Oops', '301 Moved']) {
    test(`answers ${status} under load is an error`, async ({ talk }) => {
      const endpoint = await talk(answering(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`));
      await expect(compare(openConnectionSide(order(endpoint)))).rejects.toMatchObject({
        name: 'ProbeError',
        message: expect.stringContaining(`GET /health → ${status.slice(0, 3)} among the timed requests`),
      });
    });
  }

  test('announces the end of each connection is an error', async ({ talk }) => {
    const endpoint = await talk(answering(OK.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')));
    await expect(compare(openConnectionSide(order(endpoint)))).rejects.toThrow(/closes its connections/);
  });

  test('closes each connection without an answer is an error', async ({ talk }) => {
    const endpoint = await talk((socket) => socket.on('data', () => socket.end()));
    await expect(compare(openConnectionSide(order(endpoint)))).rejects.toThrow(
      /closed the connection instead/,
    );
    await expect(compare(newConnectionSide(order(endpoint)))).rejects.toThrow(
      /closed the connection instead/,
    );
  });

  test('resets each connection is an error', async ({ talk }) => {
    const endpoint = await talk((socket) => socket.on('data', () => socket.resetAndDestroy()));
    await expect(compare(openConnectionSide(order(endpoint)))).rejects.toThrow(
      /closed the connection during/,
    );
  });

  test('falls silent is an error', async ({ talk }) => {
    const endpoint = await talk(answering('HTTP/1.1 200 OK\r\n'));
    await expect(compare(openConnectionSide(order(endpoint)))).rejects.toThrow(
      /answer did not come within 500 ms/,
    );
  });

  test('is not there is an error', async () => {
    const endpoint: HttpEndpoint = { scheme: 'http', host: '127.0.0.1', port: 1 };
    await expect(compare(openConnectionSide(order(endpoint)))).rejects.toThrow(
      /Nothing listens on 127\.0\.0\.1:1/,
    );
  });

  test('resumes no session is an error', async () => {
    const { key, chain } = await issueIdentity(ordinaryCertificate);
    const server = tls.createServer({ key, cert: chain }, (socket) => {
      socket.on('error', () => undefined).on('data', () => socket.write(OK));
      // Nobody can read the ticket that it has just been given.
      server.setTicketKeys(randomBytes(48));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const endpoint: HttpEndpoint = { scheme: 'https', host: 'localhost', address: '127.0.0.1', port };
    await expect(compare(resumedConnectionSide(order(endpoint)))).rejects.toThrow(/session was not resumed/);
    server.close();
  });
});

test.describe('The end of an answer', () => {
  const end = (...pieces: string[]) => {
    const answer = new AnswerEnd('127.0.0.1:80');
    return pieces.map((piece) => answer.push(Buffer.from(piece))?.status);
  };

  test('is found by length, in pieces', () => {
    expect(end('HTTP/1.1 200 OK\r\nContent-Le', 'ngth: 4\r\n\r\nab', 'cd')).toEqual([
      undefined,
      undefined,
      200,
    ]);
  });

  test('is found by chunks, whatever they hold', () => {
    const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
    expect(end(`${head}5\r\n0\r\n\r\n\r\n0`, '\r\n\r\n')).toEqual([undefined, 200]);
    expect(end(`${head}2;x=y\r\nok\r\n0\r\n\r\n`)).toEqual([200]);
  });

  test('is the head where there is no body', () => {
    expect(end('HTTP/1.1 204 No Content\r\n\r\n')).toEqual([204]);
  });

  for (const [what, bytes] of [
    ['another protocol', '220 mail.example.com ESMTP\r\n\r\n'],
    ['an answer without a length', 'HTTP/1.1 200 OK\r\n\r\n'],
    ['a chunk without a size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n'],
    ['too much', `HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n${'x'.repeat(1024 * 1024)}`],
  ] as const) {
    test(`is not found in ${what}`, () => {
      expect(() => end(bytes)).toThrow(/^127\.0\.0\.1:80: /);
    });
  }
});
