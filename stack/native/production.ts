import { ordinaryCertificate } from '../behaviour/certificate.ts';
import { startProductionApplication } from '../node/production.ts';
import type { Change } from './fill-in.ts';
import { startNginx } from './nginx.ts';
import type { NativeStarter } from './stack.ts';

/** What `profiles/production.yaml` asks for, on nginx in front of Node; with changes to nginx's configuration. */
export function productionWith(changes: readonly Change[]): NativeStarter {
  return (workspace) =>
    startNginx(workspace, {
      configuration: 'nginx/production.conf',
      certificate: { ...ordinaryCertificate, names: ['localhost'] },
      application: startProductionApplication,
      changes,
    });
}
