import { readFile } from 'node:fs/promises';
import { internalService } from './internal.ts';
import { SERVING, type Place } from './place.ts';
import { startStagingApplication } from './staging.ts';
import { webApplication } from './webapp.ts';

/** What a container runs: which application, and the secret that it keeps to itself. */
export interface ServeSettings {
  readonly application: 'staging' | 'webapp' | 'internal';
  readonly secret: string;
}

/** In a container: nobody but the proxy is on its network, whose addresses Docker chooses (RFC 1918). */
const PLACE: Place = { host: '0.0.0.0', port: 8080, proxy: 'uniquelocal' };

const applications: Record<
  ServeSettings['application'],
  (secret: string) => Promise<{ close(): Promise<unknown> }>
> = {
  staging: (secret) => startStagingApplication(secret, PLACE),
  webapp: async (secret) => {
    const app = webApplication({ secret }, PLACE);
    await app.listen({ host: PLACE.host, port: PLACE.port });
    return app;
  },
  internal: async () => {
    const app = internalService();
    await app.listen({ host: PLACE.host, port: PLACE.port });
    return app;
  },
};

/** Starts the application with the settings as they are now, and says so. */
async function begin() {
  const settings = await readFile(new URL('settings.json', import.meta.url), 'utf8');
  const { application, secret } = JSON.parse(settings) as ServeSettings;
  const started = await applications[application](secret);
  console.log(SERVING);
  return started;
}

let running = begin();

/** As daemons do: the settings are read again, and what was kept in memory, of clients for one, is gone. */
process.on('SIGHUP', () => {
  running = running.then((former) => former.close()).then(begin);
});
process.once('SIGTERM', () => {
  void running.then((last) => last.close()).then(() => process.exit());
});
