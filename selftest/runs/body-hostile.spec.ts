import https from 'node:https';
import type { Socket } from 'node:net';
import type { RequestListener } from 'node:http';
import { controlIn, runOf, runSuite } from './run-suite.ts';
import { expect, test } from './targets.ts';

const profile = (bytes: number) => `name: uploads
target: { timeoutMs: 2000 }
routes:
  home: { kind: page, path: /, status: 200 }
  file: { kind: api, method: POST, path: /files, status: 200 }
bodyLimit:
  bytes: ${bytes}
  routes: { file: {} }
`;

/** Answers small requests, and leaves bodies of more than 10 kB to the given reaction. */
function failing(react: (raw: Socket) => void, raws: ReadonlyMap<number, Socket>): RequestListener {
  return (request, response) => {
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      const raw = raws.get(request.socket.remotePort ?? 0);
      if (bytes > 10_000 && raw) react(raw);
    });
    request.on('end', () => {
      if (bytes <= 10_000) response.end('fine');
    });
  };
}

const REACTIONS: Readonly<Record<string, readonly [react: (raw: Socket) => void, because: RegExp]>> = {
  'resets the connection': [
    (raw) => raw.resetAndDestroy(),
    /→ reset \(the connection reset without an answer\)/,
  ],
  'closes the connection': [
    (raw) => raw.destroy(),
    /→ (?:closed|reset) \(the connection \w+ without an answer\)/,
  ],
  'falls silent': [(raw) => raw.pause(), /→ (?:silent|timeout): neither an answer nor the end/],
};

for (const [name, [react, because]] of Object.entries(REACTIONS)) {
  test(`a server that ${name} in the middle of an upload is an error, in time`, async ({
    serve,
    trusted,
  }) => {
    const raws = new Map<number, Socket>();
    const server = https.createServer(trusted.pem, failing(react, raws));
    server.on('connection', (socket: Socket) => raws.set(socket.remotePort ?? 0, socket));
    const port = await serve(server);
    const ended = await runSuite({
      files: { 'profiles/uploads.yaml': profile(1_000_000), 'ca.pem': trusted.pem.cert },
      args: ['--project=uploads', '--grep', '@BODY-LIMIT-01|@BODY-CHUNKED-01'],
      env: { PLUMBLINE_TARGET: `https://localhost:${port}`, PLUMBLINE_HTTP: 'none', PLUMBLINE_CA: 'ca.pem' },
    });
    expect(ended.code).not.toBe(0);
    const run = runOf(ended, 'uploads');
    for (const id of ['BODY-LIMIT-01', 'BODY-CHUNKED-01']) {
      const control = controlIn(run, id);
      expect(control).toMatchObject({ status: 'error', reason: because });
      expect(control.durationMs).toBeLessThan(20_000);
    }
  });
}

test('a limit of 50 MB is tried in every framing', async () => {
  test.setTimeout(180_000);
  const ended = await runSuite({
    files: { 'profiles/uploads.yaml': profile(52_428_800) },
    args: ['--project=uploads', '--grep', '@body-limits'],
  });
  const run = runOf(ended, 'uploads');
  for (const id of ['BODY-LIMIT-01', 'BODY-CHUNKED-01', 'BODY-H2-01', 'BODY-CONNECTION-01']) {
    expect(controlIn(run, id)).toMatchObject({ status: 'pass' });
  }
});
