import { control, expect, test } from '../../fixtures/index.ts';

test.describe('Isolation from other origins', () => {
  // HTML Standard, Cross-Origin-Opener-Policy: who keeps a handle on whose window.
  test('holds for openers', control('HDR-COOP-01'), async ({ https, required, routes }) => {
    expect(await https.samples(routes.everyResponseClass)).toHaveOpenerPolicy(
      required('headers.crossOriginOpenerPolicy'),
    );
  });

  // HTML Standard, Cross-Origin-Embedder-Policy: what a document may embed without consent.
  test('holds for what is embedded', control('HDR-COEP-01'), async ({ https, required, routes }) => {
    expect(await https.samples(routes.everyResponseClass)).toHaveEmbedderPolicy(
      required('headers.crossOriginEmbedderPolicy'),
    );
  });

  // Fetch Standard, Cross-Origin-Resource-Policy: who may load the response without CORS.
  test('holds for those who load', control('HDR-CORP-01'), async ({ https, required, routes }) => {
    expect(await https.samples(routes.everyResponseClass)).toHaveResourcePolicy(
      required('headers.crossOriginResourcePolicy'),
    );
  });
});
