import {
  announcedBodies,
  control,
  expect,
  expectingBodies,
  refusedBodies,
  test,
} from '../../fixtures/index.ts';

test.describe('A body that is too large', () => {
  // RFC 9112 §9.3 and RFC 9110 §15.5.14: a server may answer, and close, before it has the whole request.
  test('is refused by its Content-Length', control('BODY-LENGTH-02'), async ({ bodies }) => {
    expect(await announcedBodies(bodies)).toRefusePromptly();
  });

  // RFC 9110 §10.1.1: 100 asks for the body; a final status in its place saves it.
  test('is refused before it is sent', control('BODY-EXPECT-01'), async ({ bodies }) => {
    expect(await expectingBodies(bodies, 1)).toAnswerExpectation();
    expect(await expectingBodies(bodies, 2)).toRefuseExpectation();
  });

  // RFC 9112 §9.6: who closes while the client still sends, resets the connection, and the answer can be lost.
  test('leaves a connection that can be used', control('BODY-CONNECTION-01'), async ({ bodies }) => {
    expect(await refusedBodies(bodies)).toLeaveConnectionUsable(bodies.mainStatus);
  });
});
