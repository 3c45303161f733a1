import { ordinaryCertificate } from '../behaviour/certificate.ts';
import { startStagingApplication } from '../node/staging.ts';
import { startPostgres } from '../postgres/postgres.ts';
import type { Change } from './fill-in.ts';
import { startNginx } from './nginx.ts';
import { allStarted, type NativeStarter } from './stack.ts';

/** The edge of {@link staging} alone, with changes to nginx's configuration. */
export function stagingWith(changes: readonly Change[]): NativeStarter {
  return (workspace) =>
    startNginx(workspace, {
      configuration: 'nginx/staging.conf',
      certificate: { ...ordinaryCertificate, names: ['localhost'] },
      application: startStagingApplication,
      changes,
    });
}

/** What `profiles/staging.yaml` asks for: nginx in front of Fastify, and PostgreSQL. */
export const staging: NativeStarter = async (workspace) => {
  const [edge, database] = await allStarted([stagingWith([])(workspace), startPostgres(workspace)]);
  return { ...edge, database };
};
