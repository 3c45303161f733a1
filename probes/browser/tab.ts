import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext, CDPSession, Page, Request, Response } from '@playwright/test';
import { ProbeError } from '../problem.ts';
import { bounded } from './bounded.ts';

/** A request of a page that failed, by the browser's own word. */
interface FailedRequest {
  readonly url: string;
  /** `net::ERR_BLOCKED_BY_RESPONSE`, `csp`, `mixed-content`, … */
  readonly reason: string;
}

/** Something that Chromium itself finds wrong with a page (DevTools protocol, Audits domain). */
interface Issue {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What happened in a tab since it was last asked. */
export interface TabLog {
  readonly issues: Issue[];
  readonly failed: FailedRequest[];
  /** URLs of the documents that frames have loaded. */
  readonly framed: string[];
  /** What was asked for over plain http. */
  readonly plain: string[];
  /** What the console shows as an error. */
  readonly errors: string[];
  /** How many entries more there would be than are kept, errors aside. */
  dropped: number;
}

/** How long a page may go on loading once its document is there. */
const SETTLE_MS = 2_000;
/** How long the reason for a failure may come after it. */
const AFTERMATH_MS = 1_000;
/** As much of each list as a page may fill. */
const KEPT = 500;

/** Whether a picture may be taken of a page with this text. */
export type MayShow = (text: string) => boolean;

/** The value of a shorter cookie stands on many pages by chance. */
const LEAST_COOKIE = 6;

/** One tab of a browser. Everything in it ends within a time limit, whatever the page does. */
export class Tab {
  readonly #page: Page;
  readonly #cdp: CDPSession;
  readonly #ended: Promise<never>;
  #log = emptyLog();

