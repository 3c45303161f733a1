import type { ControlId } from '../../controls/index.ts';
import { apiSettings, type ApiSettings } from '../../stack/node/api.ts';

/** A mistake of one setting: what it makes of the API's settings, and the controls that must tell of it. */
interface Mistake {
  readonly profile: 'api' | 'development';
  readonly settings: ApiSettings;
  /** The families that are looked at: all that the setting has to do with. */
  readonly families: readonly string[];
  readonly fails: readonly ControlId[];
}

const production = apiSettings.api;
const { cors, fields, tls } = production;

const inProduction = (
  change: Partial<ApiSettings>,
  families: readonly string[],
  fails: readonly ControlId[],
): Mistake => ({ profile: 'api', settings: { ...production, ...change }, families, fails });

const sharing = (change: Partial<typeof cors>, ...fails: readonly ControlId[]): Mistake =>
  inProduction({ cors: { ...cors, ...change } }, ['cors'], fails);

const negotiating = (change: Partial<typeof tls>, ...fails: readonly ControlId[]): Mistake =>
  inProduction({ tls: { ...tls, ...change } }, ['tls'], fails);

const sending = (change: Record<string, string>, ...fails: readonly ControlId[]): Mistake =>
  inProduction({ fields: { ...fields, ...change } }, ['headers', 'hsts'], fails);

const withholding = (name: string, ...fails: readonly ControlId[]): Mistake => ({
  ...sending({}, ...fails),
  settings: {
    ...production,
    fields: Object.fromEntries(Object.entries(fields).filter(([each]) => each !== name)),
  },
});

export const API_MISTAKES: Readonly<Record<string, Mistake>> = {
  'every origin reflected': sharing(
    { origin: true },
    'CORS-HOSTILE-01',
    'CORS-LOCAL-01',
    'CORS-LOOKALIKE-01',
    'CORS-NULL-01',
    'CORS-SCHEME-01',
    'CORS-SPELLING-01',
  ),
  'every field allowed': sharing({ allowedHeaders: ['*'] }, 'CORS-HEADERS-01', 'CORS-HEADERS-02'),
  'preflights that hold for a day': sharing({ maxAge: 86_400 }, 'CORS-MAXAGE-01'),
  'no Strict-Transport-Security in production': withholding(
    'Strict-Transport-Security',
    'HDR-HSTS-01',
    'HDR-HSTS-02',
    'HDR-HSTS-05',
  ),
  'Strict-Transport-Security in development': {
    profile: 'development',
    settings: { ...apiSettings.development, fields },
    families: ['headers', 'hsts'],
    fails: ['HDR-HSTS-07'],
  },
  'no X-Content-Type-Options': withholding('X-Content-Type-Options', 'HDR-XCTO-01'),
  'X-Powered-By sent': sending({ 'X-Powered-By': 'Fastify' }, 'HDR-LEAK-01'),
  'bodies of ten times the size': inProduction(
    { maxRequestSize: 10 * production.maxRequestSize },
    ['body-limits', 'exposure'],
    // The route that stands for refusals answers otherwise than declared, too.
    [
      'EXP-ROUTES-01',
      'BODY-LIMIT-01',
      'BODY-CHUNKED-01',
      'BODY-LENGTH-02',
      'BODY-EXPECT-01',
      'BODY-CONNECTION-01',
    ],
  ),
  'errors that tell where they arose': inProduction(
    { tell: ({ stack = '' }) => stack },
    ['exposure'],
    ['EXP-STACKTRACE-01'],
  ),
  // OpenSSL speaks TLS 1.0 at its lowest security level alone.
  'TLS 1.0 enabled': negotiating(
    { minVersion: 'TLSv1', ciphers: `${tls.ciphers}:ECDHE+AES:@SECLEVEL=0` },
    'TLS-VERSION-01',
    'TLS-SIGNATURE-03',
  ),
};
