import { controlIds } from '../../controls/index.ts';
import type { Run } from '../../reporters/run.ts';
import { runOf, runSuite } from './run-suite.ts';

/** A profile of rate limits alone: a login with this limit, and a health check that has none. */
export function ratesProfile(limit: string, fields?: string): string {
  return `name: rates
routes:
  home: { kind: page, path: /, status: 200 }
  login: { kind: login, method: POST, path: /login, status: 200, json: { username: plumbline } }
  health: { kind: api, path: /health, status: 200 }
rateLimits:
  routes:
    login: ${limit}
  exempt: [health]
  maxWait: 10${fields === undefined ? '' : `\n  fields: ${fields}`}
`;
}

/** The controls of limits themselves. Ways around a limit are another matter. */
export const RATE_CONTROLS = controlIds.filter((id) => /^RATE-(?!BYPASS|CONNECTIONS)/.test(id));

/** Statuses of the controls of rate limits that apply, by what follows RATE- in their names. */
export async function judgedRates(
  profile: string,
  env: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const ended = await runSuite({
    files: { 'profiles/rates.yaml': profile },
    args: ['--project=rates', '--grep', RATE_CONTROLS.map((id) => `@${id}`).join('|')],
    env,
  });
  const run = runOf(ended, 'rates');
  if (!run) throw new Error(`no run was written: ${ended.stdout}${ended.stderr}`);
  return rateVerdicts(run);
}

/** The same of a run that was made. */
export function rateVerdicts(run: Run): Record<string, string> {
  return Object.fromEntries(
    run.controls
      .filter(({ id, status }) => id.startsWith('RATE-') && status !== 'not-applicable')
      .map(({ id, status }) => [id.replace('RATE-', ''), status]),
  );
}
