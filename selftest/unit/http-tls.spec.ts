import 'reflect-metadata';
import { once } from 'node:events';
import { webcrypto } from 'node:crypto';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import * as x509 from '@peculiar/x509';
import { test as base, expect } from '@playwright/test';
import { exchange } from '../../probes/http/client.ts';
import type { HttpEndpoint } from '../../probes/http/exchange.ts';
import { rawExchange } from '../../probes/http/raw.ts';
import type { ProbeError } from '../../probes/problem.ts';

interface Identity {
  cert: string;
  key: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A certificate that is its own CA, for one name. */
async function selfSigned(name: string): Promise<Identity> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + 3_600_000),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true),
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name }]),
    ],
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { cert: certificate.toString('pem'), key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY') };
}

type Listen = (server: net.Server) => Promise<HttpEndpoint>;

const test = base.extend<{ listen: Listen }, { identity: Identity }>({
  identity: [
    async ({}, use) => {
      await use(await selfSigned('staging.test'));
    },
    { scope: 'worker' },
  ],
  /** Starts a server and names it `staging.test`. */
  listen: async ({}, use) => {
    const servers: net.Server[] = [];
    const sockets = new Set<net.Socket>();
    await use(async (server) => {
      server.on('connection', (socket: net.Socket) => sockets.add(socket.on('error', () => undefined)));
      servers.push(server.listen(0, '127.0.0.1'));
      await once(server, 'listening');
      const { port } = server.address() as net.AddressInfo;
      return { scheme: 'https', host: 'staging.test', port, address: '127.0.0.1' };
    });
    for (const socket of sockets) socket.destroy();
    for (const server of servers) server.close();
  },
});

const limit = { timeoutMs: 2000 };
const get = { method: 'GET', path: '/' };

async function failure(endpoint: HttpEndpoint, limits = limit): Promise<ProbeError | undefined> {
  return exchange(endpoint, get, limits).then(
    () => undefined,
    (error: unknown) => error as ProbeError,
  );
}

/** Answers with the SNI and the ALPN protocol that it saw. */
function revealing(identity: Identity): https.Server {
  return https.createServer(identity, (request, response) => {
    const socket: net.Socket & { servername?: unknown; alpnProtocol?: unknown } = request.socket;
    response.end(`${String(socket.servername)} ${String(socket.alpnProtocol)}`);
  });
}

