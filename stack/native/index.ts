import { apiSettings } from '../node/api.ts';
import { api } from './api.ts';
import { internal } from './internal.ts';
import { internalSocket } from './internal-socket.ts';
import { productionWith } from './production.ts';
import { startNative, type NativeStack, type NativeStarter, type Tell } from './stack.ts';
import { staging } from './staging.ts';
import { webapp } from './webapp.ts';

/** The profiles that have a stack on real engines, each with what starts it. */
const starters: Readonly<Record<string, NativeStarter>> = {
  api: api(apiSettings.api),
  development: api(apiSettings.development),
  internal: internal('nginx'),
  'internal-haproxy': internal('haproxy'),
  'internal-socket': internalSocket(),
  production: productionWith([]),
  staging,
  webapp,
};

/** The profiles that can be held against real engines. */
export const nativeProfiles = Object.keys(starters);

/**
 * Starts the real engines for a profile.
 *
 * Throws where there are none for it, where one is not installed, and where one does not start, with what it said.
 */
export async function startNativeStack(profile: string, tell?: Tell): Promise<NativeStack> {
  const starter = starters[profile];
  if (!starter) {
    const known = nativeProfiles.join(', ');
    throw new Error(`the profile "${profile}" has no stack on real engines; there is one for: ${known}`);
  }
  return startNative(starter, tell);
}
