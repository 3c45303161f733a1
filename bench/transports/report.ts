import type { Interval } from '../../fixtures/binomial.ts';
import type { Figures } from './figures.ts';
import { GUESSES, type Range } from './guesses.ts';

/** A way that could not be measured. */
export interface NotEvaluated {
  readonly name: string;
  readonly reason: string;
}

/** Where and how it was measured. */
interface Setting {
  readonly node: string;
  readonly cores: number;
  /** What the system had to do a minute before and after, by its load average. */
  readonly loadBefore: number;
  readonly loadAfter: number;
  readonly network: string;
  readonly wireguard: string;
  readonly rounds: number;
  readonly slices: number;
  readonly sliceMs: number;
  readonly connections: number;
}

export interface Report {
  readonly setting: Setting;
  readonly measured: readonly Figures[];
  readonly notEvaluated: readonly NotEvaluated[];
}

/** The table with guesses beside what was measured. */
export function markdown({ setting, measured, notEvaluated }: Report): string {
  const rows = measured.map(({ name, p50, p95, perSecond, cpuSecondsPerThousand, relative }, index) => {
    const guess = GUESSES[name];
    if (index === 0) {
      return [
        name,
        '',
        `p50 ${ms(p50)}, p95 ${ms(p95)}`,
        '',
        `${whole(perSecond)} a second`,
        '',
        `${cpu(cpuSecondsPerThousand)} s per 1000`,
      ];
    }
    return [
      name,
      guess ? range(guess.latency, (value) => `${signed(value, 1)} ms`) : '–',
      `p50 ${difference(relative.p50)}, p95 ${difference(relative.p95)}`,
      guess ? range(guess.throughput, percent) : '–',
      share(relative.throughput),
      guess ? range(guess.cpu, more) : '–',
      `${more(relative.cpu.value)} (${more(relative.cpu.low)} to ${more(relative.cpu.high)})`,
    ];
  });
  const left = notEvaluated.map(({ name, reason }) => [name, '', `not evaluated: ${reason}`, '', '', '', '']);
  const heading = [
    'method',
    'latency, guessed',
    'measured',
    'throughput, guessed',
    'measured',
    'CPU, guessed',
    'measured',
  ];
  const { rounds, slices, sliceMs, connections } = setting;
  return [
    '# Transports, guessed and measured',
    '',
    `Node ${setting.node}, ${setting.cores} cores, load average ${setting.loadBefore} before and ${setting.loadAfter} after; ${setting.network}; WireGuard: ${setting.wireguard}.`,
    '',
    ...[heading, heading.map(() => '---'), ...rows, ...left].map((row) => `| ${row.join(' | ')} |`),
    '',
    `Latency: ${rounds} rounds in which each was asked once, in random order, on an open connection; in parentheses the 95 % interval. Throughput and CPU: ${slices} slices of ${sliceMs} ms each, in random order, with ${connections} connections; the median and its 90 % interval. CPU is user and system time of client, service, ssh, sshd and wireguard-go from /proc; what the kernel does for nobody in particular is not in it.`,
    '',
  ].join('\n');
}

function ms({ value, low, high }: Interval): string {
  return `${value.toFixed(3)} ms (${low.toFixed(3)} to ${high.toFixed(3)})`;
}

function difference({ value, low, high }: Interval): string {
  return `${signed(value, 3)} ms (${signed(low, 3)} to ${signed(high, 3)})`;
}

function share({ value, low, high }: Interval): string {
  return `${percent(value)} (${percent(low)} to ${percent(high)})`;
}

function whole({ value, low, high }: Interval): string {
  return `${value.toFixed(0)} (${low.toFixed(0)} to ${high.toFixed(0)})`;
}

function cpu({ value, low, high }: Interval): string {
  return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(0)} %`;
}

function more(value: number): string {
  return `${signed((value - 1) * 100, 0)} %`;
}

function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
}

function range([low, high]: Range, show: (value: number) => string): string {
  return low === high ? show(low) : `${show(low)} to ${show(high)}`;
}
