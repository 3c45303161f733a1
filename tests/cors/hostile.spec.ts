import { control, expect, test } from '../../fixtures/index.ts';

// Each observation begins with the allowed origin, which has to be let in.
test.describe('An origin that is not allowed', () => {
  // ASVS v5.0.0-3.4.2: the Origin field is checked against an allowlist, not sent back.
  test('is not reflected', control('CORS-HOSTILE-01'), async ({ crossOrigin, required }) => {
    expect(await crossOrigin.hostile('foreign')).toLetNobodyIn(required('cors.origins'));
  });

  // Fetch Standard, CORS protocol: "null" is shared by sandboxed frames, data: URLs and files, whoever made them.
  test('is not null', control('CORS-NULL-01'), async ({ crossOrigin, required }) => {
    expect(await crossOrigin.hostile('opaque')).toLetNobodyIn(required('cors.origins'));
  });

  // RFC 6454 §5: origins are the same if scheme, host and port are, all of the host.
  test('is not taken for a similar name', control('CORS-LOOKALIKE-01'), async ({ crossOrigin, required }) => {
    expect(await crossOrigin.hostile('look-alike')).toLetNobodyIn(required('cors.origins'));
  });

  // RFC 6454 §5: another scheme or another port is another origin.
  test('differs by scheme or port', control('CORS-SCHEME-01'), async ({ crossOrigin, required }) => {
    expect(await crossOrigin.hostile('scheme-or-port')).toLetNobodyIn(required('cors.origins'));
  });

  // Fetch Standard, CORS check: byte for byte. A server that reads two spellings as one does not compare bytes.
  test('is spelt otherwise', control('CORS-SPELLING-01'), async ({ crossOrigin, required }) => {
    expect(await crossOrigin.hostile('spelling')).toLetNobodyIn(required('cors.origins'));
  });

  // ASVS v5.0.0-3.4.2: the allowlist holds what is meant to be there; what runs on a visitor's machine is not.
  test('is not the local machine', control('CORS-LOCAL-01'), async ({ crossOrigin, required }) => {
    expect(await crossOrigin.hostile('local')).toLetNobodyIn(required('cors.origins'));
  });
});
