import { ProbeError } from '../problem.ts';

/**
 * Waits for work, but no longer than a limit.
 *
 * @param what the words of the timeout: `… did not complete within 500 ms`
 * @throws ProbeError `timeout`; what the work throws afterwards is nobody's
 */
export async function bounded<T>(work: Promise<T>, limitMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new ProbeError('timeout', `${what} did not complete within ${limitMs} ms.`));
    }, limitMs);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, expiry]);
  } finally {
    clearTimeout(timer);
  }
}
