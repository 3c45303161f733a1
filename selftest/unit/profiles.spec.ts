import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { Ajv, type AnySchemaObject } from 'ajv';
import { generateTypes } from '../../profiles/generate.ts';
import { listProfiles, loadProfile, type LoadedProfile } from '../../profiles/index.ts';

const folder = fileURLToPath(new URL('../../profiles', import.meta.url));
const schema = JSON.parse(readFileSync(`${folder}/schema.json`, 'utf8')) as AnySchemaObject;

/** Writes files into the test's own folder and loads the first one. */
function loaded(files: Record<string, string>): LoadedProfile {
  for (const [name, text] of Object.entries(files)) {
    const file = test.info().outputPath(name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return loadProfile(test.info().outputPath(Object.keys(files)[0] ?? ''));
}

/** Returns every schema below a schema, itself included. */
function* subschemas(node: unknown): Generator<AnySchemaObject> {
  if (typeof node !== 'object' || node === null) return;
  if ('description' in node || 'type' in node || 'properties' in node) yield node;
  for (const below of Object.values(node)) yield* subschemas(below);
}

test.describe('The schema', () => {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, formats: { date: true } });

  test('is valid draft-07', () => {
    expect(ajv.validateSchema(schema)).toBe(true);
  });

  test('describes every property', () => {
    const silent = [...subschemas(schema)]
      .flatMap(({ properties }) => Object.entries((properties ?? {}) as Record<string, AnySchemaObject>))
      .filter(([, property]) => typeof property !== 'object' || typeof property['description'] !== 'string')
      .map(([name]) => name);
    expect(silent).toEqual([]);
  });

  test('accepts its own examples', () => {
    const withExamples = [...subschemas(schema)].filter(({ examples }) => Array.isArray(examples));
    expect(withExamples.length).toBeGreaterThan(30);
    for (const part of withExamples) {
      const validate = ajv.compile({ ...part, definitions: schema['definitions'] as unknown });
      for (const example of part['examples'] as unknown[]) {
        expect(validate(example), `${String(part['description'])} ${JSON.stringify(example)}`).toBe(true);
      }
    }
  });

  test('is what profile.ts was generated from', async () => {
    expect(readFileSync(`${folder}/profile.ts`, 'utf8')).toBe(await generateTypes());
  });
});

test.describe('The shipped profiles', () => {
  test('are listed without those in base/', () => {
    expect(listProfiles(folder).map((file) => basename(file))).toEqual(
      expect.arrayContaining(['development.yaml', 'production.yaml', 'staging.yaml']),
    );
    expect(listProfiles(folder).map((file) => basename(file))).not.toContain('owasp.yaml');
  });

  for (const file of [...listProfiles(folder), ...listProfiles(`${folder}/base`)]) {
    test(`load: ${basename(file)}`, () => {
      expect(loadProfile(file).name).toBe(basename(file, '.yaml'));
    });
  }

  test('staging holds what the hardening report says', () => {
    const { headers, routes, rateLimits } = loadProfile(`${folder}/staging.yaml`);
    expect(headers.hsts).toEqual({ maxAge: { min: 31536000 }, includeSubDomains: true, preload: true });
    expect(headers.server).toEqual({ value: 'Unknown' });
    expect(headers.permissionsPolicy?.features).toEqual({
      geolocation: [],
      microphone: [],
      camera: [],
      payment: [],
      usb: [],
      magnetometer: [],
    });
    expect(routes['login-burst']?.repeat).toBe((rateLimits?.routes?.['login']?.limit ?? 0) + 1);
    expect(Object.keys(rateLimits?.routes ?? {})).toHaveLength(8);
    expect(rateLimits?.exempt).toEqual(['health']);
  });

  test('api asks for HSTS, which development does not, and both for the rest', () => {
    const [api, development] = ['api', 'development'].map((name) => loadProfile(`${folder}/${name}.yaml`));
    expect(api?.headers.hsts).toMatchObject({ maxAge: { min: 31_536_000 } });
    expect({ ...api?.headers, hsts: { absent: true } }).toEqual(development?.headers);
    expect(api?.bodyLimit).toEqual(development?.bodyLimit);
    expect(api?.cors?.routes).toEqual(development?.cors?.routes);
  });

  test('production holds what the production guide says', () => {
    const { headers, routes, rateLimits, bodyLimit, tls } = loadProfile(`${folder}/production.yaml`);
    expect(headers.xFrameOptions).toEqual({ value: 'SAMEORIGIN' });
    expect(headers.contentSecurityPolicy?.directives['frame-ancestors']).toEqual(["'self'"]);
    expect(Object.values(rateLimits?.routes ?? {}).map(({ limit, burst }) => [limit, burst])).toEqual([
      [10, 20],
      [20, 30],
      [5, 10],
      [5, 5],
    ]);
    expect(rateLimits?.connections).toBe(10);
    expect(routes['login-burst']?.repeat).toBe((rateLimits?.routes?.['login']?.burst ?? 0) + 2);
    expect(bodyLimit?.routes?.['upload']?.bytes).toBe(50 * 1024 * 1024);
    expect(tls?.suites?.allowed).toHaveLength(8 + 3);
  });

  test('development asks for no HSTS and no field that the notes leave out', () => {
    const { forbidden, contentType, cacheControl, server, ...headers } = loadProfile(
      `${folder}/development.yaml`,
    ).headers;
    expect(headers).toEqual({
      hsts: { absent: true },
      xFrameOptions: { value: 'DENY' },
      xContentTypeOptions: { value: 'nosniff' },
      xXssProtection: { value: '1; mode=block' },
      referrerPolicy: { value: 'strict-origin-when-cross-origin' },
      contentSecurityPolicy: { directives: { 'default-src': ["'self'"] } },
    });
    expect([forbidden, contentType, cacheControl, server]).not.toContain(undefined);
  });

  for (const name of ['staging', 'production', 'api', 'development']) {
    test(`${name} sends one byte more than it allows`, () => {
      const { routes, bodyLimit } = loadProfile(`${folder}/${name}.yaml`);
      expect(routes['oversize']?.bodyBytes).toBe((bodyLimit?.bytes ?? 0) + 1);
    });
  }
});