test.describe('The HTTP client over TLS', () => {
  test('trusts the given CA, sends the name and speaks http/1.1', async ({ listen, identity }) => {
    const endpoint = await listen(revealing(identity));
    const seen = await exchange({ ...endpoint, ca: identity.cert }, get, limit);
    expect(seen.tls).toEqual({ protocol: 'TLSv1.3', authorized: true });
    expect(seen.response.body).toBe('staging.test http/1.1');
    expect(seen.request.url).toBe(`https://staging.test:${endpoint.port}/`);
  });

  test('goes on over an untrusted certificate and records why', async ({ listen, identity }) => {
    const seen = await exchange(await listen(revealing(identity)), get, limit);
    expect(seen.response.status).toBe(200);
    expect(seen.tls).toMatchObject({ authorized: false, authorizationError: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });

  test('records a certificate for another name', async ({ listen, identity }) => {
    const endpoint = { ...(await listen(revealing(identity))), host: 'other.test', ca: identity.cert };
    const seen = await exchange(endpoint, get, limit);
    expect(seen.tls).toMatchObject({ authorized: false, authorizationError: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });

  test('sends no SNI for an IP literal', async ({ listen, identity }) => {
    const endpoint = { ...(await listen(revealing(identity))), host: '127.0.0.1' };
    expect((await exchange(endpoint, get, limit)).response.body).toBe('false http/1.1');
  });

  test('names a plain-http port as the cause', async ({ listen }) => {
    const endpoint = await listen(
      net.createServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))),
    );
    const error = await failure(endpoint);
    expect(error).toMatchObject({ problem: 'tls' });
    expect(error?.message).toBe(
      `127.0.0.1:${endpoint.port} does not speak TLS (ERR_SSL_WRONG_VERSION_NUMBER); is this the plain-http port?`,
    );
  });

  test('names garbage instead of TLS as the cause', async ({ listen }) => {
    const endpoint = await listen(
      net.createServer((socket) => socket.end('\x00garbage\xff'.repeat(9), 'latin1')),
    );
    const error = await failure(endpoint);
    expect(error).toMatchObject({ problem: 'tls' });
    expect(error?.message).toContain('does not speak TLS');
  });

  test('reports a refused handshake with its reason', async ({ listen, identity }) => {
    const endpoint = await listen(
      tls.createServer({ ...identity, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2', ciphers: 'PSK' }),
    );
    const error = await failure(endpoint);
    expect(error).toMatchObject({ problem: 'tls' });
    expect(error?.message).toMatch(/The TLS handshake with 127\.0\.0\.1:\d+ failed: .*handshake failure/);
  });

  test('reports a demand for a client certificate', async ({ listen, identity }) => {
    const endpoint = await listen(
      https.createServer({ ...identity, requestCert: true, rejectUnauthorized: true }, (_, response) =>
        response.end(),
      ),
    );
    const error = await failure(endpoint);
    expect(error?.message).toContain(`127.0.0.1:${endpoint.port}`);
    expect(['tls', 'closed']).toContain(error?.problem);
  });

  test('reports a server that closes during the handshake', async ({ listen }) => {
    const endpoint = await listen(net.createServer((socket) => socket.once('data', () => socket.end())));
    const error = await failure(endpoint);
    expect(error).toMatchObject({ problem: 'closed' });
    expect(error?.message).toContain('during the TLS handshake');
  });

  test('waits no longer than the deadline for the handshake', async ({ listen }) => {
    const endpoint = await listen(net.createServer());
    const error = await failure(endpoint, { timeoutMs: 300 });
    expect(error).toMatchObject({ problem: 'timeout' });
    expect(error?.message).toBe(
      `127.0.0.1:${endpoint.port}: the TLS handshake did not complete within 300 ms.`,
    );
  });

  test('sends nothing to an untrusted certificate where it is to verify', async ({ identity, listen }) => {
    const asked: string[] = [];
    const endpoint = await listen(
      https.createServer(identity, (request, response) => {
        asked.push(request.url ?? '');
        response.end();
      }),
    );
    const error = await failure({ ...endpoint, verify: true });
    expect(error?.problem).toBe('tls');
    expect(error?.message).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(asked).toEqual([]);
    await exchange({ ...endpoint, verify: true, ca: identity.cert }, get, limit);
    const other = await failure({ ...endpoint, host: 'other.test', verify: true, ca: identity.cert });
    expect(other?.message).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(asked).toEqual(['/']);
  });

  test('refuses a CA that is no certificate', async ({ listen, identity }) => {
    const endpoint = await listen(revealing(identity));
    expect(await failure({ ...endpoint, ca: 'no PEM' })).toMatchObject({ problem: 'local' });
  });
});

test.describe('The raw exchange over TLS', () => {
  const request = 'GET / HTTP/1.1\r\nHost: staging.test\r\nConnection: close\r\n\r\n';

  test('reads what a TLS server answers', async ({ listen, identity }) => {
    const seen = await rawExchange(await listen(revealing(identity)), request, { ...limit, tls: true });
    expect(seen).toMatchObject({ status: 200, ended: 'closed', tls: { authorized: false } });
  });

  test('shows what a TLS port does with plain HTTP', async ({ listen, identity }) => {
    const seen = await rawExchange(await listen(revealing(identity)), request, { ...limit, tls: false });
    expect(seen.tls).toBeUndefined();
    expect(seen.status).toBeUndefined();
    expect(['closed', 'reset']).toContain(seen.ended);
  });
});
