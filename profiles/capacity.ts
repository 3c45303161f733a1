import type { Problem } from './problem.ts';
import { placeOf, type Node } from './tree.ts';

/** How certain a verdict about a share of requests is, on either side. */
export const CONFIDENCE = 0.95;

/** The share of requests that may be beyond each budget; undefined: the budget is that share. */
const BUDGETS = { errorRate: undefined, p95Milliseconds: 0.05, p99Milliseconds: 0.01 } as const;

/** What a load could never show, however the target does. */
export function capacityProblems(root: Node): Problem[] {
  const capacity = root.value instanceof Map ? root.value.get('capacity') : undefined;
  const entry = (name: string) => (capacity?.value instanceof Map ? capacity.value.get(name) : undefined);
  const amount = (name: string) => numberIn(entry(name));
  const [rate, connections, seconds] = [amount('rate'), amount('connections'), amount('seconds')];
  if (rate === undefined || connections === undefined || seconds === undefined) return [];
  const problem = (name: string, message: string): Problem[] => {
    const node = entry(name);
    return node ? [{ at: placeOf(node), message: `capacity.${name} ${message}` }] : [];
  };
  const requests = rate * seconds;
  return [
    ...(connections > rate ? problem('connections', `must not be more than rate (${rate})`) : []),
    ...((amount('throughput') ?? 0) > rate
      ? problem('throughput', `must not be more than rate (${rate}): that many are asked for`)
      : []),
    ...Object.entries(BUDGETS).flatMap(([name, beyond]) => {
      const share = beyond ?? amount(name);
      if (amount(name) === undefined || share === undefined || share <= 0 || share >= 1) return [];
      const least = Math.ceil(Math.log(1 - CONFIDENCE) / Math.log1p(-share));
      if (requests >= least) return [];
      return problem(
        name,
        `takes ${least} requests to show, and ${rate} a second for ${seconds} s are ${requests}`,
      );
    }),
  ];
}

function numberIn(node: Node | undefined): number | undefined {
  return typeof node?.value === 'number' ? node.value : undefined;
}
