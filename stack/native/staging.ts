import { ordinaryCertificate } from '../behaviour/certificate.ts';
import { startStagingApplication } from '../node/staging.ts';
import type { Change } from './fill-in.ts';
import { startNginx } from './nginx.ts';
import type { NativeStarter } from './stack.ts';

/** What `profiles/staging.yaml` asks for, on nginx in front of Fastify; with changes to nginx's configuration. */
export function stagingWith(changes: readonly Change[]): NativeStarter {
  return (workspace) =>
    startNginx(workspace, {
      configuration: 'nginx/staging.conf',
      certificate: { ...ordinaryCertificate, names: ['localhost'] },
      application: startStagingApplication,
      changes,
    });
}
