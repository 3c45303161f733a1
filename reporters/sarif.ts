import { createHash } from 'node:crypto';
import { catalogue, controlIds, type Control, type ControlId, type Severity } from '../controls/index.ts';
import { markdownCode, markdownText } from './markup.ts';
import type { Derive } from './output.ts';
import { requirementsOf } from './frameworks/index.ts';
import { remedyFor } from './remedy.ts';
import { remedyProduct } from './remedy-line.ts';
import { isConforming, type ControlResult, type Run } from './run.ts';
import { block, oneLine } from './text.ts';
import { endOfWaiver, waiversBehind } from './waivers.ts';

/**
 * SARIF 2.1.0, made for code scanning services. A rule for each control; a result for each control that something
 * stands against:
 *
 * - `fail`, `waiver-expired`: `kind: fail`, its level by severity;
 * - `waived`: the same with an accepted suppression (§3.35), whose waivers are in `properties`;
 * - `error`: `kind: open`, for there was not enough to decide (§3.27.9), and a notification (§3.20.21);
 * - `not-applicable`, `not-evaluated`: no result; the invocation says that the rule was off (§3.20.5), and why;
 * - `pass`: no result, although SARIF has `kind: pass`: GitHub shows each result as a problem, whatever its kind.
 *
 * So a rule that was on and has no result passed.
 */
export const sarif: Derive = ({ run }) => [
  { path: 'results.sarif', content: `${JSON.stringify(documentOf(run), null, 2)}\n` },
];

function documentOf(run: Run): object {
  const { suite, profile } = run;
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Plumbline',
            version: suite.version,
            semanticVersion: suite.version,
            rules: controlIds.map((id) => ruleOf(id, run)),
          },
        },
        // GitHub keeps results of different categories apart; what stands before the last slash is the category.
        automationDetails: { id: `plumbline/${profile.name}/` },
        invocations: [invocationOf(run)],
        results: run.controls
          .filter(({ status }) => TOLD.has(status))
          .map((control) => resultOf(control, run)),
        properties: {
          completeness: run.completeness,
          totals: run.totals,
          profile: { name: profile.name, sha256: profile.sha256 },
          stack: run.stack,
        },
      },
    ],
  };
}

const TOLD: ReadonlySet<ControlResult['status']> = new Set<ControlResult['status']>([
  'fail',
  'waiver-expired',
  'waived',
  'error',
]);

const OFF: ReadonlySet<ControlResult['status']> = new Set<ControlResult['status']>([
  'not-applicable',
  'not-evaluated',
]);

const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** In the middle of the ranges in which GitHub calls a rule critical (over 9.0), high (7.0), medium (4.0) and low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
};

function ruleOf(id: ControlId, run: Run): object {
  const { title, family, severity, why, references }: Control = catalogue[id];
  const product = remedyProduct(id, run);
  const { text } = remedyFor(id, run);
  const reference = references.join(', ');
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    // Braces stay as they are in what is ours and has no arguments: services show it as it is, to be copied.
    help: {
      text: `${why}\nRemedy (${product}): ${text}\nReference: ${reference}`,
      markdown: `${markdownText(why)}\n\n**Remedy** (${product}): ${markdownCode(text)}\n\n**Reference**: ${markdownText(reference)}`,
    },
    defaultConfiguration: { level: LEVEL[severity] },
    properties: {
      // GitHub takes twenty tags of a rule.
      tags: [
        'security',
        family,
        severity,
        ...requirementsOf(id, 'nist-800-53').direct.map((nist) => `nist-800-53/${nist}`),
      ].slice(0, 20),
      precision: 'very-high',
      'security-severity': SECURITY_SEVERITY[severity],
    },
  };
}

