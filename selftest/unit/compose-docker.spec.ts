import { expect, test } from '@playwright/test';
import { requireDocker } from '../../stack/compose/docker.ts';
import { withDocker } from '../runs/docker-stand-in.ts';

const DAEMON = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.';
const DENIED = 'permission denied while trying to connect to the Docker daemon socket';

test.describe('An engine for containers is asked for', () => {
  const before = { ...process.env };

  test.afterEach(() => {
    // The object itself stays: another one would be no environment of the system's.
    for (const name of Object.keys(process.env))
      if (!(name in before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  });

  test('where Docker does not run', async () => {
    Object.assign(process.env, withDocker({ failsAt: 'version --format', says: DAEMON }));
    await expect(requireDocker()).rejects.toThrow(
      `Docker does not answer. Start it (systemctl start docker), or name its socket in DOCKER_HOST: ${DAEMON}`,
    );
  });

  test('where this user may not speak to it', async () => {
    Object.assign(process.env, withDocker({ failsAt: 'version --format', says: DENIED }));
    await expect(requireDocker()).rejects.toThrow(
      'Docker may not be used by this user, who is not in the group of its socket',
    );
  });

  test('where Compose is not installed', async () => {
    Object.assign(process.env, withDocker({ failsAt: 'compose version', says: 'no such command' }));
    await expect(requireDocker()).rejects.toThrow(
      'Docker Compose is not installed: apt-get install docker-compose',
    );
  });

  test('where the one that is named is another machine’s', async () => {
    process.env['DOCKER_HOST'] = 'tcp://build.example.com:2375';
    await expect(requireDocker()).rejects.toThrow(
      'DOCKER_HOST is tcp://build.example.com:2375: PLUMBLINE_STACK=compose needs an engine on this machine',
    );
  });
});
