import js from '@eslint/js';
import playwright from 'eslint-plugin-playwright';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const rooms = [
  'controls',
  'profiles',
  'probes',
  'stack',
  'fixtures',
  'tests',
  'reporters',
  'selftest',
  'bench',
];

/** The rooms each room may import from, beside itself. Imports run one way. */
const directions = {
  controls: [],
  probes: [],
  // Of all probes it alone may use Playwright.
  'probes/browser': [],
  profiles: ['controls'],
  stack: ['profiles', 'controls'],
  fixtures: ['probes', 'stack', 'profiles', 'controls'],
  tests: ['fixtures'],
  reporters: ['profiles', 'controls'],
};

/** A page is printed with the Chromium that the checks would use, so there is one way to find it. */
const PROBES_IN_REPORTERS = 'probes/(?!browser/executable\\.ts$)';

const importDirections = Object.entries(directions).map(([room, allowed]) => {
  const forbidden = rooms
    .filter((other) => other !== room && !allowed.includes(other))
    .map((other) => (room === 'reporters' && other === 'probes' ? PROBES_IN_REPORTERS : `${other}/`));
  return {
    files: [`${room}/**/*.ts`],
    ...(room === 'probes' && { ignores: ['probes/browser/**'] }),
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\.\\./)+(${forbidden.join('|')})`,
              message: `${room}/ imports only from ${['itself', ...allowed].join(', ')}.`,
            },
            ...(room === 'probes'
              ? [{ regex: '^@playwright/', message: 'probes/ is a library of its own: no Playwright.' }]
              : []),
          ],
        },
      ],
    },
  };
});

export default defineConfig(
  globalIgnores([
    'results/',
    'test-results/',
    'playwright-report/',
    'blob-report/',
    'selftest/mutants/specs/',
    'profiles/profile.ts',
  ]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.mjs', 'bin/*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  // Playwright reads a fixture's dependencies from the destructured parameter, so `{}` there is meaningful.
  { files: ['fixtures/**', 'selftest/**'], rules: { 'no-empty-pattern': 'off' } },
  ...importDirections,
  {
    files: ['tests/**', 'selftest/**/*.spec.ts'],
    extends: [playwright.configs['flat/recommended']],
    rules: { 'playwright/no-skipped-test': ['error', { allowConditional: true }] },
  },
);
