import { ProbeError } from '../problem.ts';
import { exchange } from './client.ts';
import type { HttpEndpoint } from './exchange.ts';

/**
 * Tells whether an HTTP server answers at all: one `GET /`, whatever its status.
 *
 * @param options `timeoutMs`: milliseconds for the whole attempt
 * @returns undefined when a response came, otherwise why none did
 */
export async function reach(
  endpoint: HttpEndpoint,
  { timeoutMs }: { timeoutMs: number },
): Promise<ProbeError | undefined> {
  try {
    await exchange(endpoint, { method: 'GET', path: '/' }, { timeoutMs });
    return undefined;
  } catch (error) {
    if (error instanceof ProbeError) return error;
    throw error;
  }
}
