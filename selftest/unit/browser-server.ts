import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import { test as base } from '@playwright/test';
import { ON_PAGE, type AttemptName } from '../../probes/browser/attempts.ts';
import { keyHash } from '../../probes/browser/certificate.ts';
import { Chromium } from '../../probes/browser/chromium.ts';
import { findChromium } from '../../probes/browser/executable.ts';
import { ForeignHosts } from '../../probes/browser/foreign-hosts.ts';
import { tryPage, type TriedPage } from '../../probes/browser/page.ts';
import { identity, pemOf } from './tls-servers.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server whose answers each test writes itself, and a browser that finds it. */
export interface Site {
  readonly chromium: Chromium;
  readonly foreign: ForeignHosts;
  /** Origin of the server. */
  readonly origin: string;
  /** From now on the server answers so. */
  answer(handler: Handler): void;
  /** Has the server answer with this markup and policy, and makes every attempt on it. */
  tryMarkup(markup: string, policy?: string): Promise<TriedPage>;
  /** Makes every attempt on what the server answers. */
  try(limitMs?: number): Promise<TriedPage>;
}

const EVERY: readonly AttemptName[] = [...ON_PAGE, 'foreign-form'];

/** Generous: these tests share the machine. */
const LIMIT_MS = 10_000;

export const test = base.extend<object, { site: Site }>({
  site: [
    async ({}, use) => {
      const own = pemOf(
        await identity({ subject: 'CN=site.test', names: [{ type: 'dns', value: 'site.test' }] }),
      );
      let handler: Handler = (_, response) => response.end();
      const server = https.createServer(own, (request, response) => {
        handler(request, response);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
      const foreign = await ForeignHosts.start();
      const chromium = await Chromium.launch({
        executable: findChromium(process.env['PATH'] ?? '') ?? '',
        hosts: [...foreign.mapping(['http://plain.test:8080']), ['site.test', '127.0.0.1']],
        keys: [keyHash(own.cert), foreign.keyHash],
      });
      const origin = `https://site.test:${port}`;
      let tabs = 0;
      const attempt = async (limitMs: number) =>
        // What a page has left in a tab is no other test's business.
        tryPage(await chromium.tab(`site ${(tabs += 1)}`), `${origin}/`, {
          names: EVERY,
          foreign,
          screenshots: false,
          loadMs: limitMs,
          patienceMs: limitMs,
        });
      await use({
        chromium,
        foreign,
        origin,
        answer: (next) => {
          handler = next;
        },
        tryMarkup: (markup, policy) => {
          handler = (_, response) => {
            response.writeHead(200, {
              'Content-Type': 'text/html; charset=utf-8',
              ...(policy !== undefined && { 'Content-Security-Policy': policy }),
            });
            response.end(markup);
          };
          return attempt(LIMIT_MS);
        },
        try: (limitMs = LIMIT_MS) => attempt(limitMs),
      });
      await chromium.close();
      await foreign.close();
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker' },
  ],
});

export { expect } from '@playwright/test';

/** What became of each attempt: `ran`, or the directive that blocked it. */
export function outcomes({ attempts }: TriedPage): Record<string, string> {
  return Object.fromEntries(
    attempts.map(({ name, ran, violation, trouble }) => [
      name,
      ran ? 'ran' : (violation?.directive ?? trouble ?? 'nothing'),
    ]),
  );
}
