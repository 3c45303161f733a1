import { expect, test } from '@playwright/test';
import type { BodyAnswer } from '../../fixtures/body-answer.ts';
import {
  acceptance,
  answeredExpectation,
  ended,
  excess,
  gzip,
  oversizeHead,
  prompt,
  refusedExpectation,
  refusedLengths,
  usable,
} from '../../fixtures/matchers/body-limits.ts';
import type { ReceivedAnswer } from '../../probes/http/responses.ts';
import type { UploadEnd, UploadExchange } from '../../probes/http/upload.ts';

function answer(status: number | undefined, more: Partial<BodyAnswer> = {}): BodyAnswer {
  const ending = status === undefined ? 'reset' : 'answered';
  return {
    subject: 'POST /files',
    framing: 'length',
    limit: 10,
    declared: 201,
    status,
    ended: ending,
    ...more,
  };
}

function received(status: number, more: Partial<ReceivedAnswer> = {}): ReceivedAnswer {
  return { status, complete: true, closes: false, ...more };
}

function upload(
  answers: readonly ReceivedAnswer[],
  end: UploadEnd = 'answered',
  interim: number[] = [],
): UploadExchange {
  return {
    kind: 'upload',
    subject: 'POST /files',
    sent: '',
    bodyBytes: 0,
    received: '',
    receivedBytes: 0,
    ended: end,
    interim,
    answers: [...answers],
    remoteAddress: '127.0.0.1',
    localAddress: '127.0.0.1',
    durationMs: 1,
  };
}

test.describe('A body of the limit', () => {
  test('is accepted with the declared status', () => {
    expect(acceptance(answer(201))).toBeUndefined();
  });

  test('fires on 413', () => {
    expect(acceptance(answer(413))).toMatchObject({ observed: 'status 413' });
  });

  for (const status of [200, 400, 401, 411, 500, undefined]) {
    test(`cannot be judged by ${status ?? 'a reset'}`, () => {
      expect(() => acceptance(answer(status))).toThrow(/a refusal proves nothing/);
    });
  }

  test('may have to have a length', () => {
    expect(acceptance(answer(411, { framing: 'chunked' }))).toBeUndefined();
    expect(excess(answer(411, { framing: 'http2' }))).toBeUndefined();
    expect(excess(answer(411))).toBeDefined();
  });
});

test.describe('A body beyond the limit', () => {
  for (const status of [200, 201, 400, 417, 500]) {
    test(`fires on ${status}`, () => {
      expect(excess(answer(status))).toMatchObject({ observed: `status ${status}` });
    });
  }

  for (const end of ['closed', 'reset']) {
    test(`fires if the connection is ${end}`, () => {
      expect(excess(answer(undefined, { ended: end }))).toMatchObject({ observed: /without an answer/ });
    });
  }

  for (const end of ['silent', 'timeout', 'limit']) {
    test(`cannot be judged by ${end}`, () => {
      expect(() => excess(answer(undefined, { ended: end }))).toThrow(/neither an answer nor the end/);
    });
  }
});

test('gzip is judged by what is inside', () => {
  expect(gzip({ ...answer(201), right: 'acceptance' })).toBeUndefined();
  expect(gzip({ ...answer(413), right: 'acceptance' })).toBeDefined();
  expect(gzip({ ...answer(413), right: 'excess' })).toBeUndefined();
  expect(gzip({ ...answer(201), right: 'excess' })).toBeDefined();
  expect(gzip({ ...answer(415), right: 'no-coding' })).toBeUndefined();
  expect(gzip({ ...answer(201), right: 'no-coding' })).toBeDefined();
  expect(gzip({ ...answer(400), right: 'no-coding' })).toBeDefined();
});

