import { ProbeError } from '../problem.ts';
import { FOREIGN } from './foreign-hosts.ts';
import type { PageWindow } from './page-types.ts';
import type { MayShow, Tab } from './tab.ts';

/** What became of a page that another one frames. */
export interface FramedPage {
  readonly url: string;
  readonly outcome: 'rendered' | 'refused';
}

/** What a page of a foreign origin could frame. Serialisable. */
export interface FramingObservation {
  readonly frames: readonly FramedPage[];
  /** What the browser's console says about those that it refused. */
  readonly errors: readonly string[];
  /** JPEG in base64; none of a page that shows a secret. */
  readonly screenshots: readonly string[];
}

/** Chromium's word for a document that its own fields forbid to show here. */
const BLOCKED = 'net::ERR_BLOCKED_BY_RESPONSE';

/**
 * Frames pages in one of a foreign origin, all at once.
 *
 * @param urls as the browser spells them
 * @throws ProbeError where a frame comes to no end within `limitMs`, or fails for another reason than its fields
 */
export async function observeFraming(
  tab: Tab,
  urls: readonly string[],
  { limitMs, screenshots }: { readonly limitMs: number; readonly screenshots: MayShow | false },
): Promise<FramingObservation> {
  if (tab.url !== `${FOREIGN}/`) await tab.visit(`${FOREIGN}/`, limitMs);
  tab.takeLog();
  await tab.run(addFrames, urls, limitMs);
  const outcome = (url: string): FramedPage['outcome'] | undefined => {
    const failure = tab.log.failed.find((failed) => failed.url === url);
    if (failure && failure.reason !== BLOCKED) {
      throw new ProbeError('closed', `${url} could not be framed: ${failure.reason}.`);
    }
    return failure ? 'refused' : tab.log.framed.includes(url) ? 'rendered' : undefined;
  };
  await tab.until(() => urls.every((url) => outcome(url) !== undefined), limitMs);
  const frames = urls.map((url): FramedPage => {
    const decided = outcome(url);
    if (decided) return { url, outcome: decided };
    throw new ProbeError('timeout', `${url} in a frame did not complete within ${limitMs} ms.`);
  });
  const image = screenshots ? await tab.screenshot(limitMs, screenshots) : undefined;
  const { errors } = tab.takeLog();
  await tab.run(removeFrames, undefined, limitMs);
  return { frames, errors, screenshots: image === undefined ? [] : [image] };
}

/** Runs inside the page. A sandbox, as an attacker would use, keeps what is framed from leaving it. */
function addFrames(urls: readonly string[]): void {
  const { document } = globalThis as unknown as PageWindow;
  for (const url of urls) {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.src = url;
    document.body?.append(frame);
  }
}

/** Runs inside the page. */
function removeFrames(): void {
  const { document } = globalThis as unknown as PageWindow;
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
}
