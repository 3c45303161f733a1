import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { expect, test as base } from '@playwright/test';
import { answeredVersions, observeQuic, quicQuestion } from '../../probes/tls/quic.ts';

type Reply = (datagram: Buffer, send: (answer: Buffer) => void) => void;

const test = base.extend<{ talk: (reply: Reply) => Promise<number> }>({
  /** Starts a UDP server that answers as it is told, and returns its port. */
  talk: async ({}, use) => {
    const sockets: Socket[] = [];
    await use(async (reply) => {
      const socket = createSocket('udp4');
      sockets.push(socket);
      socket.on('message', (datagram, { port, address }) => {
        reply(datagram, (answer) => {
          socket.send(answer, port, address);
        });
      });
      socket.bind(0, '127.0.0.1');
      await once(socket, 'listening');
      return socket.address().port;
    });
    for (const socket of sockets) socket.close();
  },
});

function observe(port: number) {
  return observeQuic({ host: 'shop.test', address: '127.0.0.1', port }, { waitMs: 200 });
}

/** RFC 9000 §17.2.1, for a question with connection ids of eight bytes. */
function answerTo(question: Buffer, versions: string): Buffer {
  const destination = question.subarray(6, 14);
  const source = question.subarray(15, 23);
  return Buffer.concat([
    Buffer.from('c00000000008', 'hex'),
    source,
    Buffer.from([8]),
    destination,
    Buffer.from(versions, 'hex'),
  ]);
}

/** Answers what is large enough, as a server has to. */
const answering =
  (versions: string): Reply =>
  (datagram, send) => {
    if (datagram.length >= 1200) send(answerTo(datagram, versions));
  };

test.describe('QUIC', () => {
  test('is known by the versions that it names', async ({ talk }) => {
    const seen = await observe(await talk(answering('1a2a3a4a6b3343cf00000001ff00001d12345678')));
    expect(seen).toMatchObject({
      kind: 'quic',
      outcome: 'versions',
      versions: ['v2', 'v1', 'draft-29', '0x12345678'],
      answersSmall: false,
      ignored: 0,
    });
    expect(JSON.parse(JSON.stringify(seen))).toEqual(seen);
  });

  test('that answers small datagrams too is told', async ({ talk }) => {
    const port = await talk((datagram, send) => {
      send(answerTo(datagram, '00000001'));
    });
    expect(await observe(port)).toMatchObject({ outcome: 'versions', answersSmall: true });
  });

  test('is asked again when a datagram is lost', async ({ talk }) => {
    let large = 0;
    const port = await talk((datagram, send) => {
      if (datagram.length >= 1200 && ++large === 2) send(answerTo(datagram, '00000001'));
    });
    expect(await observe(port)).toMatchObject({ outcome: 'versions', versions: ['v1'] });
  });

  test('is unreachable where the host says so', async ({ talk }) => {
    const port = await talk(() => undefined);
    expect(await observe(port)).toMatchObject({ outcome: 'silent' });
    // Port 1 of loopback belongs to nobody.
    expect(await observe(1)).toMatchObject({ outcome: 'unreachable' });
  });

  test('names no more versions than are kept', async ({ talk }) => {
    const seen = await observe(await talk(answering('00000001'.repeat(10_000))));
    expect(seen).toMatchObject({ outcome: 'versions', versions: { length: 32 } });
  });

  for (const [what, reply] of Object.entries<Reply>({
    garbage: (_, send) => {
      send(Buffer.alloc(1200, 0xff));
    },
    'nothing at all': (_, send) => {
      send(Buffer.alloc(0));
    },
    'one byte': (_, send) => {
      send(Buffer.from([0x80]));
    },
    'its question': (datagram, send) => {
      send(datagram);
    },
    'a version that is none': (datagram, send) => {
      const answer = answerTo(datagram, '00000001');
      answer.writeUInt32BE(1, 1);
      send(answer);
    },
    'the connection ids of somebody else': (datagram, send) => {
      const answer = answerTo(datagram, '00000001');
      answer.writeUInt8(answer.readUInt8(6) ^ 1, 6);
      send(answer);
    },
    'no version': (datagram, send) => {
      send(answerTo(datagram, ''));
    },
    'half a version': (datagram, send) => {
      send(answerTo(datagram, '000000010000'));
    },
    'a short header': (datagram, send) => {
      const answer = answerTo(datagram, '00000001');
      answer.writeUInt8(0x40, 0);
      send(answer);
    },
  })) {
    test(`is not what answers with ${what}`, async ({ talk }) => {
      const seen = await observe(await talk(reply));
      expect(seen).toMatchObject({ outcome: 'silent' });
      expect(seen.ignored).toBeGreaterThan(0);
    });
  }
});

test('a question is 1200 bytes with a reserved version, and no answer to itself', () => {
  const question = quicQuestion(1200);
  expect(question.datagram).toHaveLength(1200);
  expect(question.datagram.toString('hex', 0, 5)).toBe('c01a2a3a4a');
  expect(answeredVersions(question.datagram, question)).toBeUndefined();
});