test.describe('A refusal', () => {
  test('is prompt whatever its status', () => {
    expect(prompt(upload([received(413)]))).toBeUndefined();
    expect(prompt(upload([received(400)]))).toBeUndefined();
    expect(prompt(upload([received(200)]))).toBeDefined();
    expect(prompt(upload([], 'silent'))).toMatchObject({
      observed: 'no answer while the body is incomplete',
    });
    expect(prompt(upload([], 'reset'))).toMatchObject({ observed: /reset without an answer/ });
  });

  test('takes the place of 100', () => {
    expect(refusedExpectation(upload([received(417)]))).toBeUndefined();
    expect(refusedExpectation(upload([received(413)], 'answered', [103]))).toBeUndefined();
    expect(refusedExpectation(upload([received(413)], 'answered', [100]))).toMatchObject({
      observed: '100 Continue',
    });
    expect(refusedExpectation(upload([received(200)]))).toBeDefined();
    expect(refusedExpectation(upload([], 'closed'))).toBeDefined();
  });

  test('is not owed where 100 is', () => {
    expect(answeredExpectation(upload([], 'answered', [100]))).toBeUndefined();
    expect(answeredExpectation(upload([received(417)]))).toBeUndefined();
    expect(answeredExpectation(upload([], 'silent'))).toMatchObject({
      observed: 'no answer before the body',
    });
  });
});

test.describe('A connection after a refusal', () => {
  const good: Readonly<Record<string, UploadExchange>> = {
    'answers the next request': upload([received(413), received(200)]),
    'announces its end': upload([received(413, { closes: true })], 'silent'),
    'closes in stages': upload([received(413)], 'closed'),
  };
  for (const [name, seen] of Object.entries(good)) {
    test(`is well if it ${name}`, () => {
      expect(usable(seen, 200)).toBeUndefined();
    });
  }

  const bad: Readonly<Record<string, UploadExchange>> = {
    'nothing is refused': upload([received(200), received(200)]),
    'it is reset without an answer': upload([], 'reset'),
    'it is reset after the answer': upload([received(413, { closes: true })], 'reset'),
    'the answer is cut short': upload([received(413, { complete: false })], 'closed'),
    'the next request is not answered': upload([received(413)], 'silent'),
    'the rest of the body is taken for a request': upload([received(413), received(400)], 'closed'),
  };
  for (const [name, seen] of Object.entries(bad)) {
    test(`fires if ${name}`, () => {
      expect(usable(seen, 200)).toBeDefined();
    });
  }
});

test.describe('A request with a false framing', () => {
  test('ends with a refusal', () => {
    expect(ended(upload([received(400)], 'closed'))).toBeUndefined();
    expect(ended(upload([received(200), received(400)], 'closed'))).toBeUndefined();
    expect(ended(upload([received(200)], 'closed'))).toBeUndefined();
    expect(ended(upload([], 'reset'))).toBeUndefined();
  });

  test('fires if what stands behind it is answered', () => {
    expect(ended(upload([received(200), received(200)], 'closed'))).toBeDefined();
    expect(ended(upload([received(200), received(302)], 'closed'))).toBeDefined();
  });

  test('fires if its connection stays open', () => {
    expect(ended(upload([received(200)], 'silent'))).toBeDefined();
  });

  test('cannot be judged by silence', () => {
    expect(() => ended(upload([], 'silent'))).toThrow(/neither an answer/);
    expect(() => refusedLengths(upload([], 'timeout'))).toThrow(/neither an answer/);
  });

  test('fires if two lengths are accepted', () => {
    expect(refusedLengths(upload([received(200)]))).toBeDefined();
    expect(refusedLengths(upload([received(400)]))).toBeUndefined();
    expect(refusedLengths(upload([], 'closed'))).toBeUndefined();
  });
});

test('a long head needs one of the statuses', () => {
  const head = { subject: 'GET /', ended: 'closed' } as const;
  expect(oversizeHead({ ...head, status: 414 }, [414])).toBeUndefined();
  expect(oversizeHead({ ...head, status: 400 }, [431, 400])).toBeUndefined();
  expect(oversizeHead({ ...head, status: 200 }, [414])).toBeDefined();
  expect(oversizeHead({ ...head, status: 400 }, [414])).toBeDefined();
  expect(oversizeHead({ ...head, status: undefined }, [414])).toMatchObject({
    observed: /closed without an answer/,
  });
  expect(() => oversizeHead({ ...head, status: undefined, ended: 'timeout' }, [414])).toThrow(
    /neither an answer/,
  );
});
