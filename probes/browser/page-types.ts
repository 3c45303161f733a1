// What code inside a page needs of the browser's own types. The library "dom" would declare its names for all of this
// project, where most of it runs in Node.

/** HTML Standard: an element, with the attributes that attempts set. */
export interface PageElement {
  textContent: string | null;
  nonce: string;
  src: string;
  href: string;
  action: string;
  method: string;
  name: string;
  readonly style: Record<string, string>;
  readonly contentDocument: PageDocument;
  readonly contentWindow: PageWindow;
  append(...children: readonly (PageElement | string)[]): void;
  prepend(child: PageElement): void;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  click(): void;
  submit(): void;
  remove(): void;
}

/** HTML Standard: a document. */
interface PageDocument {
  readonly baseURI: string;
  readonly title: string;
  readonly documentElement: PageElement;
  readonly head: PageElement | null;
  readonly body: PageElement | null;
  createElement(name: string): PageElement;
  querySelectorAll(selectors: string): Iterable<PageElement>;
  open(): void;
  write(markup: string): void;
}

/** W3C CSP Level 3 §5.1: what the browser reports about something that a policy forbids. */
export interface ViolationEvent {
  readonly effectiveDirective: string;
  readonly blockedURI: string;
  readonly disposition: string;
  readonly originalPolicy: string;
  readonly sample: string;
}

/** HTML Standard: a window. */
export interface PageWindow {
  readonly location: { readonly origin: string; readonly href: string };
  readonly document: PageDocument;
  addEventListener(
    type: 'securitypolicyviolation',
    listener: (event: ViolationEvent) => void,
    capture: true,
  ): void;
  addEventListener(
    type: 'message',
    listener: (event: { readonly origin: string; readonly data: unknown }) => void,
    capture: true,
  ): void;
  removeEventListener(type: string, listener: unknown, capture: true): void;
  fetch(url: string, init: FetchSettings): Promise<FetchAnswer>;
}

/** Fetch Standard: the settings of a request that probes use. */
export interface FetchSettings {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly credentials: 'include' | 'omit';
  readonly cache: 'no-store';
}

interface FetchAnswer {
  readonly status: number;
  text(): Promise<string>;
}
