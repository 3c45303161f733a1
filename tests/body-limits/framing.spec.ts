import {
  control,
  expect,
  surplusBodies,
  test,
  twiceFramedBodies,
  twoLengthBodies,
} from '../../fixtures/index.ts';

test.describe('The end of a request', () => {
  // RFC 9112 §6.3: Content-Length defines where the body ends; what follows has to be a request of its own.
  test('is where Content-Length says', control('BODY-LENGTH-01'), async ({ bodies }) => {
    expect(await surplusBodies(bodies)).toEndWithFalseFraming();
  });

  // RFC 9112 §6.1: both fields are refused, or the connection ends after the answer. §6.3: two lengths get 400.
  test('is not given twice', control('BODY-SMUGGLING-01'), async ({ bodies }) => {
    expect.soft(await twiceFramedBodies(bodies)).toEndWithFalseFraming();
    expect.soft(await twoLengthBodies(bodies)).toRefuseTwoLengths();
  });
});
