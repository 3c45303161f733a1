import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { catalogue } from '../../controls/index.ts';
import type { Run } from '../../reporters/run.ts';
import { missingEngine } from '../../stack/native/engine.ts';
import { internalEntries } from '../../stack/native/internal.ts';
import { missingNginx } from '../../stack/native/nginx.ts';
import type { NativeStarter } from '../../stack/native/stack.ts';
import { CADDY } from '../../stack/native/products.ts';
import { judgedTogether, ownProfiles, type Case } from '../native/judged.ts';
import { apiAsWritten, internalAsWritten, productionAsWritten, webappAsWritten } from './as-written.ts';

/** What a document prints, and what is found wrong in it. */
interface Written {
  readonly starter: NativeStarter;
  /** Below this folder: `profile.yaml`, which extends the profile of this name. */
  readonly profile: string;
  readonly findings: string;
  readonly missing: string | undefined;
}

const DOCUMENTS: Readonly<Record<string, Written>> = {
  "the web application's deployment notes": {
    starter: webappAsWritten,
    profile: 'webapp',
    findings: 'webapp/findings.json',
    missing: missingEngine(CADDY),
  },
  'the service-to-service notes, with nginx': {
    starter: internalAsWritten('nginx'),
    profile: 'internal',
    findings: 'internal/findings-nginx.json',
    missing: missingEngine(internalEntries.nginx),
  },
  'the service-to-service notes, with HAProxy': {
    starter: internalAsWritten('haproxy'),
    profile: 'internal',
    findings: 'internal/findings-haproxy.json',
    missing: missingEngine(internalEntries.haproxy),
  },
  'the production guide of January 2025': {
    starter: productionAsWritten,
    profile: 'production',
    findings: 'production/findings.json',
    missing: missingNginx(),
  },
  "the API's security notes of November 2025": {
    starter: apiAsWritten,
    profile: 'api',
    findings: 'api/findings.json',
    missing: undefined,
  },
};

/** Sections of docs/what-the-seeds-miss.md, and what each explains. */
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  "The web application's deployment notes": ['webapp/findings.json'],
  'The service-to-service notes': ['internal/findings-nginx.json', 'internal/findings-haproxy.json'],
  'The production guide of January 2025': ['production/findings.json'],
  "The API's security notes of November 2025": ['api/findings.json'],
};

const families = [...new Set(Object.values(catalogue).map(({ family }) => family))];

const text = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8');

const findingsIn = (path: string) => JSON.parse(text(path)) as Record<string, string[]>;

/** The controls that a section names. */
function explainedIn(section: string): string[] {
  const page = text('../../docs/what-the-seeds-miss.md');
  const [, after = ''] = page.split(`## ${section}\n`);
  const [own = ''] = after.split('\n## ');
  return [...new Set(own.match(/\b[A-Z][A-Z0-9]*-[A-Z0-9]+-\d\d\b/g))].toSorted();
}

/** Everything that is not as it should be, by control: the status, and then what was observed or why nothing was. */
function findingsOf(run: Run | undefined): Record<string, string[]> {
  const found = run?.controls.filter(({ status }) => status !== 'pass' && status !== 'not-applicable') ?? [];
  return Object.fromEntries(
    found.map(({ id, status, observed, reason }) => [
      id,
      [status, ...(observed.length > 0 ? grouped(observed) : [reason]).map((line) => steady(line))],
    ]),
  );
}

/** `GET / → 200, GET /health → 200: no Server field`: one line for each thing that was observed. */
function grouped(observed: readonly string[]): string[] {
  const subjects = new Map<string, string[]>();
  for (const line of observed) {
    const [subject = '', ...rest] = line.split(': ');
    const what = rest.join(': ');
    subjects.set(what, [...(subjects.get(what) ?? []), subject]);
  }
  return [...subjects].map(([what, having]) => `${having.join(', ')}: ${what}`);
}

/** Without what is another each time, ports, dates and how fast a burst was, and without nginx's version; and short. */
function steady(line: string): string {
  return line
    .replaceAll(/(localhost|127\.0\.0\.1):\d+/g, '$1:{port}')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '{date}')
    .replaceAll(/\d+ requests passed in [\d.]+ s\b/g, '{n} requests passed in {seconds} s')
    .replaceAll(/nginx\/[\d.]+/g, 'nginx/{version}')
    .replaceAll(/a{100,}/g, 'aaa…');
}

function held({ starter, profile }: Written): Case {
  const name = `${profile}-as-written`;
  const files = { ...ownProfiles(profile), [`profiles/${name}.yaml`]: text(`${profile}/profile.yaml`) };
  return { starter, profile: name, files, families };
}

const judged = judgedTogether(
  Object.fromEntries(
    Object.entries(DOCUMENTS)
      .filter(([, { missing }]) => missing === undefined)
      .map(([document, written]) => [document, held(written)]),
  ),
);

test.describe('As they are written,', () => {
  test.describe.configure({ mode: 'default', timeout: 400_000 });

  for (const [document, { findings, missing }] of Object.entries(DOCUMENTS)) {
    test(`${document} have exactly the findings that are explained`, async () => {
      test.skip(missing !== undefined && !process.env['CI'], missing);
      const { run, ended } = await judged(document);
      expect(findingsOf(run), ended.stdout + ended.stderr).toEqual(findingsIn(findings));
    });
  }

  for (const [section, files] of Object.entries(SECTIONS)) {
    test(`${section}: each finding is explained, and nothing else`, () => {
      const found = files.flatMap((path) => Object.keys(findingsIn(path)));
      expect(explainedIn(section)).toEqual([...new Set(found)].toSorted());
    });
  }
});
