import { ProbeError } from '../problem.ts';
import type { FetchSettings, PageWindow } from './page-types.ts';
import type { Tab } from './tab.ts';

/** A request that a page makes of another origin. */
export interface CrossOriginRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether cookies go along. */
  readonly credentials: boolean;
}

/** Whether a page of some origin could read an answer. Serialisable. */
export interface CrossOriginAnswer {
  readonly origin: string;
  readonly request: CrossOriginRequest;
  /** Status and length of what was read. */
  readonly read?: { readonly status: number; readonly characters: number };
  /** The browser's report of why it was not, such as `MissingAllowOriginHeader`. */
  readonly refusal?: string;
}

/** How long the browser's report may take once the request has failed. */
const REPORT_MS = 3_000;

/**
 * Has a page of the origin make a request, and says whether it could read the answer.
 *
 * @param origin one that the browser finds on a host of ours
 * @throws ProbeError where the request failed for another reason than the target's cross-origin fields
 */
export async function observeCrossOrigin(
  tab: Tab,
  origin: string,
  { request, limitMs }: { readonly request: CrossOriginRequest; readonly limitMs: number },
): Promise<CrossOriginAnswer> {
  if (tab.url !== `${origin}/`) await tab.visit(`${origin}/`, limitMs);
  tab.takeLog();
  const { url, method, headers, body, credentials } = request;
  const init: FetchSettings = {
    method,
    headers,
    ...(body !== undefined && { body }),
    credentials: credentials ? 'include' : 'omit',
    cache: 'no-store',
  };
  const read = await tab.run(fetchInPage, { url, init }, limitMs);
  if (read) return { origin, request, read };
  const refusal = () => tab.log.issues.find(({ code }) => code === 'CorsIssue')?.details['corsErrorStatus'];
  await tab.until(() => refusal() !== undefined, REPORT_MS);
  const reported = refusal() as { corsError: string; failedParameter: string } | undefined;
  if (!reported) {
    const reason = tab.log.failed[0]?.reason ?? 'no reason given';
    throw new ProbeError('closed', `${method} ${url} from ${origin} failed in the browser: ${reason}.`);
  }
  const parameter = reported.failedParameter === '' ? '' : `: ${reported.failedParameter}`;
  return { origin, request, refusal: `${reported.corsError}${parameter}` };
}

/** Runs inside the page. */
async function fetchInPage({ url, init }: { url: string; init: FetchSettings }) {
  const page = globalThis as unknown as PageWindow;
  try {
    const answer = await page.fetch(url, init);
    return { status: answer.status, characters: (await answer.text()).length };
  } catch {
    return undefined;
  }
}
