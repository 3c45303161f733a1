import { randomBytes } from 'node:crypto';
import { ProbeError } from '../problem.ts';
import type { HeaderField } from '../http/exchange.ts';
import {
  attemptAll,
  attemptForm,
  ON_PAGE,
  showOutcomes,
  type Attempt,
  type AttemptName,
  type Plan,
} from './attempts.ts';
import { FOREIGN, type ForeignHosts } from './foreign-hosts.ts';
import type { PageWindow } from './page-types.ts';
import type { MayShow, Tab, TabLog } from './tab.ts';

/** Something that a page asked for over plain http. */
export interface InsecureLoad {
  readonly url: string;
  /** What the browser made of it. */
  readonly outcome: string;
}

/** A page as a browser loaded it. Serialisable. */
export interface LoadedPage {
  readonly url: string;
  readonly status: number;
  /** As the browser got them. */
  readonly headers: readonly HeaderField[];
  readonly insecure: readonly InsecureLoad[];
  /** What its own policy kept it from doing, in the browser's words. */
  readonly blocked: readonly string[];
}

/** The scripts of a page that bear a nonce. */
interface OwnScripts {
  readonly withNonce: number;
  /** How many of them bear another one than the response's. */
  readonly withOther: number;
  /** Whether the page's policy has blocked an inline script while it loaded. */
  readonly blocked: boolean;
}

/** A page and what could be done to it. Serialisable. */
export interface TriedPage extends LoadedPage {
  /** Where the page had led by script when it was tried. */
  readonly triedAt: string;
  /** The nonce of the response; empty where its policy has none. */
  readonly nonce: string;
  readonly ownScripts: OwnScripts;
  readonly attempts: readonly Attempt[];
  /** JPEG in base64: the page with what ran written on it, and where a form went; none of one that shows a secret. */
  readonly screenshots: readonly string[];
}

/** Time limits, in milliseconds. */
export interface PageLimits {
  /** For a document to come. */
  readonly loadMs: number;
  /** For the outcome of one attempt. */
  readonly patienceMs: number;
}

/** Moments in which a page that leads on by script may still be on its way. */
const TRIES = 3;

/**
 * Loads a page. Redirects by the server are not the page that was asked for.
 *
 * @throws ProbeError where the browser gets no document
 */
export async function loadPage(tab: Tab, url: string, { loadMs }: PageLimits): Promise<LoadedPage> {
  const response = await tab.visit(url, loadMs);
  if (response.request().redirectedFrom()) {
    throw new ProbeError('malformed', `${url} leads to ${response.url()}: name that page in the profile.`);
  }
  await tab.catchUp(loadMs);
  const log = tab.takeLog();
  if (log.dropped > 0) {
    throw new ProbeError('too-large', `${url} has the browser report more than can be looked at.`);
  }
  const headers = await response.headersArray();
  return {
    url,
    status: response.status(),
    headers: headers.map(({ name, value }) => [name, value]),
    insecure: insecureIn(log),
    blocked: violationsIn(log).map(({ directive, blocked }) => `${directive}: ${blocked}`),
  };
}

/**
 * Loads a page and tries on it what a policy should stop.
 *
 * @param options.foreign where scripts, frames and forms of another origin lead
 * @param options.screenshots whether the outcome is photographed, and of which pages
 * @throws ProbeError where the page cannot be loaded, or does not let itself be looked at in time
 */
export async function tryPage(
  tab: Tab,
  url: string,
  options: PageLimits & {
    readonly names: readonly AttemptName[];
    readonly foreign: ForeignHosts;
    readonly screenshots: MayShow | false;
  },
): Promise<TriedPage> {
  const { foreign, patienceMs, loadMs } = options;
  const loaded = await loadPage(tab, url, options);
  const scripts = await steadily(tab, url, () => tab.run(nonces, undefined, loadMs));
  const nonce = nonceIn(loaded.headers) || (scripts[0] ?? '');
  const plan: Plan = {
    names: ON_PAGE.filter((name) => options.names.includes(name)),
    url,
    foreign: FOREIGN,
    token: randomBytes(8).toString('hex'),
    nonce,
    patienceMs,
  };
  const tried = await steadily(tab, url, () => tab.run(attemptAll, plan, loadMs + 4 * patienceMs));
  const triedAt = tab.url;
  const attempts = tried.map((attempt) => withLog(attempt, plan, foreign));
  const screenshots: string[] = [];
  const photograph = async (mayShow: MayShow) => {
    const picture = await tab.screenshot(loadMs, mayShow);
    if (picture !== undefined) screenshots.push(picture);
  };
  if (options.screenshots) {
    await tab.run(showOutcomes, attempts.map(lineOf), loadMs);
    await photograph(options.screenshots);
  }
  if (options.names.includes('foreign-form')) {
    const form = await tryForm(tab, plan, foreign, patienceMs + loadMs);
    attempts.push(form);
    if (form.ran && options.screenshots) await photograph(options.screenshots);
  }
  return {
    ...loaded,
    triedAt,
    nonce,
    ownScripts: {
      withNonce: scripts.length,
      withOther: scripts.filter((own) => own !== nonce).length,
      blocked: loaded.blocked.some((text) => /^script-src\S*: inline$/.test(text)),
    },
    attempts,
    screenshots,
  };
}

