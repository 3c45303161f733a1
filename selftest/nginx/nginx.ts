import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Change } from '../../stack/native/fill-in.ts';
import { missingNginx as missing } from '../../stack/native/nginx.ts';
import { stagingWith } from '../../stack/native/staging.ts';
import { startNative, type NativeStarter } from '../../stack/native/stack.ts';

export type { Change } from '../../stack/native/fill-in.ts';

/** Why there is no nginx to test against here; undefined where there is. */
export const missingNginx = missing();

/** A running nginx, as the environment of a run against it. */
export interface RunningNginx {
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts nginx with the configuration that conforms to staging, changed as told. */
export function startNginx(changes: readonly Change[] = []): Promise<RunningNginx> {
  return startAsTarget(stagingWith(changes));
}

/** Starts engines and tells of them as somebody else's target would be told of. */
export async function startAsTarget(starter: NativeStarter): Promise<RunningNginx> {
  let caFile = '';
  const native = await startNative(async (workspace) => {
    const started = await starter(workspace);
    caFile = join(workspace.folder, 'ca.pem');
    await writeFile(caFile, started.ca ?? '');
    return started;
  });
  const { target } = native;
  return {
    environment: {
      PLUMBLINE_TARGET: target.url,
      PLUMBLINE_HTTP: target.http ? `http://${target.http.host}:${target.http.port}` : 'none',
      PLUMBLINE_CA: caFile,
    },
    stop: () => native.stop(),
  };
}
