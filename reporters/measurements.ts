import type { Evidence } from '../controls/index.ts';
import type { Run } from './run.ts';

/** When the certificate at an address ends. */
export interface Certificate {
  readonly host: string;
  readonly address: string;
  /** Seconds since 1970. */
  readonly value: number;
}

/** An estimate with its confidence interval, in milliseconds. */
interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What a protection adds to a request. */
export interface Overhead {
  readonly control: string;
  /** What was compared with what: `https over plain http, open connections`. */
  readonly comparison: string;
  readonly percentile: '50' | '95';
  readonly interval: Interval;
}

/** How the target did under a load. */
export interface Capacity {
  readonly request: string;
  /** Requests a second that were sent, and that were answered well. */
  readonly rate: number;
  readonly good: number;
  /** By percentile: `50`, `95`, `99`. */
  readonly latencyMs: Readonly<Record<string, number>>;
}

/**
 * Certificates by address, from the evidence; of several at one address, as servers with two key types have, the one
 * that ends first.
 */
export function certificatesOf(run: Run): Certificate[] {
  const first = new Map<string, Certificate>();
  for (const { evidence } of evidenceOf(run, ['expiry', 'certificate'])) {
    const { endpoint, chain, validTo } = evidence;
    const end = Date.parse(text(validTo ?? field(Array.isArray(chain) ? chain[0] : undefined, 'validTo')));
    if (Number.isNaN(end)) continue;
    const ip = text(field(endpoint, 'address'));
    const address = `${ip.includes(':') ? `[${ip}]` : ip}:${text(field(endpoint, 'port'))}`;
    const known = first.get(address);
    if (known && known.value <= end / 1000) continue;
    first.set(address, { host: text(field(endpoint, 'host')), address, value: end / 1000 });
  }
  return [...first.values()];
}

/** Overheads in the order of their controls. */
export function overheadsOf(run: Run): Overhead[] {
  return evidenceOf(run, ['latency']).flatMap(({ control, evidence }) =>
    (['50', '95'] as const).flatMap((percentile) => {
      const difference = field(field(evidence['estimate'], `p${percentile}`), 'difference');
      const [value, low, high] = ['value', 'low', 'high'].map((key) => field(difference, key));
      return typeof value === 'number' && typeof low === 'number' && typeof high === 'number'
        ? [{ control, comparison: evidence.subject, percentile, interval: { value, low, high } }]
        : [];
    }),
  );
}

/** Loads, each once: several controls judge the same one. */
export function capacityOf(run: Run): Capacity[] {
  const loads = new Map<string, Capacity>();
  for (const { evidence } of evidenceOf(run, ['load'])) {
    const { subject, rate, goodPerSecond, latencyMs } = evidence;
    if (typeof rate !== 'number' || typeof goodPerSecond !== 'number') continue;
    const percentiles = ['50', '95', '99'].flatMap((percentile): [string, number][] => {
      const ms = field(latencyMs, `p${percentile}`);
      return typeof ms === 'number' ? [[percentile, ms]] : [];
    });
    loads.set(subject, {
      request: subject,
      rate,
      good: goodPerSecond,
      latencyMs: Object.fromEntries(percentiles),
    });
  }
  return [...loads.values()];
}

function evidenceOf({ controls }: Run, kinds: readonly string[]): { control: string; evidence: Evidence }[] {
  return controls.flatMap(({ id, evidence }) =>
    evidence.filter(({ kind }) => kinds.includes(kind)).map((each) => ({ control: id, evidence: each })),
  );
}

/** Evidence comes from a file, so nothing is known of its shape. */
function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
