import type { PageElement, PageWindow, ViolationEvent } from './page-types.ts';

/** What can be tried on a page; a policy should stop all but the script with the page's own nonce. */
export type AttemptName =
  | 'inline-script'
  | 'inline-handler'
  | 'eval'
  | 'foreign-script'
  | 'foreign-frame'
  | 'foreign-form'
  | 'base-change'
  | 'nonce-script';

/** All but the form, which leaves the page where it is not blocked. */
export const ON_PAGE: readonly AttemptName[] = [
  'inline-script',
  'nonce-script',
  'inline-handler',
  'eval',
  'foreign-script',
  'foreign-frame',
  'base-change',
];

/** The browser's own report of something that a policy forbids (W3C CSP Level 3 §5.1). */
export interface Violation {
  readonly directive: string;
  /** `inline`, `eval`, a URL or an origin. */
  readonly blocked: string;
  /** `enforce`, or `report` where nothing was blocked. */
  readonly disposition: string;
  /** The policy that forbids it. */
  readonly policy: string;
}

/** How one attempt came out. */
export interface Attempt {
  readonly name: AttemptName;
  /** It ran, or was asked for at the foreign host. */
  readonly ran: boolean;
  /** The browser's report that a policy forbids it. */
  readonly violation?: Violation;
  /** Why the attempt could not even be made. */
  readonly trouble?: string;
}

/** What an attempt needs to know. Serialisable: it goes into the page. */
export interface Plan {
  readonly names: readonly AttemptName[];
  /** The page that is meant: where it has gone to another origin, nothing is tried. */
  readonly url: string;
  /** Origin of the foreign host; it serves `/script.js`, `/frame` and `/form`. */
  readonly foreign: string;
  /** Query of what is asked for there, so that its log tells one observation from another. */
  readonly token: string;
  /** The nonce of the response; empty where its policy has none. */
  readonly nonce: string;
  /** Milliseconds to wait for the outcome of one attempt; all of them together may take three times that. */
  readonly patienceMs: number;
}

/**
 * Runs inside the page: makes one attempt after the other and hears what the browser reports. Nothing outside of it may
 * be referred to.
 */