function resultOf(control: ControlResult, run: Run): object {
  const { id, severity, status, expected, observed } = control;
  const waivers = waiversBehind(control, run);
  const open = status === 'error';
  return {
    ruleId: id,
    ruleIndex: controlIds.indexOf(id),
    kind: open ? 'open' : 'fail',
    level: open ? 'none' : LEVEL[severity],
    message: { text: messageOf(control) },
    locations: [locationOf(run)],
    partialFingerprints: fingerprintsOf(id, run),
    // Where one result has the property, all have it (§3.27.23).
    suppressions:
      status === 'waived'
        ? waivers.map((waiver) => ({
            kind: 'external',
            status: 'accepted',
            justification: oneLine(waiver.reason),
            properties: { ...waiver, until: endOfWaiver(waiver) },
          }))
        : [],
    properties: {
      status,
      severity,
      expected: expected.map((text) => oneLine(text)),
      observed: observed.map((text) => oneLine(text)),
      ...(waivers.length > 0 && { waivers }),
    },
  };
}

/** More findings than these say nothing new in a list of alerts; run.json has them all. */
const FINDINGS_SHOWN = 5;

function messageOf({ title, status, reason, expected, observed }: ControlResult): string {
  const shown = observed.slice(0, FINDINGS_SHOWN);
  return escaped(
    [
      `Not so: ${title}.`,
      ...shown.map((text, index) => `Expected ${expected[index] ?? ''}. Observed ${text}`),
      ...(observed.length > shown.length ? [`and ${observed.length - shown.length} more in run.json`] : []),
      ...(status === 'error' ? [`Could not be decided: ${reason}`] : []),
      ...(status === 'waived' || status === 'waiver-expired' ? [`Waiver: ${reason}`] : []),
    ]
      .slice(status === 'error' ? 1 : 0)
      .join('\n'),
  );
}

/** Braces are placeholders (§3.11.5) and brackets are links (§3.11.6) in a message of SARIF. */
function escaped(text: string): string {
  return block(text)
    .replace(/[\\[\]]/g, '\\$&')
    .replace(/[{}]/g, '$&$&');
}

/**
 * The profile is the file in the repository that the target was held against: services want a place in a file. What was
 * examined is at a URL, which is no artifact of the repository.
 */
function locationOf({ profile, target }: Run): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: `profiles/${encodeURIComponent(profile.name)}.yaml`, uriBaseId: '%SRCROOT%' },
      region: { startLine: 1 },
    },
    ...(target !== '' && { logicalLocations: [{ fullyQualifiedName: oneLine(target), kind: 'resource' }] }),
  };
}

/** The same from run to run, whatever the target's port and the lines of the profile: one alert a control. */
function fingerprintsOf(id: ControlId, { profile }: Run): object {
  const fingerprint = createHash('sha256').update(`${profile.name}\n${id}`).digest('hex');
  return { 'plumblineControl/v1': fingerprint, primaryLocationLineHash: `${fingerprint.slice(0, 16)}:1` };
}

function invocationOf(run: Run): object {
  const { execution, startedAt, finishedAt, completeness, totals, controls } = run;
  return {
    executionSuccessful: totals.error === 0 && completeness !== 'interrupted',
    exitCode: isConforming(run) ? 0 : 1,
    commandLine: ['npx playwright test', ...execution.arguments].join(' '),
    arguments: execution.arguments,
    startTimeUtc: startedAt,
    endTimeUtc: finishedAt,
    ruleConfigurationOverrides: controls
      .filter(({ status }) => OFF.has(status))
      .map(({ id, status, reason }) => ({
        descriptor: { id, index: controlIds.indexOf(id) },
        configuration: { enabled: false, properties: { status, reason: oneLine(reason) } },
      })),
    toolExecutionNotifications: controls
      .filter(({ status }) => status === 'error')
      .map(({ id, reason }) => ({
        level: 'error',
        message: { text: escaped(reason) },
        associatedRule: { id, index: controlIds.indexOf(id) },
        descriptor: { id: 'PLUMBLINE-ERROR' },
      })),
    properties: { completeness },
  };
}
