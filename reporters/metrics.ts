import type { Derive } from './output.ts';
import { capacityOf, certificatesOf, overheadsOf } from './measurements.ts';
import { isConforming, type Run } from './run.ts';
import { oneLine } from './text.ts';
import { endOfWaiver } from './waivers.ts';

type Labels = Readonly<Record<string, string>>;

interface Sample {
  readonly labels?: Labels;
  readonly value: number;
}

/** A family of samples in Prometheus' sense. All of ours are gauges: each run says anew how things stand. */
interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: (run: Run) => readonly Sample[];
}

/**
 * Every metric that a run gives, in base units as Prometheus' naming guide asks: seconds, and instants instead of
 * «days left», which would stand still until the next run.
 */
const METRICS: readonly Metric[] = [
  {
    name: 'plumbline_run_info',
    help: 'What the last run was held against, and by which version.',
    samples: ({ suite, profile, target, stack, server, completeness }) => [
      {
        labels: { version: suite.version, sha256: profile.sha256, target, stack, server, completeness },
        value: 1,
      },
    ],
  },
  {
    name: 'plumbline_run_timestamp_seconds',
    help: 'When the last run ended, in seconds since 1970.',
    samples: ({ finishedAt }) => [{ value: unix(finishedAt) }],
  },
  {
    name: 'plumbline_run_duration_seconds',
    help: 'How long the last run took.',
    samples: ({ startedAt, finishedAt }) => [
      { value: (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000 },
    ],
  },
  {
    name: 'plumbline_run_complete',
    help: '1 where every control was looked at; 0 where the run was partial or interrupted.',
    samples: ({ completeness }) => [{ value: Number(completeness === 'complete') }],
  },
  {
    name: 'plumbline_run_conforming',
    help: '1 where every evaluated control passed or is validly waived, and none ended as an error.',
    samples: (run) => [{ value: Number(isConforming(run)) }],
  },
  {
    name: 'plumbline_controls',
    help: 'How many controls have each status.',
    samples: ({ totals }) => Object.entries(totals).map(([status, value]) => ({ labels: { status }, value })),
  },
  {
    name: 'plumbline_control_status',
    // A sample for each control and status would be seven times as many, six of seven of them 0.
    help: '1 for the status that a control has; a control has one sample.',
    samples: ({ controls }) =>
      controls.map(({ id, family, severity, status }) => ({
        labels: { control: id, family, control_severity: severity, status },
        value: 1,
      })),
  },
  {
    name: 'plumbline_waiver_expiry_timestamp_seconds',
    help: 'When a waiver of the profile ends, in seconds since 1970.',
    samples: ({ profile }) =>
      profile.waivers
        // Of waivers that differ in nothing else, the sample of the one that ends first stands.
        .toSorted((a, b) => b.expires.localeCompare(a.expires))
        .map((waiver) => ({
          labels: {
            control: waiver.control,
            scope: (waiver.scope ?? []).join(', '),
            owner: waiver.owner,
            ticket: waiver.ticket,
          },
          value: unix(endOfWaiver(waiver)),
        })),
  },
  {
    name: 'plumbline_certificate_expiry_timestamp_seconds',
    help: 'When the certificate that was sent at an address expires, in seconds since 1970.',
    samples: (run) => certificatesOf(run).map(({ value, ...labels }) => ({ labels, value })),
  },
  ...(['value', 'low', 'high'] as const).map((bound) => ({
    name: `plumbline_latency_overhead_${{ value: '', low: 'lower_bound_', high: 'upper_bound_' }[bound]}seconds`,
    help: {
      value: 'What a protection adds to a request.',
      low: 'Lower bound of what a protection adds to a request.',
      high: 'Upper bound of what a protection adds to a request.',
    }[bound],
    samples: (run: Run) =>
      overheadsOf(run).map(({ control, comparison, percentile, interval }) => ({
        labels: { control, comparison, percentile },
        value: interval[bound] / 1000,
      })),
  })),
  {
    name: 'plumbline_load_offered_requests_per_second',
    help: 'The rate at which a load was sent.',
    samples: (run) => capacityOf(run).map(({ request, rate }) => ({ labels: { request }, value: rate })),
  },
  {
    name: 'plumbline_load_good_requests_per_second',
    help: 'The rate of good answers under that load.',
    samples: (run) => capacityOf(run).map(({ request, good }) => ({ labels: { request }, value: good })),
  },
  {
    name: 'plumbline_load_latency_seconds',
    help: 'How long answers took under that load, counted from when each request was due.',
    samples: (run) =>
      capacityOf(run).flatMap(({ request, latencyMs }) =>
        Object.entries(latencyMs).map(([percentile, ms]) => ({
          labels: { request, percentile },
          value: ms / 1000,
        })),
      ),
  },
];

/** Names of all metrics, for whoever writes a query. */
export const METRIC_NAMES: readonly string[] = METRICS.map(({ name }) => name);

/**
 * The run in Prometheus' text format 0.0.4, for node_exporter's textfile collector. Each sample carries the profile;
 * none carries a time, which that collector refuses.
 */
export const metrics: Derive = ({ run }) => [
  { path: 'metrics.prom', content: METRICS.map((metric) => written(metric, run)).join('') },
];

function written({ name, help, samples }: Metric, run: Run): string {
  // Two samples of equal labels make Prometheus refuse the whole file.
  const series = new Map(
    samples(run).map(({ labels, value }) => [pairs({ profile: run.profile.name, ...labels }), value]),
  );
  if (series.size === 0) return '';
  const lines = [...series].map(([labels, value]) => `${name}{${labels}} ${Number(value.toPrecision(15))}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('')}`;
}

/** Longest label value: what a target sends can be of any length. */
const LONGEST_LABEL = 200;

function pairs(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${oneLine(value, LONGEST_LABEL).replace(/[\\"]/g, '\\$&')}"`)
    .join(',');
}

function unix(instant: string): number {
  return Date.parse(instant) / 1000;
}
