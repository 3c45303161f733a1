import { control, expect, test } from '../../fixtures/index.ts';

test.describe('The client, as the application sees it', () => {
  // ASVS v5.0.0-4.1.3: what the intermediary says about the user is the intermediary's. RFC 7239 §5.2: who asks.
  test('has its true address', control('PROXY-FOR-01'), async ({ echo, required }) => {
    expect(await echo.plain()).toTellClient('X-Forwarded-For', required('proxy.forwardedFor'));
  });

  // RFC 7239 §8.1: the field is as trustworthy as the last proxy that wrote it.
  test('is not who it claims to be', control('PROXY-FOR-02'), async ({ echo, required }) => {
    expect(await echo.forged()).toOutdoForgery('X-Forwarded-For', required('proxy.forwardedFor'));
  });

  // RFC 7239 §5.4: the scheme of the request as the client made it.
  test('speaks https', control('PROXY-PROTO-01'), async ({ echo }) => {
    expect([await echo.plain(), await echo.forged()]).toSay('X-Forwarded-Proto', 'https');
  });

  // ASVS v5.0.0-4.1.3 names X-Real-IP.
  test('has one real address', control('PROXY-REALIP-01'), async ({ echo }) => {
    expect([await echo.plain(), await echo.forged()]).toTellClient('X-Real-IP', 'replace');
  });

  // WSTG-INPV-17: a host that the client chooses ends up in links.
  test('does not choose the host', control('PROXY-HOST-01'), async ({ echo }) => {
    expect(await echo.forged()).toArriveUnforged('X-Forwarded-Host');
  });

  // RFC 7239 §8.1: a client may send the field with anything in it.
  test('is not who Forwarded claims', control('PROXY-FORWARDED-01'), async ({ echo }) => {
    expect(await echo.forged()).toOutdoForgery('Forwarded', 'append');
  });

  // RFC 9440 §4: such fields are removed from requests before the entry writes its own. RFC 3875 §4.1.18: `_` is `-`.
  test('brings no identity', control('PROXY-IDENTITY-01'), async ({ echo, required }) => {
    const names = required('proxy.identityFields');
    expect([await echo.identified(names), await echo.identifiedInUnderscores(names)]).toArriveAnonymous(
      names,
    );
  });
});
