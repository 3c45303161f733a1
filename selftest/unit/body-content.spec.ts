import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { bodyFields, bodyOf, gzipped, inChunks } from '../../fixtures/body-content.ts';
import type { NamedRoute } from '../../fixtures/routes.ts';

const file: NamedRoute = { name: 'file', kind: 'api', method: 'POST', path: '/files', status: 200 };
const note: NamedRoute = { ...file, name: 'note', json: { text: 'ü' } };
const SIZES = [13, 100, 65_535, 65_536, 65_537, 200_000];

for (const bytes of SIZES) {
  test(`bodies have exactly ${bytes} bytes, as often as they are read`, () => {
    for (const route of [file, note]) {
      const body = bodyOf(route, bytes);
      expect(Buffer.concat([...body])).toHaveLength(bytes);
      expect(Buffer.concat([...body])).toHaveLength(bytes);
    }
  });

  test(`chunks of ${bytes} bytes have the sizes that they declare`, () => {
    let rest = Buffer.concat([...inChunks(bodyOf(file, bytes))]).toString('latin1');
    let sum = 0;
    for (let size = -1; size !== 0; sum += size) {
      const [line = ''] = rest.split('\r\n', 1);
      size = Number.parseInt(line, 16);
      rest = rest.slice(line.length + 2);
      expect(rest.slice(size, size + 2)).toBe('\r\n');
      rest = rest.slice(size + 2);
    }
    expect(sum).toBe(bytes);
    expect(rest).toBe('');
  });
}

test('a body of JSON stays JSON', () => {
  expect(JSON.parse(Buffer.concat([...bodyOf(note, 5000)]).toString())).toEqual({ text: 'ü' });
});

test('a body of letters has one byte too', () => {
  expect(Buffer.concat([...bodyOf(file, 1)]).toString()).toBe('x');
});

test('a limit below the own body of a route is an error', () => {
  expect(() => bodyOf(note, 12)).toThrow('the limit of note, 12 bytes, is less than its own body has (13)');
});

test('a body of 50 MB is never there as a whole', () => {
  const pieces = new Set([...bodyOf(file, 50_000_000)].map(({ buffer }) => buffer));
  expect(pieces.size).toBe(1);
});

test('gzip holds the body', async () => {
  expect(gunzipSync(await gzipped(bodyOf(file, 200_000)))).toHaveLength(200_000);
});

test('a content type of one’s own is the only one', () => {
  expect(bodyFields(file)).toEqual([['Content-Type', 'application/octet-stream']]);
  expect(bodyFields(note)).toEqual([['Content-Type', 'application/json']]);
  expect(bodyFields({ ...file, headers: { 'content-type': 'text/csv' } })).toEqual([
    ['content-type', 'text/csv'],
  ]);
});
