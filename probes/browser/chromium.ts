import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { ProbeError } from '../problem.ts';
import { bounded } from './bounded.ts';
import { Tab } from './tab.ts';

/** How a Chromium is started. */
export interface ChromiumSettings {
  /** Path of the program. */
  readonly executable: string;
  /**
   * Where the browser finds hosts: `foreign.invalid:443` or `localhost` to an address, with a port or without. The first
   * that fits counts. No other name or address exists for it.
   */
  readonly hosts: readonly (readonly [host: string, address: string])[];
  /** Hashes of the certificates' keys that it trusts beside what it trusts anyway, as `keyHash()` makes them. */
  readonly keys: readonly string[];
}

const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 5_000;

/** A running Chromium with one profile of its own: nothing is kept on disk beyond its end. */
export class Chromium {
  /** For example `Chromium 156.0.8078.79`. */
  readonly version: string;
  readonly #browser: Browser;
  readonly #context: BrowserContext;
  readonly #tabs = new Map<string, Promise<Tab>>();

  private constructor(browser: Browser, context: BrowserContext) {
    this.version = `Chromium ${browser.version()}`;
    this.#browser = browser;
    this.#context = context;
  }

  /** @throws ProbeError `local` where it does not start, with what it said */
  static async launch({ executable, hosts, keys }: ChromiumSettings): Promise<Chromium> {
    const rules = [...hosts.map(([host, address]) => `MAP ${host} ${address}`), 'MAP * ~NOTFOUND'];
    try {
      const browser = await chromium.launch({
        executablePath: executable,
        timeout: START_LIMIT_MS,
        args: [
          `--host-resolver-rules=${rules.join(', ')}`,
          // Certificates stay checked: only these keys need no other trust.
          `--ignore-certificate-errors-spki-list=${keys.join(',')}`,
          // What policies forbid is the same in one process as in several, and each takes a tenth of a second to start.
          '--disable-site-isolation-trials',
          // The rules above would not hold for QUIC, which also outlives a target that is started anew.
          '--disable-quic',
        ],
      });
      const context = await browser.newContext({
        viewport: { width: 800, height: 600 },
        acceptDownloads: false,
        // A public page may ask for hosts on loopback, where our foreign host is, only if its visitor allows it.
        permissions: ['local-network-access'],
      });
      return new Chromium(browser, context);
    } catch (cause) {
      throw new ProbeError('local', `Chromium does not start: ${firstLines(cause)}`, { cause });
    }
  }

  /** The tab of this name; opened when it is first asked for, and kept. */
  tab(name: string): Promise<Tab> {
    const known = this.#tabs.get(name);
    const tab = known ?? Tab.open(this.#context);
    this.#tabs.set(name, tab);
    return tab;
  }

  /** Forgets all cookies. */
  async forget(): Promise<void> {
    await this.#context.clearCookies();
  }

  /** Ends every process of it. */
  async close(): Promise<void> {
    await bounded(this.#browser.close(), STOP_LIMIT_MS, 'The end of Chromium').catch(() => undefined);
  }
}

function firstLines(problem: unknown): string {
  const text = problem instanceof Error ? problem.message : String(problem);
  return text.split('\n').slice(0, 3).join(' ').slice(0, 500);
}