test.describe('Loading', () => {
  test('fills in the defaults, and no family', () => {
    const profile = loaded({ 'x.yaml': 'name: x\nroutes: { home: { kind: page, path: /, status: 200 } }' });
    expect(profile).toEqual({
      name: 'x',
      file: test.info().outputPath('x.yaml'),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      target: { timeoutMs: 5000, active: false },
      stack: 'embedded',
      routes: { home: { name: 'home', method: 'GET', kind: 'page', path: '/', status: 200 } },
      headers: {},
      waivers: [],
    });
  });

  test('merges maps over several levels, and replaces lists', () => {
    const { target, exposure, description } = loaded({
      'x.yaml': 'extends: ./base/y.yaml\nname: x\nexposure: { methods: [TRACK], paths: { keys: [/k] } }',
      'base/y.yaml': 'extends: [z.yaml, w.yaml]\nname: y\ndescription: Of y alone.\ntarget: { active: true }',
      'base/z.yaml':
        'name: z\ntarget: { timeoutMs: 100 }\nexposure: { methods: [TRACE], paths: { backups: [/b] } }',
      'base/w.yaml': 'name: w\ntarget: { timeoutMs: 200 }',
    });
    expect(target).toEqual({ timeoutMs: 200, active: true });
    expect(exposure).toEqual({ methods: ['TRACK'], paths: { backups: ['/b'], keys: ['/k'] } });
    expect(description).toBeUndefined();
  });

  test('removes with null what is inherited, section or entry', () => {
    const { bodyLimit, headers } = loaded({
      'x.yaml': 'extends: ./y.yaml\nname: x\nbodyLimit:\nheaders: { server: null }',
      'y.yaml':
        'name: y\nbodyLimit: { bytes: 1 }\nheaders: { server: { absent: true }, referrerPolicy: { value: no-referrer } }',
    });
    expect(bodyLimit).toBeUndefined();
    expect(headers).toEqual({ referrerPolicy: { value: 'no-referrer' } });
  });

  test('replaces the expectation of a header field as a whole', () => {
    const { headers } = loaded({
      'x.yaml':
        'extends: ./y.yaml\nname: x\nheaders: { hsts: { absent: true }, additional: { A: { oneOf: [a] } } }',
      'y.yaml':
        'name: y\nheaders: { hsts: { maxAge: { min: 1 } }, additional: { A: { value: b }, B: { absent: true } } }',
    });
    expect(headers).toEqual({
      hsts: { absent: true },
      additional: { A: { oneOf: ['a'] }, B: { absent: true } },
    });
  });

  test('gives the same hash for the same content, however it is written', () => {
    const { sha256 } = loaded({ 'x.yaml': 'name: x\nstack: native\nbodyLimit: { bytes: 5 }' });
    const inherited = {
      'x.yaml': '# Other words.\nextends: y.yaml\nname: x\nbodyLimit:\n  bytes: 5',
      'y.yaml': 'stack: native',
    };
    expect(loaded(inherited).sha256).toBe(sha256);
    expect(loaded({ 'x.yaml': 'name: x\nstack: native\nbodyLimit: { bytes: 6 }' }).sha256).not.toBe(sha256);
  });
});
