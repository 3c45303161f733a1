import type { ControlId, Evidence, Finding, Status, Verdict } from '../../controls/index.ts';
import { buildRun, type Run, type RunParts, type TimedVerdict } from '../../reporters/run.ts';
import { SAMPLE } from '../unit/run-sample.ts';

/** Values as a target sends them that wants to be more than text in a report. One finding holds 1 MB besides. */
export const HOSTILE = [
  '<script>alert(1)</script></script><!-- ]]> --> &amp; &lt;b&gt;',
  'a | b `c` ``` **d** [e](javascript:alert(1)) ![f](https://example.com/f.png) <img src=x onerror=alert(1)>',
  'line\nbreak\r\nand\ttab, bell \u0007, escape \u001b[31m, nul \u0000, delete \u007f, c1 \u0085',
  'reordered \u202egnp.exe\u202c, hidden \u200b\ufeff, half a pair \ud800, no character \uffff',
  '=HYPERLINK("https://example.com","x") {0} {{1}} %{x} ${y} \\" \\n quote " and back\\slash\\',
] as const;

const LONG = 'x'.repeat(1_000_000);

const TARGET = 'https://localhost:8443';

/** Controls of {@link everyStatus}, by their status; every other control is left out by the command line. */
export const DECIDED: Readonly<Record<Status, readonly ControlId[]>> = {
  pass: ['HDR-HSTS-02', 'CERT-EXPIRY-01', 'LAT-TLS-01', 'CAP-THROUGHPUT-01'],
  fail: ['HDR-HSTS-01', 'REDIR-HTTPS-01', 'CORS-ALLOW-01'],
  waived: ['HDR-HSTS-03', 'HDR-HSTS-05'],
  'waiver-expired': ['HDR-HSTS-04'],
  error: ['CERT-NAME-01', 'CERT-NAME-02'],
  'not-applicable': ['DB-TLS-01', 'HDR-HSTS-07'],
  'not-evaluated': ['CAP-P95-01'],
};

const HTTP: Evidence = { kind: 'http', subject: 'GET /health → 200', response: { status: 200 } };

const MEASURED: Readonly<Partial<Record<ControlId, Evidence>>> = {
  'CERT-EXPIRY-01': {
    kind: 'expiry',
    subject: 'server certificate',
    endpoint: { host: 'localhost', port: 8443, address: '127.0.0.1' },
    validTo: '2027-01-06T12:00:00.000Z',
  },
  'LAT-TLS-01': {
    kind: 'latency',
    subject: 'https over plain http, open connections',
    estimate: {
      p50: { difference: { value: 0.038, low: 0.023, high: 0.048 } },
      p95: { difference: { value: 0.174, low: 0.023, high: 2.433 } },
    },
  },
  'CAP-THROUGHPUT-01': {
    kind: 'load',
    subject: 'GET /health',
    rate: 200,
    goodPerSecond: 199.5,
    latencyMs: { count: 600, p50: 2.85, p95: 6.79, p99: 9.95, max: 13.43 },
  },
};

const FINDINGS: readonly Finding[] = [...HOSTILE, LONG].map((observed, index) => ({
  subject: `GET /page-${index} → 200`,
  expected: `a field without "${observed.slice(0, 120)}"`,
  observed,
}));

const REASONS: Readonly<Record<Status, string>> = {
  pass: '',
  fail: 'GET /page-0 → 200: seen',
  waived: 'known (owner o, approved by a, T-1, until 2999-12-31)',
  'waiver-expired': 'the waiver has expired: known (owner o, approved by a, T-2, until 2020-01-01)',
  error: `Nothing answers: ${HOSTILE.join(' ')}`,
  'not-applicable': 'the profile "staging" declares no such thing',
  'not-evaluated': 'bursts are not allowed on this target',
};

function verdictOf(control: ControlId, status: Status): Verdict {
  const fails = status === 'fail' || status === 'waived' || status === 'waiver-expired';
  return {
    control,
    status,
    reason: REASONS[status],
    findings: fails ? FINDINGS.slice(0, control === 'HDR-HSTS-01' ? undefined : HOSTILE.length) : [],
    evidence: status === 'pass' || fails ? [MEASURED[control] ?? HTTP] : [],
    target: TARGET,
    stack: 'external',
    server: `nginx/1.26 ${HOSTILE.join(' ')}`,
  };
}

const waiver = (control: string, expires: string, ticket: string) => ({
  control,
  reason: 'known | <b>and</b> `accepted`',
  owner: 'web team',
  approver: 'risk board',
  ticket,
  expires,
});

/** A run in which every status occurs, with hostile values wherever a target decides the text. */
export function everyStatus(change: Partial<RunParts> = {}): Run {
  const verdicts = Object.entries(DECIDED).flatMap(([status, ids]) =>
    ids.map((id): TimedVerdict => ({ verdict: verdictOf(id, status as Status), durationMs: 12.5 })),
  );
  return buildRun({
    ...SAMPLE,
    profile: {
      ...SAMPLE.profile,
      description: 'A web application behind a proxy.',
      waivers: [
        waiver('HDR-HSTS-03', '2999-12-31', 'T-1'),
        { ...waiver('HDR-HSTS-05', '2027-02-01', 'T-3'), scope: ['GET'] },
        waiver('HDR-HSTS-05', '2026-12-24', 'T-4'),
        waiver('HDR-HSTS-04', '2020-01-01', 'T-2'),
      ],
    },
    verdicts,
    interrupted: false,
    ...change,
  });
}

/** The same, held again a day later: only times differ. */
export function dayLater(): Run {
  return everyStatus({
    startedAt: new Date(SAMPLE.startedAt.getTime() + 86_400_000),
    finishedAt: new Date(SAMPLE.finishedAt.getTime() + 86_400_000),
  });
}