export async function attemptAll({
  names,
  url,
  foreign,
  token,
  nonce,
  patienceMs,
}: Plan): Promise<Attempt[]> {
  const page = globalThis as unknown as PageWindow;
  if (page.location.origin !== new URL(url).origin) throw new Error('the page went elsewhere');
  const { document } = page;
  const root = document.documentElement;
  const body = document.body ?? root;
  const heard: Violation[] = [];
  const hear = (event: ViolationEvent) => {
    heard.push({
      directive: event.effectiveDirective,
      blocked: event.blockedURI,
      disposition: event.disposition,
      policy: event.originalPolicy.slice(0, 2_000),
    });
  };
  const mark = (name: AttemptName) =>
    `document.documentElement.setAttribute('data-plumbline-${name}', 'ran')`;
  const [script] = document.querySelectorAll('script[nonce]');
  // A page to which it leads by script comes with a nonce of its own.
  const currentNonce = page.location.href === url ? nonce : (script?.nonce ?? nonce);
  const isMarked = (name: AttemptName) => root.getAttribute(`data-plumbline-${name}`) === 'ran';
  const added = (name: string, settings: Partial<PageElement>, parent = body) => {
    const element = Object.assign(document.createElement(name), settings);
    parent.append(element);
    return element;
  };
  const listen = (event: { readonly origin: string; readonly data: unknown }) => {
    if (event.origin === foreign && event.data === token)
      root.setAttribute('data-plumbline-foreign-frame', 'ran');
  };

  let frame: PageElement | undefined;

  const tries: Readonly<Record<string, () => void>> = {
    'inline-script': () => {
      added('script', { textContent: mark('inline-script') });
    },
    'nonce-script': () => {
      added('script', { textContent: mark('nonce-script'), nonce: currentNonce });
    },
    'inline-handler': () => {
      const button = added('button', { textContent: 'inline handler' });
      button.setAttribute('onclick', mark('inline-handler'));
      button.click();
      button.remove();
    },
    // In a task of its own: while a debugger evaluates, the browser lets it eval what the policy forbids the page.
    eval: () => {
      setTimeout(() => {
        try {
          (0, eval)(mark('eval'));
        } catch {
          // The browser reports it, which says more.
        }
      });
    },
    // By a parser, as injected markup is: what a script adds itself, 'strict-dynamic' lets through.
    'foreign-script': () => {
      frame = added('iframe', {});
      const { contentDocument, contentWindow } = frame;
      contentDocument.open();
      contentWindow.addEventListener('securitypolicyviolation', hear, true);
      contentDocument.write(`<script src="${foreign}/script.js?${token}"></script>`);
    },
    'foreign-frame': () => {
      frame = added('iframe', { src: `${foreign}/frame?${token}` });
    },
    'base-change': () => {
      const base = Object.assign(document.createElement('base'), { href: `${foreign}/base?${token}` });
      (document.head ?? root).prepend(base);
      if (document.baseURI.startsWith(foreign)) root.setAttribute('data-plumbline-base-change', 'ran');
      base.remove();
    },
  };
  const reports: Readonly<Record<string, (violation: Violation) => boolean>> = {
    'inline-script': ({ blocked, directive }) => blocked === 'inline' && !directive.endsWith('-attr'),
    'nonce-script': ({ blocked, directive }) => blocked === 'inline' && !directive.endsWith('-attr'),
    'inline-handler': ({ blocked, directive }) => blocked === 'inline' && !directive.endsWith('-elem'),
    eval: ({ blocked }) => blocked === 'eval' || blocked === 'trusted-types-sink',
    'foreign-script': ({ blocked }) => blocked.startsWith(`${foreign}/script.js`),
    // Of a frame the browser tells the origin only.
    'foreign-frame': ({ blocked, directive }) => blocked.startsWith(foreign) && directive === 'frame-src',
    'base-change': ({ blocked, directive }) => blocked.startsWith(foreign) && directive === 'base-uri',
  };

  page.addEventListener('securitypolicyviolation', hear, true);
  page.addEventListener('message', listen, true);
  const outcomes: Attempt[] = [];
  const last = Date.now() + 3 * patienceMs;
  for (const name of names) {
    const before = heard.length;
    let trouble: string | undefined;
    try {
      tries[name]?.();
    } catch (problem) {
      trouble = String(problem).slice(0, 300);
    }
    const reported = () =>
      heard
        .slice(before)
        .find((violation) => violation.disposition === 'enforce' && reports[name]?.(violation) === true);
    const end = trouble === undefined ? Math.min(last, Date.now() + patienceMs) : 0;
    while (!isMarked(name) && !reported() && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
    const violation = reported();
    // What stands in a blocked frame is a page of the browser's own, which takes its time.
    if (!isMarked(name)) frame?.remove();
    outcomes.push({
      name,
      ran: isMarked(name),
      ...(violation && { violation }),
      ...(trouble !== undefined && { trouble }),
    });
  }
  page.removeEventListener('securitypolicyviolation', hear, true);
  page.removeEventListener('message', listen, true);
  return outcomes;
}

/** Runs inside the page: sends a form to the foreign host, and hears whether the browser reports that it may not. */
export async function attemptForm({ url, foreign, token, patienceMs }: Plan): Promise<Violation | undefined> {
  const page = globalThis as unknown as PageWindow;
  if (page.location.origin !== new URL(url).origin) throw new Error('the page went elsewhere');
  const { document } = page;
  let heard: Violation | undefined;
  page.addEventListener(
    'securitypolicyviolation',
    (event) => {
      if (event.effectiveDirective !== 'form-action' || event.disposition !== 'enforce') return;
      heard ??= {
        directive: event.effectiveDirective,
        blocked: event.blockedURI,
        disposition: event.disposition,
        policy: event.originalPolicy.slice(0, 2_000),
      };
    },
    true,
  );
  const form = document.createElement('form');
  Object.assign(form, { action: `${foreign}/form?${token}`, method: 'post' });
  (document.body ?? document.documentElement).append(form);
  form.submit();
  const end = Date.now() + patienceMs;
  while (!heard && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 4));
  return heard;
}

/** Runs inside the page: writes on it what ran and what was blocked, for the screenshot. */
export function showOutcomes(lines: readonly string[]): void {
  const { document } = globalThis as unknown as PageWindow;
  const board = document.createElement('div');
  Object.assign(board.style, {
    position: 'fixed',
    inset: '8px 8px auto auto',
    zIndex: '2147483647',
    padding: '8px 12px',
    background: '#fff',
    color: '#000',
    border: '2px solid #000',
    font: '14px/1.5 monospace',
    whiteSpace: 'pre',
  });
  board.textContent = lines.join('\n');
  (document.body ?? document.documentElement).append(board);
}
