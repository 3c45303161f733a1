import type { HeaderField } from '../http/exchange.ts';
import { embeddable, PageServer } from './page-server.ts';

/** The origin that nobody trusts. */
export const FOREIGN = 'https://foreign.invalid';
/** The origin of pages that repeat single fields of the target's, and of what everybody may read. */
export const REPLAY = 'https://replay.invalid';
/** The origin of a page without any policy, on which every attempt runs. */
export const TWIN = 'https://twin.invalid';

const HTML = 'text/html; charset=utf-8';
const ICON = '<link rel="icon" href="data:,">';
const page = (title: string, rest = '') => ({
  contentType: HTML,
  body: `<!doctype html><html lang="en"><head><title>${title}</title>${ICON}</head><body><h1>${title}</h1>${rest}</body></html>\n`,
});

/** Hosts of our own, all on loopback: a foreign one, one that repeats fields of the target, and a twin without policy. */
export class ForeignHosts {
  readonly #server: PageServer;

  private constructor(server: PageServer) {
    this.#server = server;
  }

  static async start(): Promise<ForeignHosts> {
    const server = await PageServer.start();
    server.serve('/', page('A page of another origin'));
    server.serve(
      '/script.js',
      embeddable({
        contentType: 'text/javascript',
        body: "parent.document.documentElement.setAttribute('data-plumbline-foreign-script', 'ran');\n",
      }),
    );
    server.serve(
      '/frame',
      embeddable(
        page('A foreign frame', "<script>parent.postMessage(location.search.slice(1), '*');</script>"),
      ),
    );
    server.serve('/form', page('The form has come to the foreign host'));
    server.serve('/twin', page('A page without a policy', '<img src="http://plain.invalid/x.png" alt="">'));
    server.serve('/open', {
      contentType: 'text/plain',
      body: 'for everybody\n',
      headers: [['Access-Control-Allow-Origin', '*']],
    });
    return new ForeignHosts(server);
  }

  /** Hash of the key of all of these hosts. */
  get keyHash(): string {
    return this.#server.keyHash;
  }

  /**
   * Where a browser finds these hosts and pages of the given origins.
   *
   * @param origins `https://dashboard.example.com`, `http://localhost:3000`
   */
  mapping(origins: readonly string[]): (readonly [host: string, address: string])[] {
    return [FOREIGN, REPLAY, TWIN, ...origins].map((origin) => {
      const { protocol, hostname, port } = new URL(origin);
      const secure = protocol === 'https:';
      return [
        `${hostname}:${port === '' ? (secure ? 443 : 80) : port}`,
        secure ? this.#server.secure : this.#server.plain,
      ];
    });
  }

  /** From now on `REPLAY` answers this path with these fields and a page of no interest. */
  replay(path: string, headers: readonly HeaderField[]): void {
    this.#server.serve(path, { ...page('A page with one field of the target'), headers });
  }

  /** Whether any of these hosts was asked for this path and query. */
  wasAsked(target: string): boolean {
    return this.#server.wasAsked(target);
  }

  async close(): Promise<void> {
    await this.#server.close();
  }
}
