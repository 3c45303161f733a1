import { expect } from '@playwright/test';
import { answersIn } from '../../probes/http/responses.ts';
import { uploadExchange, type UploadOptions } from '../../probes/http/upload.ts';
import { test } from './tcp-server.ts';

const head = 'POST /files HTTP/1.1\r\nHost: a\r\n\r\n';
const next = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const refusal = 'HTTP/1.1 413 No\r\nContent-Length: 2\r\n\r\nno';
const settings: UploadOptions = { timeoutMs: 2000, answerMs: 500, silenceMs: 300, until: 'answer' };

function megabytes(count: number): Iterable<Buffer> {
  return Array.from({ length: count }, () => Buffer.alloc(1024 * 1024, 'x'));
}

test.describe('An upload', () => {
  test('sends head and body and reads the answer', async ({ talk }) => {
    let got = '';
    const endpoint = await talk((socket) =>
      socket.setEncoding('latin1').on('data', (text: string) => {
        got += text;
        if (got.endsWith('xyz')) socket.write(refusal);
      }),
    );
    const body = [Buffer.from('xy'), Buffer.from('z')];
    const seen = await uploadExchange(endpoint, { head, body }, settings);
    expect(got).toBe(`${head}xyz`);
    expect(seen).toMatchObject({
      kind: 'upload',
      subject: 'POST /files → 413',
      ended: 'answered',
      bodyBytes: 3,
      answers: [{ status: 413, complete: true, closes: false }],
      received: refusal,
    });
  });

  test('stops at an answer that comes before the body is sent', async ({ talk }) => {
    const endpoint = await talk((socket) => socket.once('data', () => socket.write(refusal)));
    const seen = await uploadExchange(endpoint, { head, body: megabytes(200) }, settings);
    expect(seen.answers).toHaveLength(1);
    expect(seen.bodyBytes).toBeLessThan(100 * 1024 * 1024);
  });

  test('ends at 100 Continue where that is waited for', async ({ talk }) => {
    const endpoint = await talk((socket) => socket.write('HTTP/1.1 100 Continue\r\n\r\n'));
    const seen = await uploadExchange(endpoint, { head }, { ...settings, until: 'continue' });
    expect(seen).toMatchObject({ ended: 'answered', interim: [100], answers: [] });
  });

  test('goes on to the next request', async ({ talk }) => {
    let got = '';
    const endpoint = await talk((socket) =>
      socket.setEncoding('latin1').on('data', (text: string) => {
        if (got === '') socket.write(refusal);
        got += text;
        if (got.endsWith(next)) socket.write('HTTP/1.1 204 Fine\r\n\r\n');
      }),
    );
    const body = [Buffer.from('abc')];
    const seen = await uploadExchange(endpoint, { head, body, next }, { ...settings, until: 'next' });
    expect(got).toBe(`${head}abc${next}`);
    expect(seen).toMatchObject({
      ended: 'answered',
      answers: [{ status: 413 }, { status: 204, complete: true }],
    });
  });

  test('finds that the next request is not answered', async ({ talk }) => {
    const endpoint = await talk((socket) => socket.once('data', () => socket.write(refusal)));
    const seen = await uploadExchange(endpoint, { head, next }, { ...settings, until: 'next' });
    expect(seen).toMatchObject({ ended: 'silent', answers: [{ status: 413 }] });
  });

  test('tells a reset in the middle', async ({ talk }) => {
    const endpoint = await talk((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const seen = await uploadExchange(endpoint, { head, body: megabytes(20) }, settings);
    expect(seen).toMatchObject({ subject: 'POST /files → reset', ended: 'reset', answers: [] });
    expect(seen.durationMs).toBeLessThan(1000);
  });

  test('tells a server that answers and then closes on unread bytes', async ({ talk }) => {
    const endpoint = await talk((socket) =>
      socket.once('data', () => {
        socket.pause();
        socket.end(refusal.replace('No\r\n', 'No\r\nConnection: close\r\n'), () => socket.destroy());
      }),
    );
    const seen = await uploadExchange(
      endpoint,
      { head, body: megabytes(20), next },
      { ...settings, until: 'next' },
    );
    expect(seen.ended).toBe('reset');
  });

  test('tells a server that closes its side and reads the rest', async ({ talk }) => {
    const endpoint = await talk((socket) => {
      socket.allowHalfOpen = true;
      socket.once('data', () => socket.resume().end(refusal));
    });
    const seen = await uploadExchange(
      endpoint,
      { head, body: megabytes(20), next },
      { ...settings, until: 'next' },
    );
    expect(seen).toMatchObject({ ended: 'closed', answers: [{ status: 413, complete: true }] });
    expect(seen.bodyBytes).toBe(20 * 1024 * 1024);
  });

  test('ends on a server that says nothing', async ({ talk }) => {
    const endpoint = await talk((socket) => socket.pause());
    const seen = await uploadExchange(endpoint, { head, body: megabytes(20) }, settings);
    expect(seen).toMatchObject({ ended: 'silent', answers: [] });
    expect(seen.durationMs).toBeLessThan(1500);
  });

  test('ends on a server that never stops', async ({ talk }) => {
    const endpoint = await talk((socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 102 Processing\r\n\r\n'), 20);
      socket.on('close', () => {
        clearInterval(timer);
      });
    });
    const seen = await uploadExchange(endpoint, { head }, settings);
    expect(seen).toMatchObject({ ended: 'timeout', answers: [] });
  });

  test('keeps the start of an endless answer', async ({ talk }) => {
    const endpoint = await talk((socket) => socket.write(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(1_000_000)}`));
    const seen = await uploadExchange(endpoint, { head }, settings);
    expect(seen).toMatchObject({ ended: 'limit', answers: [{ status: 200, complete: false, closes: true }] });
    expect(seen.received).toHaveLength(16 * 1024);
  });

  test('throws where nothing listens', async ({ talk }) => {
    const endpoint = await talk(() => undefined);
    const closed = { ...endpoint, port: 1 };
    await expect(uploadExchange(closed, { head }, settings)).rejects.toMatchObject({ problem: 'refused' });
  });
});

test.describe('The answers in the bytes of a connection', () => {
  const ok = 'HTTP/1.1 200 OK\r\n';
  const cases: Readonly<Record<string, readonly [bytes: string, answers: Record<string, unknown>[]]>> = {
    'with a length': [`${ok}Content-Length: 2\r\n\r\nok`, [{ complete: true, closes: false }]],
    'with a part of the body': [`${ok}Content-Length: 3\r\n\r\nok`, [{ complete: false }]],
    'in chunks': [`${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`, [{ complete: true }]],
    'in chunks with a trailer': [
      `${ok}Transfer-Encoding: chunked\r\n\r\n2;a=b\r\nok\r\n0\r\nX: y\r\n\r\n`,
      [{ complete: true }],
    ],
    'without the last chunk': [`${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n`, [{ complete: false }]],
    'with a chunk that has no size': [`${ok}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, [{ complete: false }]],
    'without a length': [`${ok}\r\nok`, [{ complete: false, closes: true }]],
    'without a body': ['HTTP/1.1 304 Same\r\nContent-Length: 9\r\n\r\n', [{ complete: true }]],
    'of HTTP/1.0': ['HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n', [{ closes: true }]],
    'after another': [
      `HTTP/1.1 103 Early\r\n\r\n${ok}Content-Length: 2\r\n\r\nok${refusal}`,
      [
        { status: 200, complete: true },
        { status: 413, complete: true },
      ],
    ],
    'before bytes that are none': [`${refusal}garbage`, [{ status: 413, complete: true }]],
    'of which half the head is there': [`${ok}Content-Length: 2\r\n`, []],
    'in bytes that are none': ['\x15\x03\x01\r\n\r\n', []],
  };
  for (const [name, [bytes, answers]] of Object.entries(cases)) {
    test(name, () => {
      const found = answersIn(Buffer.from(bytes, 'latin1'), false);
      expect(found.answers).toHaveLength(answers.length);
      expect(found.answers).toMatchObject(answers);
    });
  }

  test('end with the connection where nothing else ends them', () => {
    expect(answersIn(Buffer.from(`${ok}\r\nok`), true).answers).toMatchObject([{ complete: true }]);
  });
});
