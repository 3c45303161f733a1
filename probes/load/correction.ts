/**
 * Latencies corrected for coordinated omission: while a connection waits for a slow answer, it does not send the
 * requests that were due in the meantime, and these would have waited too. A latency of two intervals or more stands
 * for those as well, each an interval shorter than the one before, as HdrHistogram's
 * recordValueWithExpectedInterval() has it.
 *
 * @param intervalMs time from one request of a connection to its next, as ordered
 */
export function corrected(latenciesMs: readonly number[], intervalMs: number): number[] {
  return latenciesMs.flatMap((latency) => {
    const missed = Math.max(0, Math.floor(latency / intervalMs) - 1);
    return Array.from({ length: missed + 1 }, (_, index) => latency - index * intervalMs);
  });
}
