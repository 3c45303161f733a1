import {
  answerOf,
  control,
  expect,
  malformedAnswers,
  test,
  traceAnswer,
  withheldPaths,
} from '../../fixtures/index.ts';

test.describe('A secret of the target', () => {
  // ASVS v5.0.0-16.5.1: messages hold no keys or tokens. The planted secret stands for all others.
  test('is in no answer', control('EXP-CANARY-01'), async ({ canary, https, intruder, profile, routes }) => {
    const answers = [
      ...(await https.samples(routes.everyResponseClass)).map(answerOf),
      ...(await malformedAnswers(https, routes)),
      await traceAnswer(https, routes, 'TRACE'),
      ...(await intruder.ask(withheldPaths(profile))),
    ];
    for (const answer of answers) expect.soft(canary.in(answer)).toBeFreeOf('the canary');
  });
});
