import { control, expect, test } from '../../fixtures/index.ts';

test.describe('The routes of the profile', () => {
  // RFC 9110 §15: what a header or a limit means depends on the status that it comes with. Every other check looks at
  // these answers, so each has to be the answer that the profile took it for.
  test('answer with their declared status', control('EXP-ROUTES-01'), async ({ https, routes }) => {
    await Promise.all(
      routes.everyResponseClass.map(async (route) => {
        expect.soft(await https.sample(route)).toHaveDeclaredStatus(route.status);
      }),
    );
  });
});