/** Runs inside the page: the nonces of its scripts. */
function nonces(): string[] {
  const { document } = globalThis as unknown as PageWindow;
  return [...document.querySelectorAll('script[nonce]')].map(({ nonce }) => nonce);
}

/** Does the work again where the page leads on by script to another of its own; no further than its origin. */
async function steadily<T>(tab: Tab, url: string, work: () => Promise<T>): Promise<T> {
  for (let time = 1; ; time++) {
    try {
      return await work();
    } catch (problem) {
      const left = problem instanceof ProbeError && problem.problem === 'closed';
      if (!left || time === TRIES || new URL(tab.url).origin !== new URL(url).origin) throw problem;
    }
  }
}

async function tryForm(tab: Tab, plan: Plan, foreign: ForeignHosts, limitMs: number): Promise<Attempt> {
  const violation = await tab.run(attemptForm, plan, limitMs).catch((problem: unknown) => {
    // The page is left for where the form leads, unless something stops that.
    if (problem instanceof ProbeError && problem.problem === 'closed') return undefined;
    throw problem;
  });
  const attempt = withLog(
    { name: 'foreign-form', ran: false, ...(violation && { violation }) },
    plan,
    foreign,
  );
  if (attempt.ran) await tab.until(() => tab.log.framed.includes(`${FOREIGN}/form?${plan.token}`), limitMs);
  return attempt;
}

const FOREIGN_PATHS: Readonly<Partial<Record<AttemptName, string>>> = {
  'foreign-script': '/script.js',
  'foreign-frame': '/frame',
  'foreign-form': '/form',
};

/** What the foreign host was asked for was not blocked, whatever became of it. */
function withLog(attempt: Attempt, { token }: Plan, foreign: ForeignHosts): Attempt {
  const path = FOREIGN_PATHS[attempt.name];
  const asked = path !== undefined && foreign.wasAsked(`${path}?${token}`);
  return asked ? { ...attempt, ran: true } : attempt;
}

function lineOf({ name, ran, violation, trouble }: Attempt): string {
  const outcome = ran ? 'RAN' : violation ? `blocked by ${violation.directive}` : (trouble ?? 'nothing seen');
  return `${name.padEnd(16)}${outcome}`;
}

function nonceIn(headers: readonly HeaderField[]): string {
  const policies = headers.filter(([name]) => name.toLowerCase() === 'content-security-policy');
  const [, nonce = ''] = /'nonce-([\w+/=-]+)'/.exec(policies.map(([, value]) => value).join(', ')) ?? [];
  return nonce;
}

function violationsIn({ issues }: TabLog): { directive: string; blocked: string }[] {
  return issues
    .filter(({ code, details }) => code === 'ContentSecurityPolicyIssue' && details['isReportOnly'] === false)
    .map(({ details }) => ({
      directive: word(details['violatedDirective']),
      blocked: word(details['blockedURL']) || 'inline',
    }));
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Mixed content, as the browser reports it; what a policy has blocked before that is in its report on the policy. */
function insecureIn(log: TabLog): InsecureLoad[] {
  const mixed = log.issues
    .filter(({ code }) => code === 'MixedContentIssue')
    .map(({ details }) => ({
      url: word(details['insecureURL']),
      outcome: `${word(details['resourceType'])}, ${word(details['resolutionStatus'])}`,
    }));
  const blocked = violationsIn(log).map((violation) => ({
    url: violation.blocked,
    outcome: `blocked by ${violation.directive}`,
  }));
  const asked = log.plain.map((url) => ({ url, outcome: 'asked for' }));
  const all = [...mixed, ...blocked, ...asked].filter(({ url }) => /^(http|ws):/.test(url));
  return [...new Map(all.toReversed().map((load) => [load.url, load])).values()].toReversed();
}
