import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Conversation } from '../../probes/http/conversation.ts';
import { loadProfile } from '../../profiles/index.ts';
import { behaviourFor, startEmbedded } from '../../stack/index.ts';

const STAGING = join(import.meta.dirname, '../../profiles/staging.yaml');

// undici ends a connection that was idle for four seconds, and waiting for a limit takes longer.
test('a conversation goes on after a wait', async () => {
  const stack = await startEmbedded(behaviourFor(loadProfile(STAGING)));
  const { https, ca = '' } = stack.target;
  const conversation = new Conversation({ ...https, ca }, { timeoutMs: 3000 });
  const status = async () => (await conversation.send({ method: 'GET', path: '/health' })).response.status;
  try {
    expect(await status()).toBe(200);
    expect(await status()).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 4500));
    expect(await status()).toBe(200);
  } finally {
    await conversation.close();
    await stack.stop();
  }
});
