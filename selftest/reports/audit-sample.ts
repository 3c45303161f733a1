import {
  controlIds,
  type ControlId,
  type Evidence,
  type Finding,
  type Status,
} from '../../controls/index.ts';
import type { Report } from '../../reporters/output.ts';
import { buildRun, type Run } from '../../reporters/run.ts';
import { SAMPLE } from '../unit/run-sample.ts';

/** What the sample says of one control. */
interface Decided {
  readonly status: Status;
  readonly reason?: string;
  readonly findings?: readonly Finding[];
  readonly evidence?: readonly Evidence[];
}

/** One answer over HTTP as evidence. */
function answer(path: string, fields: readonly (readonly [string, string])[], body = ''): Evidence {
  return {
    kind: 'http',
    subject: `GET ${path} → 200`,
    request: {
      method: 'GET',
      url: `https://www.example.com${path}`,
      headers: [
        ['host', 'www.example.com'],
        ['authorization', '[redacted]'],
      ],
      bodyBytes: 0,
    },
    response: {
      status: 200,
      statusText: 'OK',
      httpVersion: '1.1',
      headers: fields,
      body,
      bodyBytes: body.length,
      truncated: false,
    },
    remoteAddress: '192.0.2.1',
    tls: { protocol: 'TLSv1.3', authorized: true },
    durationMs: 4.25,
  };
}

const missing = (path: string): Finding => ({
  subject: `GET ${path} → 200`,
  expected: 'Strict-Transport-Security with max-age of at least 31536000',
  observed: 'no Strict-Transport-Security',
});

const PATHS = ['/', '/login', '/account', '/a', '/b', '/c', '/d', '/e', '/f', '/g', '/h', '/i'];
const page = answer('/', [
  ['Content-Type', 'text/html; charset=utf-8'],
  ['X-Frame-Options', 'ALLOWALL'],
]);
const interval = (value: number, low: number, high: number) => ({ value, low, high });
const overhead = (subject: string, value: number): Evidence => ({
  kind: 'latency',
  subject,
  sides: { subject: 'https', baseline: 'plain http' },
  estimate: {
    pairs: 267,
    p50: { difference: interval(value, value - 0.02, value + 0.03), ratio: interval(1.1, 1.05, 1.2) },
    p95: { difference: interval(3 * value, value, 9 * value), ratio: interval(1.3, 1.1, 1.6) },
  },
  budget: { p50: { milliseconds: 0.5 }, p95: { milliseconds: 1, ratio: 1.5 } },
  durationMs: 510,
});

const LOST =
  'Nothing listens on 192.0.2.7:5432 (ECONNREFUSED): is the target running, and is the port right?';

