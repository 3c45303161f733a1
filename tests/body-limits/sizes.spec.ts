import { control, expect, fullBodies, gzipBodies, largerBodies, test } from '../../fixtures/index.ts';

test.describe('The limit on request bodies', () => {
  // RFC 9110 §15.5.14: 413 tells that the content is larger than the server is willing to process.
  test('is kept to the byte', control('BODY-LIMIT-01'), async ({ bodies }) => {
    expect(await fullBodies(bodies, 'length')).toAcceptLimit();
    expect(await largerBodies(bodies, 'length')).toRefuseExcess();
  });

  // RFC 9112 §7.1: chunks have sizes of their own, and nothing tells their sum before the last one.
  test('holds for chunks', control('BODY-CHUNKED-01'), async ({ bodies }) => {
    expect(await fullBodies(bodies, 'chunked')).toAcceptLimit();
    expect(await largerBodies(bodies, 'chunked')).toRefuseExcess();
  });

  // RFC 9113 §8.1: the end of the stream ends the body; Content-Length may be left out.
  test('holds over HTTP/2', control('BODY-H2-01'), async ({ bodies }) => {
    expect(await fullBodies(bodies, 'http2')).toAcceptLimit();
    expect(await largerBodies(bodies, 'http2')).toRefuseExcess();
  });

  // ASVS v5.0.0-5.2.3: the unpacked size is what counts. RFC 9110 §15.5.16: 415 refuses a content coding.
  test('holds for what gzip inflates to', control('BODY-GZIP-01'), async ({ bodies, required }) => {
    expect(await gzipBodies(bodies, required('bodyLimit.gzip'))).toCountInflated();
  });
});
