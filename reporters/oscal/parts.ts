import { identifier, NAMESPACE, runName } from '../identifier.ts';
import { markdownText } from '../markup.ts';
import type { ControlResult, Run } from '../run.ts';
import { oneLine } from '../text.ts';

/** Version of OSCAL in which the documents are written. */
const OSCAL = '1.2.1';

/** Our property names, apart from those that OSCAL itself defines. */
const OURS = `urn:uuid:${NAMESPACE}`;

/** A property of ours. OSCAL's strings are one line, without space at their ends, and never empty. */
export function property(name: string, value: string): object {
  return { name, ns: OURS, value: stringOf(value) };
}

/** A facet of a risk, in our own naming system. */
export function facet(name: string, value: string): object {
  return { name, system: OURS, value };
}

/** Any text as OSCAL's StringDatatype. */
export function stringOf(text: string): string {
  return oneLine(text).trim() || '–';
}

/** An identifier that belongs to this run alone. */
export function inRun(run: Run, ...names: readonly string[]): string {
  return identifier(runName(run), ...names);
}

/** Components and the task that all three documents speak of. */
export function idsOf(run: Run): { readonly target: string; readonly tool: string; readonly task: string } {
  return {
    target: inRun(run, 'component', 'target'),
    tool: inRun(run, 'component', 'tool'),
    task: inRun(run, 'task'),
  };
}

/** Who observed. */
export function originOf(run: Run): { readonly actors: readonly object[] } {
  return { actors: [{ type: 'tool', 'actor-uuid': idsOf(run).tool }] };
}

/** What was tested. */
export function targetOf(run: Run): object {
  const { target, stack, server } = run;
  return {
    uuid: idsOf(run).target,
    type: 'service',
    title: target === '' ? 'No target was reached' : markdownText(target),
    description: `The web stack that was held against the profile ${markdownText(run.profile.name)}.`,
    props: [
      ...(target === '' ? [] : [property('url', target)]),
      ...(stack === '' ? [] : [property('stack', stack)]),
      ...(server === '' ? [] : [property('server-field', server)]),
      property('profile', run.profile.name),
    ],
    status: { state: 'operational' },
  };
}

/** What tested it. */
export function assetsOf(run: Run): object {
  const { tool } = idsOf(run);
  const { suite, execution } = run;
  return {
    components: [
      {
        uuid: tool,
        type: 'software',
        title: 'Plumbline',
        description: 'Security conformance tests that hold a running web stack against a profile.',
        props: [{ name: 'version', value: suite.version }],
        status: { state: 'operational' },
      },
    ],
    'assessment-platforms': [
      {
        uuid: inRun(run, 'platform'),
        title: 'Where the tests ran',
        props: [property('node', execution.node), property('platform', execution.platform)],
        'uses-components': [{ 'component-uuid': tool }],
      },
    ],
  };
}

/** Metadata of a document. `people` are named by waivers: whether one is a person or a team, the profile does not say. */
export function metadataOf(title: string, run: Run, people: readonly string[] = []): object {
  return {
    title: `${title}: ${markdownText(run.profile.name)}`,
    'last-modified': run.finishedAt,
    version: run.startedAt,
    'oscal-version': OSCAL,
    props: [
      property('profile-sha256', run.profile.sha256),
      property('completeness', run.completeness),
      property('suite-version', run.suite.version),
    ],
    ...(people.length > 0 && {
      roles: [
        { id: 'owner', title: 'Owner: mends it' },
        { id: 'approver', title: 'Approver: accepted the risk' },
      ],
      parties: [...new Set(people)].map((name) => ({
        uuid: partyOf(name),
        type: 'organization',
        name: stringOf(name),
        remarks: 'Named by a waiver of the profile: a person or a team.',
      })),
    }),
  };
}

/** A party keeps its identifier from run to run. */
export function partyOf(name: string): string {
  return identifier('party', name);
}

/** Where a control's evidence is: a JSON pointer (RFC 6901 §6) into the run, from the folder of these documents. */
export function evidenceLink(control: ControlResult, run: Run): string {
  return `../run.json#/controls/${run.controls.indexOf(control)}`;
}
