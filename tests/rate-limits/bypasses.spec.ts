import { control, expect, rateBypasses, test } from '../../fixtures/index.ts';

test.describe('A client whose budget is spent', () => {
  // ASVS v5.0.0-4.1.3: what the intermediary says about the user is not the user's to say. CWE-348.
  test('gets no new one by X-Forwarded-For', control('RATE-BYPASS-01'), async ({ profile, session }) => {
    expect(await rateBypasses(session, profile).forwardedFor()).toGetNoFurther();
  });

  // ASVS v5.0.0-4.1.3 names X-Real-IP; content delivery networks have their own names for it.
  test('gets no new one by other address fields', control('RATE-BYPASS-02'), async ({ profile, session }) => {
    expect(await rateBypasses(session, profile).addressFields()).toGetNoFurther();
  });

  // RFC 3986 §6.2.2: paths that differ in spelling may be the same to whoever normalises them.
  test(
    'gets no new one by another spelling of the path',
    control('RATE-BYPASS-03'),
    async ({ profile, session }) => {
      expect(await rateBypasses(session, profile).paths()).toGetNoFurther();
    },
  );

  // RFC 9110 §9.3.2: HEAD is GET without its content. ASVS v5.0.0-4.1.4: other methods are not supported.
  test('gets no new one by another method', control('RATE-BYPASS-04'), async ({ profile, session }) => {
    expect(await rateBypasses(session, profile).methods()).toGetNoFurther();
  });
});
