import { carrying, control, expect, test } from '../../fixtures/index.ts';

const FIELD = 'Permissions-Policy';

test.describe(FIELD, () => {
  // Permissions Policy: a feature that the field leaves out keeps its default allowlist.
  test(
    'restricts what the profile names',
    control('HDR-PERMISSIONS-01'),
    async ({ https, required, routes }) => {
      expect(await https.samples(routes.everyResponseClass)).toRestrictFeatures(
        required('headers.permissionsPolicy.features'),
      );
    },
  );

  // RFC 9651 §3.2 and §4.2: a field that does not parse as a dictionary is ignored as a whole.
  test('is a well-formed structured field', control('HDR-PERMISSIONS-02'), async ({ https, routes }) => {
    expect(carrying(FIELD, await https.samples(routes.mainFirst))).toHaveWellFormedPermissionsPolicy();
  });
});
