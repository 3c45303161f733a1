import { execFile, execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import type { ControlId, Evidence } from '../../controls/index.ts';
import { exchange } from '../../probes/http/client.ts';
import type { HttpEndpoint, HttpRequest } from '../../probes/http/exchange.ts';
import { rawExchange } from '../../probes/http/raw.ts';
import { reproductionOf } from '../../reporters/reproduction.ts';
import type { Run } from '../../reporters/run.ts';
import { controlIn } from '../runs/run-suite.ts';
import { closeServers, identity, listen, pemOf } from '../unit/tls-servers.ts';
import { runWith } from './runs.ts';

const hasTools = ['curl', 'openssl'].every((tool) => {
  try {
    return execFileSync('sh', ['-c', `command -v ${tool}`]).length > 0;
  } catch {
    return false;
  }
});

const timeoutMs = 5000;

/** Answers 4xx by what it was asked, so that a line that asks for something else is noticed. */
const answer: http.RequestListener = (request, response) => {
  const { method = '', url = '', headers } = request;
  let bytes = 0;
  request.on('data', (chunk: Buffer) => (bytes += chunk.length));
  request.on('end', () => {
    const asked = [method, url, headers.host?.split(':')[0], headers['x-forwarded-host'] ?? '-', bytes].join(
      ' ',
    );
    response.writeHead(418, 'As Asked', { 'X-Asked': asked, Connection: 'close' }).end(`${asked}\n`);
  });
};

test.describe('A line that reproduces', () => {
  test.skip(!hasTools, 'curl and openssl are not installed');
  let endpoints: { http: HttpEndpoint; https: HttpEndpoint };
  let run: Run;
  let caFile: string;

  test.beforeEach(async () => {
    const own = await identity({
      subject: 'CN=localhost',
      ca: true,
      names: [{ type: 'dns', value: 'localhost' }],
    });
    const { cert, key } = pemOf(own);
    caFile = test.info().outputPath("the reader's ca.pem");
    writeFileSync(caFile, cert);
    const address = '127.0.0.1';
    endpoints = {
      http: { scheme: 'http', host: 'localhost', address, port: await listen(http.createServer(answer)) },
      https: {
        scheme: 'https',
        host: 'localhost',
        address,
        port: await listen(https.createServer({ cert, key }, answer)),
        ca: cert,
      },
    };
    const plain = await exchange(endpoints.http, { method: 'GET', path: '/' }, { timeoutMs });
    const empty = runWith({}, 'fail');
    run = {
      ...empty,
      target: `https://localhost:${endpoints.https.port}`,
      execution: { ...empty.execution, settings: { PLUMBLINE_CA: caFile } },
      controls: empty.controls.map((control) => ({ ...control, evidence: [{ ...plain }] })),
    };
  });

  test.afterEach(closeServers);

  /** What the line prints for a control that fails by its first evidence. */
  async function printedFor(id: ControlId, evidence: Evidence, found = 'wrong'): Promise<string> {
    const control = controlIn(run, id);
    const line = reproductionOf(
      { ...control, observed: [`${evidence.subject}: ${found}`], evidence: [evidence] },
      run,
    );
    expect(line).toBeDefined();
    const { stdout } = await promisify(execFile)('sh', ['-c', line ?? ''], { timeout: 20_000 });
    return stdout;
  }

  const requests: [what: string, scheme: 'http' | 'https', request: HttpRequest][] = [
    ['a page', 'https', { method: 'GET', path: '/a?b=c&d=%0D' }],
    ['a page over plain http', 'http', { method: 'GET', path: '/' }],
    ['a path that curl would tidy', 'https', { method: 'GET', path: '/a/../b/./c' }],
    ['a path that curl would expand', 'https', { method: 'GET', path: '/a[1-3]' }],
    ['HEAD', 'https', { method: 'HEAD', path: '/' }],
    ['a foreign host', 'https', { method: 'GET', path: '/', headers: [['Host', 'elsewhere.example']] }],
    [
      'a forged field',
      'https',
      { method: 'GET', path: '/', headers: [['X-Forwarded-Host', "o'neill.example"]] },
    ],
    [
      'a body of a size',
      'https',
      {
        method: 'POST',
        path: '/',
        headers: [['Content-Type', 'application/octet-stream']],
        body: 'x'.repeat(2 ** 20 + 1),
      },
    ],
  ];
  for (const [what, scheme, request] of requests) {
    test(`asks for ${what} as it was asked for`, async () => {
      const seen = await exchange(endpoints[scheme], request, { timeoutMs });
      const asked = seen.response.headers.find(([name]) => name === 'X-Asked')?.[1];
      const printed = await printedFor('HDR-HSTS-01', { ...seen });
      expect(printed).toContain('HTTP/1.1 418 As Asked\r\n');
      expect(printed).toContain(`X-Asked: ${asked}\r\n`);
    });
  }

  test('does not trust where the observation was made without trust, and then alone', async () => {
    const { ca, ...untrusting } = endpoints.https;
    expect(ca).toBeDefined();
    const seen = await exchange(untrusting, { method: 'GET', path: '/' }, { timeoutMs });
    expect(seen.tls?.authorized).toBe(false);
    const control = controlIn(run, 'HDR-HSTS-01');
    const lineOf = (evidence: Evidence) =>
      reproductionOf({ ...control, observed: [`${evidence.subject}: wrong`], evidence: [evidence] }, run);
    expect(lineOf({ ...seen })).toContain(' --insecure ');
    expect(await printedFor('HDR-HSTS-01', { ...seen })).toContain('HTTP/1.1 418 As Asked');
    const trusted = await exchange(endpoints.https, { method: 'GET', path: '/' }, { timeoutMs });
    expect(lineOf({ ...trusted })).not.toContain('--insecure');
  });

  for (const scheme of ['http', 'https'] as const) {
    test(`writes the same bytes over ${scheme}`, async () => {
      const bytes = "GET /%0D'$(x) HTTP/1.1\r\nHost: localhost\r\n\r\n";
      const seen = await rawExchange(endpoints[scheme], bytes, { timeoutMs, tls: scheme === 'https' });
      expect(await printedFor('HDR-HSTS-01', { ...seen })).toContain(
        "X-Asked: GET /%0D'$(x) localhost - 0\r\n",
      );
    });
  }

  test('asks with the origin that was let in', async () => {
    const evidence = {
      kind: 'cors',
      subject: 'GET /videos',
      answers: [{ origin: 'null' }, { origin: 'https://a.invalid' }],
    };
    const printed = await printedFor('CORS-HOSTILE-01', evidence, 'https://a.invalid let in');
    expect(printed).toContain('X-Asked: GET /videos localhost - 0');
  });

  test('looks at the certificate that was found', async () => {
    const endpoint = { host: 'localhost', port: endpoints.https.port, address: '127.0.0.1' };
    const dates = await printedFor('CERT-EXPIRY-01', {
      kind: 'expiry',
      subject: 'server certificate',
      endpoint,
    });
    expect(dates).toMatch(/^notBefore=.*\nnotAfter=.*\n$/);
  });

  const offers: [id: ControlId, observed: string, printed: RegExp][] = [
    ['TLS-VERSION-01', 'TLSv1.2 ClientHello: accepted', /New, TLSv1\.2, Cipher is /],
    [
      'TLS-SUITE-02',
      'TLSv1.2 cipher suites: extra: TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, TLS_X',
      /Cipher is ECDHE-ECDSA-AES128-SHA\n/,
    ],
    [
      'TLS-SUITE-02',
      'TLSv1.3 cipher suites: extra: TLS_CHACHA20_POLY1305_SHA256',
      /Cipher is TLS_CHACHA20_POLY1305_SHA256\n/,
    ],
    ['TLS-GROUP-02', 'groups: extra: secp384r1', /Server Temp Key: ECDH, .*384/],
  ];
  for (const [id, observed, printed] of offers) {
    test(`offers alone what ${id} found: ${observed}`, async () => {
      const endpoint = { host: 'localhost', port: endpoints.https.port, address: '127.0.0.1' };
      const evidence = [{ kind: 'tls-posture', subject: 'TLS entry', endpoint }];
      const line = reproductionOf({ ...controlIn(run, id), observed: [observed], evidence }, run);
      const { stdout } = await promisify(execFile)('sh', ['-c', line ?? ''], { timeout: 20_000 });
      expect(stdout).toMatch(printed);
    });
  }

  test('does not exist for what takes more than a line', () => {
    const control = controlIn(run, 'HDR-HSTS-01');
    for (const kind of ['load', 'rate-limit', 'browser', 'postgres-statement', 'latency']) {
      const evidence = [{ kind, subject: 'GET / → 200' }];
      expect(reproductionOf({ ...control, observed: ['GET / → 200: wrong'], evidence }, run)).toBeUndefined();
    }
  });
});
