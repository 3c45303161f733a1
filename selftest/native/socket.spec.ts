import { expect, test } from '@playwright/test';
import { missingEngine } from '../../stack/native/engine.ts';
import { internalEntries } from '../../stack/native/internal.ts';
import { internalSocket } from '../../stack/native/internal-socket.ts';
import { judgedAsRegistered, judgedTogether, ownProfiles } from './judged.ts';
import { SOCKET_MISTAKES } from './socket-mistakes.ts';

const files = ownProfiles('internal', 'internal-socket');
const missing = missingEngine(internalEntries.nginx);

const judged = judgedTogether(
  Object.fromEntries(
    SOCKET_MISTAKES.map(({ mistake, settings }) => [
      mistake,
      {
        starter: internalSocket(settings),
        profile: 'internal-socket',
        files,
        families: ['local-socket'],
      },
    ]),
  ),
);

test.describe('A service behind a Unix domain socket', () => {
  test.describe.configure({ mode: 'default', timeout: 300_000 });
  test.skip(missing !== undefined && !process.env['CI'], missing);

  test('that conforms is green', async () => {
    const { findings, passed, ended } = await judgedAsRegistered('internal-socket', files);
    expect(findings, ended.stdout + ended.stderr).toEqual([]);
    expect(passed).toBeGreaterThan(50);
  });

  for (const { mistake, fails } of SOCKET_MISTAKES) {
    test(`with ${mistake} fails exactly the right controls`, async () => {
      test.skip(process.getuid?.() !== 0 && !process.env['CI'], 'only root can connect as other users');
      const { findings, ended } = await judged(mistake);
      expect(findings, ended.stdout + ended.stderr).toEqual(fails.map((id) => `${id} fail`));
    });
  }
});
