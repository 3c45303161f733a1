import { once } from 'node:events';
import net from 'node:net';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { encodeClientHello } from '../../probes/tls/client-hello.ts';
import { offerHandshake, type HandshakeOffer } from '../../probes/tls/offer.ts';
import { loadProfile } from '../../profiles/index.ts';
import { behaviourFor, startEmbedded, type Stack } from '../../stack/index.ts';
import { readClientHello, helloLength } from '../../stack/embedded/client-hello.ts';

const profile = loadProfile(join(import.meta.dirname, '../mutants/profiles/strict-names.yaml'));

test.describe('An embedded stack that answers for its own name alone', () => {
  test.describe.configure({ mode: 'default' });
  let stack: Stack;

  test.beforeAll(async () => {
    stack = await startEmbedded(behaviourFor(profile));
  });

  test.afterAll(async () => {
    await stack.stop();
  });

  const offer = async (what: HandshakeOffer) => {
    const { host, port } = stack.target.https;
    return (await offerHandshake({ host, port, address: '127.0.0.1' }, what, { timeoutMs: 2_000 }))
      .observation;
  };

  /** Writes the pieces to the TLS entry and returns the first that it says. */
  const say = async (pieces: Iterable<Buffer>): Promise<Buffer> => {
    const socket = net.connect(stack.target.https.port, '127.0.0.1');
    socket.on('error', () => undefined).setNoDelay(true);
    await once(socket, 'connect');
    const answered = once(socket, 'data', { signal: AbortSignal.timeout(2_000) });
    for (const piece of pieces) {
      socket.write(piece);
      await nextTurn();
    }
    const [answer] = (await answered) as [Buffer];
    socket.destroy();
    return answer;
  };

  test('tells names apart', async () => {
    expect(await offer({})).toMatchObject({ outcome: 'completed' });
    expect(await offer({ serverName: 'LocalHost' })).toMatchObject({ outcome: 'completed' });
    for (const serverName of ['other.test', 'localhost.', 'localhost.test', null]) {
      expect(await offer({ serverName })).toMatchObject({ alert: { name: 'unrecognized_name' } });
    }
  });

  test('reads a hello that comes byte by byte', async () => {
    const pieces = [...encodeClientHello({ version: 'TLSv1.2', serverName: 'localhost' })].map((byte) =>
      Buffer.from([byte]),
    );
    expect((await say(pieces)).toString('hex')).toMatch(/^160303....02/);
    const foreign = [...encodeClientHello({ version: 'TLSv1.2', serverName: 'other.test' })].map((byte) =>
      Buffer.from([byte]),
    );
    expect((await say(foreign)).toString('hex')).toBe('15030300020270');
  });

  test('leaves to OpenSSL what is older, and what is no hello', async () => {
    expect(
      (await say([encodeClientHello({ version: 'TLSv1.1', serverName: 'other.test' })])).toString('hex'),
    ).toMatch(/^1503..00020246/);
    expect((await say([Buffer.from('1603010004ffffffff', 'hex')])).toString('hex')).toMatch(/^1503/);
    expect(await offer({})).toMatchObject({ outcome: 'completed' });
  });
});

test.describe('A ClientHello', () => {
  test('tells version, name and protocols', () => {
    const read = readClientHello;
    expect(read(encodeClientHello({ version: 'TLSv1.3', serverName: 'shop.test' }))).toMatchObject({
      version: 0x0304,
      serverName: 'shop.test',
      protocols: [],
    });
    expect(read(encodeClientHello({ version: 'TLSv1.2' }))).toMatchObject({ version: 0x0303, protocols: [] });
    expect(read(encodeClientHello({ version: 'SSLv3' }))).toMatchObject({ version: 0x0300, protocols: [] });
  });

  test('that is cut anywhere is read as far as it goes or not at all', () => {
    const hello = encodeClientHello({ version: 'TLSv1.3', serverName: 'shop.test' });
    for (let length = 0; length < hello.length; length++) {
      expect(() => readClientHello(hello.subarray(0, length))).not.toThrow();
    }
    expect(helloLength(hello.subarray(0, 4))).toBeUndefined();
    expect(helloLength(hello.subarray(0, 5))).toBe(hello.length);
  });
});