  private constructor(page: Page, cdp: CDPSession) {
    this.#page = page;
    this.#cdp = cdp;
    this.#ended = new Promise<never>((_, reject) => {
      page.once('crash', () => {
        reject(new ProbeError('closed', 'The page made its process in the browser crash.'));
      });
      page.once('close', () => {
        reject(new ProbeError('closed', 'The page was closed.'));
      });
    });
    this.#ended.catch(() => undefined);
    this.#listen();
  }

  static async open(context: BrowserContext): Promise<Tab> {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const tab = new Tab(page, cdp);
    // What one target said about its caching must not hold for the next, preflights included.
    await Promise.all([
      cdp.send('Audits.enable'),
      cdp.send('Network.enable'),
      cdp.send('Network.setCacheDisabled', { cacheDisabled: true }),
    ]);
    return tab;
  }

  /** URL of the page that is shown. */
  get url(): string {
    return this.#page.url();
  }

  /** What happened since the last call. */
  takeLog(): TabLog {
    const log = this.#log;
    this.#log = emptyLog();
    return log;
  }

  /** What happened so far, without taking it. */
  get log(): TabLog {
    return this.#log;
  }

  /**
   * Loads a page and waits until all of it is there, or at least its document and then two seconds.
   *
   * @param limitMs for the document; what has not ended loading by then is looked at as it is
   * @throws ProbeError where there is no document: nothing answers, a download, a crash
   */
  async visit(url: string, limitMs: number): Promise<Response> {
    this.takeLog();
    const response = await this.#within(this.#page.goto(url, { waitUntil: 'commit' }), limitMs, url);
    if (!response) throw new ProbeError('malformed', `${url} is no page that a browser loads.`);
    const loaded = this.#page
      .waitForLoadState('domcontentloaded')
      .then(() => bounded(this.#page.waitForLoadState('load'), SETTLE_MS, 'loading').catch(() => undefined));
    await Promise.race([loaded, this.#ended, delay(limitMs)]).catch((problem: unknown) => {
      throw problem instanceof ProbeError ? problem : pageProblem(problem, url);
    });
    return response;
  }

  /**
   * Runs a function inside the page.
   *
   * @throws ProbeError where it does not end within `limitMs`, or the page goes away under it
   */
  async run<Result, Argument>(
    work: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
    limitMs: number,
  ): Promise<Result> {
    // esbuild, and tsx with it, calls a helper of its own wherever a function has a name; the page has none.
    const source = `((__name) => (${work.toString()})(${JSON.stringify(argument)}))((named) => named)`;
    return this.#within(this.#page.evaluate<Result>(source), limitMs, `What was tried on ${this.url}`);
  }

  /** Waits until this holds, but no longer than `limitMs`. */
  async until(holds: () => boolean, limitMs: number): Promise<void> {
    const end = Date.now() + limitMs;
    while (!holds() && Date.now() < end) await delay(5);
  }

  /** Waits until what the page's process has reported so far has arrived here. */
  async catchUp(limitMs: number): Promise<void> {
    await this.#within(this.#cdp.send('Runtime.evaluate', { expression: '0' }), limitMs, 'A sign of life');
  }

  /**
   * What the tab shows, as JPEG in base64; undefined where it shows what nobody may see, or the value of one of its
   * cookies. Nothing can be taken out of a picture later, and a page that was told what to hide would know it.
   */
  async screenshot(limitMs: number, mayShow: MayShow): Promise<string | undefined> {
    if (!(await this.#isPublic(limitMs, mayShow))) return undefined;
    const image = this.#page.screenshot({ type: 'jpeg', quality: 30, scale: 'css' });
    const picture = (await this.#within(image, limitMs, 'The screenshot')).toString('base64');
    // The page may have changed meanwhile.
    return (await this.#isPublic(limitMs, mayShow)) ? picture : undefined;
  }

  async #isPublic(limitMs: number, mayShow: MayShow): Promise<boolean> {
    const cookies = (await this.#page.context().cookies()).map(({ value }) => value);
    const text = await this.#text(limitMs);
    return mayShow(text) && !cookies.some((value) => value.length >= LEAST_COOKIE && text.includes(value));
  }

  /** Every text of the page and its frames, by the browser's word, not the page's: contents, attributes, what is shown. */
  async #text(limitMs: number): Promise<string> {
    const capture = this.#cdp.send('DOMSnapshot.captureSnapshot', { computedStyles: [] });
    const { documents, strings } = await this.#within(capture, limitMs, 'The text of the page');
    // What is shown in pieces, one element each, is read as one word too.
    const shown = documents.map(({ layout }) =>
      layout.text.map((index) => (strings[index] ?? '').trim()).join(''),
    );
    return [...strings, ...shown].join('\n');
  }

  #within<T>(work: Promise<T>, limitMs: number, what: string): Promise<T> {
    work.catch(() => undefined);
    const orEnded = Promise.race([work, this.#ended]).catch(async (problem: unknown) => {
      if (problem instanceof ProbeError) throw problem;
      // A crash is told last, after all that it has broken.
      await Promise.race([this.#ended, delay(AFTERMATH_MS)]);
      throw pageProblem(problem, what);
    });
    return bounded(orEnded, limitMs, what);
  }

  #push<T>(list: T[], item: T): void {
    if (list.length < KEPT) list.push(item);
    else this.#log.dropped += 1;
  }

  #listen(): void {
    const page = this.#page;
    this.#cdp.on('Audits.issueAdded', ({ issue }) => {
      // Each kind has its details under a name of its own; no kind has two.
      const [details = {}] = Object.values(issue.details) as Record<string, unknown>[];
      this.#push(this.#log.issues, { code: issue.code, details });
    });
    page.on('requestfailed', (request: Request) => {
      this.#push(this.#log.failed, { url: request.url(), reason: request.failure()?.errorText ?? 'unknown' });
    });
    page.on('request', (request: Request) => {
      if (request.url().startsWith('http:')) this.#push(this.#log.plain, request.url());
    });
    page.on('framenavigated', (frame) => {
      this.#push(this.#log.framed, frame.url());
    });
    page.on('console', (message) => {
      const { errors } = this.#log;
      if (message.type() === 'error' && errors.length < KEPT)
        errors.push(message.text().trim().slice(0, 500));
    });
    // Nobody answers, and a page that asks would wait for ever.
    page.on('dialog', (dialog) => {
      dialog.dismiss().catch(() => undefined);
    });
    page.on('popup', (popup) => {
      popup.close().catch(() => undefined);
    });
  }
}

function emptyLog(): TabLog {
  return { issues: [], failed: [], framed: [], plain: [], errors: [], dropped: 0 };
}

/** Playwright's message names its call and appends a log; a person needs the sentence between. */
function pageProblem(problem: unknown, what: string): ProbeError {
  const message = problem instanceof Error ? problem.message : String(problem);
  const [line = ''] = message.replace(/^[\w.]+: /, '').split('\n');
  if (/Execution context was destroyed|navigat|detached|elsewhere/i.test(line)) {
    return new ProbeError('closed', `${what}: the page went elsewhere while it was looked at.`);
  }
  return new ProbeError('malformed', `${what}: ${line}`);
}
