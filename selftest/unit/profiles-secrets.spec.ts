import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  loadProfile,
  ProfileError,
  resolveSecrets,
  secretReferences,
  type LoadedProfile,
} from '../../profiles/index.ts';

/** Returns a profile whose login sends this JSON body. */
function withLogin(json: string): LoadedProfile {
  const file = test.info().outputPath('x.yaml');
  writeFileSync(
    file,
    `name: x\nroutes:\n  login:\n    { kind: login, path: /login, status: 200, json: ${json} }`,
  );
  return loadProfile(file);
}

test.describe('Secrets', () => {
  test('stay references until they are resolved', () => {
    const profile = withLogin('{ password: "${env:PASSWORD}" }');
    expect(profile.routes['login']?.json).toEqual({ password: '${env:PASSWORD}' });
    expect(secretReferences(profile)).toEqual([
      {
        text: '${env:PASSWORD}',
        source: 'env',
        name: 'PASSWORD',
        key: 'routes.login.json.password',
        at: { file: profile.file, line: 4, column: 65 },
      },
    ]);
  });

  test('come from variables and files, inside longer text too', () => {
    const file = test.info().outputPath('token');
    writeFileSync(file, '  from-$&-file\n');
    const source = withLogin(
      `{ a: "Bearer \${file:${file}}", b: ["\${env:A}-\${env:B}", "\${env:A}"], c: 5 }`,
    );
    const { profile, values } = resolveSecrets(source, { A: 'one', B: 'two' });
    expect(profile.routes['login']?.json).toEqual({ a: 'Bearer from-$&-file', b: ['one-two', 'one'], c: 5 });
    expect(values).toEqual(['from-$&-file', 'one', 'two']);
    expect(profile.sha256).toBe(source.sha256);
    expect(source.routes['login']?.json?.['b']).toEqual(['${env:A}-${env:B}', '${env:A}']);
  });

  test('that are missing or empty are all reported, where they were written', () => {
    const profile = withLogin('{ a: "${env:A}", b: "${env:B}", c: "${file:/nowhere/c}" }');
    const shown = relative(process.cwd(), profile.file);
    const resolve = () => resolveSecrets(profile, { B: '' });
    expect(resolve).toThrow(ProfileError);
    expect(resolve).toThrow(
      [
        `${shown}:4:58 routes.login.json.a needs the environment variable A, which is missing or empty`,
        `${shown}:4:73 routes.login.json.b needs the environment variable B, which is missing or empty`,
        `${shown}:4:88 routes.login.json.c needs the file /nowhere/c, which is missing or empty`,
      ].join('\n'),
    );
  });

  test('none: nothing is redacted', () => {
    const profile = withLogin('{ a: plain }');
    expect(resolveSecrets(profile, {})).toEqual({ profile, values: [] });
  });
});