/** A control of each status, and of each kind of evidence that the page shows in a way of its own. */
const DECIDED: Partial<Record<ControlId, Decided>> = {
  'HDR-HSTS-01': {
    status: 'fail',
    findings: PATHS.map(missing),
    evidence: PATHS.map((path) => answer(path, [['Content-Type', 'text/html']], '<h1>Hello</h1>\n')),
  },
  'TLS-VERSION-01': {
    status: 'fail',
    findings: [{ subject: 'TLSv1', expected: 'TLSv1.2, TLSv1.3', observed: 'TLSv1 is accepted' }],
    evidence: [
      {
        kind: 'tls-posture',
        subject: 'TLSv1',
        endpoint: { host: 'www.example.com', port: 443, address: '192.0.2.1' },
        versions: { TLSv1: { outcome: 'accepted' }, 'TLSv1.3': { outcome: 'accepted' } },
        groups: { 'TLSv1.3': [{ name: 'x25519', code: 29, outcome: 'accepted' }] },
      },
    ],
  },
  'LAT-TLS-02': {
    status: 'fail',
    findings: [{ subject: 'https over plain http', expected: 'at most 0.5 ms', observed: 'p50 +0.71 ms' }],
    evidence: [overhead('https over plain http, new connections', 0.71)],
  },
  'COOKIE-SECURE-01': {
    status: 'waiver-expired',
    reason:
      'the waiver has expired: old client (owner Web team, approved by Security, WEB-1, until 2026-10-31)',
    findings: [{ subject: 'GET /login → 200', expected: 'Secure', observed: 'no Secure' }],
    evidence: [answer('/login', [['Set-Cookie', 'session=[redacted]; HttpOnly']])],
  },
  'EXP-TRACE-01': {
    status: 'error',
    reason: 'the check ran out of time',
    evidence: [
      {
        kind: 'socket',
        subject: 'TRACE / HTTP/1.1',
        sent: 'TRACE / HTTP/1.1\r\nHost: www.example.com\r\n\r\n',
        received: 'HTTP/1.1 405\nAllow: GET\r\n\r\n',
        sentBytes: 44,
        receivedBytes: 27,
        ended: 'timeout',
      },
    ],
  },
  'DB-TLS-01': { status: 'error', reason: LOST },
  'DB-TLS-02': { status: 'error', reason: LOST },
  'HDR-XFO-01': {
    status: 'waived',
    reason: 'framed by a partner (owner Web team, approved by Security, WEB-2, until 2026-12-10)',
    findings: [{ subject: 'GET / → 200', expected: 'DENY', observed: 'ALLOWALL' }],
    evidence: [page],
  },
  'RATE-LIMIT-01': {
    status: 'not-evaluated',
    reason: 'active checks are off; PLUMBLINE_ACTIVE=1 allows them',
  },
  'HDR-XCTO-01': {
    status: 'pass',
    reason: 'a waiver is no longer needed: WEB-3',
    evidence: [page, answer('/folded', [])],
  },
  'CERT-NAME-01': {
    status: 'pass',
    evidence: [
      {
        kind: 'certificate',
        subject: 'server certificate',
        chain: [
          certificate('CN=www.example.com', ['2026-09-01', '2026-12-14'], 'AA'),
          certificate('CN=Example CA', ['2020-01-01', '2030-01-01'], 'BB'),
        ],
        authorized: true,
      },
    ],
  },
  'LAT-TLS-01': { status: 'pass', evidence: [overhead('https over plain http, open connections', 0.05)] },
  'CAP-P95-01': {
    status: 'pass',
    evidence: [
      {
        kind: 'load',
        subject: 'GET /health',
        rate: 200,
        goodPerSecond: 200,
        latencyMs: { count: 600, p50: 2.85, p95: 6.79, p99: 30.5, max: 40.43 },
        budget: { p95: 20, p99: 25 },
      },
    ],
  },
};

function certificate(subject: string, [from, to]: readonly [string, string], fingerprint256: string) {
  const at = (date: string) => `${date}T00:00:00.000Z`;
  return { subject, validFrom: at(from), validTo: at(to), fingerprint256 };
}

/** A run in which each status stands at least once, with waivers, charts and every control of the catalogue. */
export function sampleRun(decided: Partial<Record<ControlId, Decided>> = DECIDED): Run {
  return buildRun({
    ...SAMPLE,
    profile: {
      ...SAMPLE.profile,
      description: 'What is asked before a release',
      sections: { headers: 'a'.repeat(64), tls: 'b'.repeat(64) },
      waivers: [
        waiver('HDR-XCTO-01', 'WEB-3', '2027-06-30'),
        waiver('HDR-XFO-01', 'WEB-2', '2026-12-10'),
        waiver('COOKIE-SECURE-01', 'WEB-1', '2026-10-31'),
      ],
    },
    verdicts: controlIds.map((control) => {
      const {
        status,
        reason = '',
        findings = [],
        evidence = [],
      } = decided[control] ?? {
        status: 'not-applicable',
        reason: 'the profile "staging" does not ask for it',
      };
      const told = reason === '' ? (findings[0]?.observed ?? '') : reason;
      return {
        verdict: {
          control,
          status,
          reason: told,
          findings,
          evidence,
          target: 'https://www.example.com',
          stack: 'external',
          server: 'nginx/1.26.3',
        },
        durationMs: 1,
      };
    }),
    interrupted: false,
  });
}

function waiver(control: ControlId, ticket: string, expires: string) {
  return { control, ticket, expires, reason: 'known', owner: 'Web team', approver: 'Security' };
}

/** The sample, compared with an earlier run in which other things failed. */
export function sampleReport(): Report {
  const earlier = sampleRun({
    ...DECIDED,
    'HDR-HSTS-01': { status: 'pass', evidence: [page] },
    'CERT-NAME-01': { ...DECIDED['LAT-TLS-02'], status: 'fail' },
  });
  return {
    run: sampleRun(),
    before: {
      ...earlier,
      startedAt: '2026-11-01T12:00:00.000Z',
      finishedAt: '2026-11-01T12:00:01.000Z',
      profile: { ...earlier.profile, sections: { headers: 'c'.repeat(64) }, waivers: [] },
    },
  };
}
