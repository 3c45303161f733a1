import { runOf, runSuite } from './run-suite.ts';

/** Families about the sizes of requests. */
export const BODY_FAMILIES = ['body-limits', 'request-head'];

/** A profile of sizes alone. */
export const BODY_PROFILE = `name: bodies
routes:
  home: { kind: page, path: /, status: 200 }
  analyze: { kind: api, method: POST, path: /analyze, status: 200 }
bodyLimit:
  bytes: 1048576
  routes: { analyze: {} }
requestHead:
  uri: { bytes: 20480, status: [414, 431] }
  fields: { bytes: 49152, status: [400, 431] }
`;

/** The controls about sizes that a target does not pass, of those that apply to it: `BODY-LIMIT-01 fail`. */
export async function judgedBodies(environment: Readonly<Record<string, string>>): Promise<string[]> {
  const ended = await runSuite({
    files: { 'profiles/bodies.yaml': BODY_PROFILE },
    args: ['--project=bodies', '--grep', '@body-limits|@request-head'],
    env: environment,
  });
  const controls = (runOf(ended, 'bodies')?.controls ?? []).filter(({ family }) =>
    BODY_FAMILIES.includes(family),
  );
  if (controls.length === 0) throw new Error(`the run left no results: ${ended.stderr}`);
  return controls
    .filter(({ status }) => status !== 'pass' && status !== 'not-applicable')
    .map(({ id, status }) => `${id} ${status}`)
    .sort();
}
