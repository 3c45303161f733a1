import { expect, test } from '@playwright/test';
import { despiteNetworkChanges } from '../../fixtures/network-change.ts';

/** Work that fails so many times with this message, and then tells how often it was done. */
function failing(times: number, message: string): () => Promise<number> {
  let done = 0;
  return async () => {
    done += 1;
    if (done <= times) throw new Error(message);
    return Promise.resolve(done);
  };
}

test.describe('Work in a browser', () => {
  const changed = 'GET https://localhost/ failed in the browser: net::ERR_NETWORK_CHANGED.';

  test('is done anew where the network of this machine changed', async () => {
    await expect(despiteNetworkChanges(failing(2, changed))).resolves.toBe(3);
  });

  test('is given up where it changes all the time', async () => {
    await expect(despiteNetworkChanges(failing(3, changed))).rejects.toThrow(changed);
  });

  test('is done once where anything else is wrong', async () => {
    const closed = 'GET https://localhost/ failed in the browser: net::ERR_CONNECTION_CLOSED.';
    await expect(despiteNetworkChanges(failing(1, closed))).rejects.toThrow(closed);
  });
});
