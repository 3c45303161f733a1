import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ordinaryCertificate } from '../behaviour/certificate.ts';
import { issueIdentity } from '../embedded/certificates.ts';
import { bundle } from '../bundle.ts';
import { freePort } from './ports.ts';
import { writeConfiguration } from './fill-in.ts';
import { internalEntries } from './internal.ts';
import { allStarted, type NativeStarter, type Workspace } from './stack.ts';

/** How the services server has its socket. */
export interface SocketSettings {
  /** Permissions of the socket, in octal digits; the notes' 0600 unless told. */
  readonly mode?: string;
  /** Permissions of its folder; 0755, which systemd gives to a RuntimeDirectory, unless told. */
  readonly folderMode?: number;
  /** Whether the service listens on a TCP port besides. */
  readonly port?: boolean;
}

/** Starts the profile internal-socket: nginx before a Node service that listens at a Unix domain socket. */
export function internalSocket(settings: SocketSettings = {}): NativeStarter {
  return async (workspace) => {
    const { folder } = workspace;
    const [path, port, site] = await allStarted([
      startService(workspace, settings),
      freePort(),
      issueIdentity({ ...ordinaryCertificate, names: ['localhost'] }),
    ]);
    await Promise.all([
      writeFile(join(folder, 'site.pem'), site.chain, { mode: 0o600 }),
      writeFile(join(folder, 'key.pem'), site.key, { mode: 0o600 }),
    ]);
    const values = { folder, port };
    const file = await writeConfiguration(folder, {
      file: 'nginx/internal-socket.conf',
      values,
      changes: [],
    });
    const { args, ...nginx } = internalEntries.nginx;
    await workspace.start({ ...nginx, args: args(folder, file), folder, port });
    return {
      url: `https://localhost:${port}`,
      stack: 'native',
      https: { scheme: 'https', host: 'localhost', port, address: '127.0.0.1' },
      ca: site.ca,
      socket: { path },
      active: true,
    };
  };
}

const SERVICE = fileURLToPath(new URL('../node/internal-socket.ts', import.meta.url));

/** Starts the service, as the user of nginx's workers where root does, and returns the path of its socket. */
async function startService(workspace: Workspace, settings: SocketSettings): Promise<string> {
  const { mode = '0600', folderMode = 0o755 } = settings;
  const home = join(workspace.folder, 'services');
  const program = join(home, 'services.mjs');
  const path = join(home, 'service.sock');
  const owner = await workersOwner();
  await mkdir(home);
  await writeFile(program, (await bundle(SERVICE)).code, { mode: 0o644 });
  if (owner) await chown(home, owner.uid, owner.gid);
  // The umask of this process has no say in it.
  await chmod(home, folderMode);
  const port = settings.port === true ? [String(await freePort())] : [];
  await workspace.start({
    name: 'the services server',
    binary: process.execPath,
    package: 'nodejs',
    args: [program, path, mode, ...port],
    folder: home,
    port: path,
    ...(owner && { owner }),
  });
  return path;
}

async function workersOwner(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid = NaN, gid = NaN] = await Promise.all(
    ['-u', '-g'].map(async (what) => Number((await promisify(execFile)('id', [what, 'nobody'])).stdout)),
  );
  return { uid, gid };
}
