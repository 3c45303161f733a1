import type { FieldSet } from '../behaviour/fields.ts';
import type { Mutant } from './mutant.ts';

type Directives = Readonly<Record<string, string>>;

/** The policy of the staging profile. */
const POLICY: Directives = {
  'default-src': "'self'",
  'script-src': "'self' 'nonce-*'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
  'form-action': "'self'",
};

/** Only browsers that load a page get this policy, as from a cache of pages or a handler for old browsers. */
const toBrowsers = (changes: Directives): Mutant['fault'] =>
  navigation({ 'Content-Security-Policy': [policy({ ...POLICY, ...changes })] });

const navigation = (fields: FieldSet): Mutant['fault'] => ({ page: { fieldsFor: { navigation: fields } } });

const policy = (directives: Directives) =>
  Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');

const withoutAncestors = policy(
  Object.fromEntries(Object.entries(POLICY).filter(([name]) => name !== 'frame-ancestors')),
);

/** What only a browser meets: pages that it is served differently, and what is in them. */
export const browserMutants = {
  'inline-scripts-allowed-to-browsers': {
    profile: 'pages',
    fault: toBrowsers({ 'script-src-elem': "'self' 'unsafe-inline'" }),
    kills: ['BRW-INLINE-01'],
    because: /GET \/ → 200 with an injected inline script: it ran$/,
  },
  'event-handlers-allowed-to-browsers': {
    profile: 'pages',
    fault: toBrowsers({ 'script-src-attr': "'unsafe-inline'" }),
    kills: ['BRW-HANDLER-01'],
    because: /with an injected event handler: it ran$/,
  },
  'inline-code-allowed-to-browsers': {
    profile: 'pages',
    fault: toBrowsers({ 'script-src': "'self' 'unsafe-inline'" }),
    kills: ['BRW-INLINE-01', 'BRW-HANDLER-01'],
    because: /with an injected (inline script|event handler): it ran$/,
  },
  'eval-allowed-to-browsers': {
    profile: 'pages',
    fault: toBrowsers({ 'script-src': "'self' 'nonce-*' 'unsafe-eval'" }),
    kills: ['BRW-EVAL-01'],
    because: /with a call of eval: it ran$/,
  },
  'foreign-scripts-allowed-to-browsers': {
    profile: 'pages',
    fault: toBrowsers({ 'script-src': "'self' 'nonce-*' https:" }),
    kills: ['BRW-SCRIPT-01'],
    because: /with an injected script of another origin: it ran$/,
  },
  'foreign-frames-allowed-to-browsers': {
    profile: 'pages',
    fault: toBrowsers({ 'frame-src': '*' }),
    kills: ['BRW-FRAME-01'],
    because: /with an injected frame of another origin: it ran$/,
  },
  'foreign-forms-allowed-to-browsers': {
    profile: 'pages',
    fault: toBrowsers({ 'form-action': '*' }),
    kills: ['BRW-FORM-01'],
    because: /with an injected form to another origin: it ran$/,
  },
  'base-element-allowed-to-browsers': {
    profile: 'pages',
    fault: toBrowsers({ 'base-uri': 'https:' }),
    kills: ['BRW-BASE-01'],
    because: /with an injected base element: it ran$/,
  },
  'policy-only-reported-to-browsers': {
    profile: 'pages',
    fault: navigation({
      'Content-Security-Policy': [],
      'Content-Security-Policy-Report-Only': [policy(POLICY)],
    }),
    kills: [
      'BRW-INLINE-01',
      'BRW-HANDLER-01',
      'BRW-EVAL-01',
      'BRW-SCRIPT-01',
      'BRW-FRAME-01',
      'BRW-FORM-01',
      'BRW-BASE-01',
      'BRW-FRAMING-03',
    ],
    because:
      /: it ran$|Content-Security-Policy alone is repeated, in a frame of another origin: it is rendered$/,
  },
  'page-with-nonce-of-another-response': {
    profile: 'pages',
    fault: { page: { scriptNonce: 'cGx1bWJsaW5lIGNhY2hlZA==' } },
    kills: ['BRW-NONCE-01'],
    because: /it runs, but 1 of 1 scripts of the page bear another nonce and are blocked$/,
  },
  'nonce-not-known-to-browsers': {
    profile: 'pages',
    fault: toBrowsers({ 'script-src': "'self'" }),
    kills: ['BRW-NONCE-01'],
    because: /with a script with the response's nonce: it is blocked by script-src-elem$/,
  },
  'framing-allowed-to-browsers': {
    profile: 'staging',
    fault: navigation({ 'X-Frame-Options': [], 'Content-Security-Policy': [withoutAncestors] }),
    kills: ['BRW-FRAMING-01', 'BRW-FRAMING-02', 'BRW-FRAMING-03'],
    because: /in a frame of another origin: it is rendered$/,
  },
  'framing-allowed-in-frames': {
    profile: 'pages',
    fault: {
      page: {
        fieldsFor: { frame: { 'X-Frame-Options': [], 'Content-Security-Policy': [withoutAncestors] } },
      },
    },
    kills: ['BRW-FRAMING-01'],
    because: /GET \/ → 200 in a frame of another origin: it is rendered$/,
  },
  'frame-options-unknown-to-browsers': {
    profile: 'pages',
    fault: navigation({ 'X-Frame-Options': ['ALLOW-FROM https://partner.example'] }),
    kills: ['BRW-FRAMING-02'],
    because: /X-Frame-Options alone is repeated, in a frame of another origin: it is rendered$/,
  },
  'frame-ancestors-missing-for-browsers': {
    profile: 'pages',
    fault: navigation({ 'Content-Security-Policy': [withoutAncestors] }),
    kills: ['BRW-FRAMING-03'],
    because: /Content-Security-Policy alone is repeated, in a frame of another origin: it is rendered$/,
  },
  'frame-ancestors-of-everybody-for-browsers': {
    profile: 'pages',
    // Beside frame-ancestors browsers ignore X-Frame-Options.
    fault: toBrowsers({ 'frame-ancestors': 'https:' }),
    kills: ['BRW-FRAMING-01', 'BRW-FRAMING-03'],
    because: /in a frame of another origin: it is rendered$/,
  },
  'image-over-plain-http': {
    profile: 'pages',
    fault: { page: { markup: '<img src="http://images.example.com/logo.png" alt="">' } },
    kills: ['BRW-MIXED-01'],
    because:
      /GET \/ → 200: http:\/\/images\.example\.com\/logo\.png \(Image, MixedContentAutomaticallyUpgraded\)/,
  },
  'script-over-plain-http': {
    profile: 'pages',
    fault: { page: { markup: '<script src="http://scripts.example.com/old.js"></script>' } },
    kills: ['BRW-MIXED-01'],
    because: /http:\/\/scripts\.example\.com\/old\.js \(blocked by script-src-elem\)/,
  },
  'second-page-with-plain-http': {
    profile: 'shared-origins',
    fault: { page: { markup: '<link rel="stylesheet" href="http://styles.example.com/site.css">' } },
    kills: ['BRW-MIXED-01'],
    because: /GET \/guide → 200: http:\/\/styles\.example\.com\/site\.css/,
  },
  'allowed-origin-kept-out-in-browsers': {
    profile: 'staging',
    fault: { page: { fieldsFor: { crossSite: { 'Access-Control-Allow-Origin': [] } } } },
    kills: ['CORS-BROWSER-01'],
    because:
      /GET \/videos from https:\/\/dashboard\.example\.com: kept from the page: MissingAllowOriginHeader/,
  },
  'allowed-origin-kept-out-in-development': {
    profile: 'development',
    fault: {
      page: { fieldsFor: { crossSite: { 'Access-Control-Allow-Origin': ['https://localhost:3000'] } } },
    },
    kills: ['CORS-BROWSER-01'],
    because:
      /POST \/vote with Content-Type from http:\/\/localhost:3000: kept from the page: .*AllowOriginMismatch/,
  },
  'every-origin-let-in-in-browsers': {
    profile: 'staging',
    fault: { page: { fieldsFor: { crossSite: { 'Access-Control-Allow-Origin': ['*'] } } } },
    kills: ['CORS-BROWSER-02'],
    because: /GET \/videos from https:\/\/foreign\.invalid: the page reads status 200 and \d+ characters$/,
  },
} as const satisfies Record<string, Mutant>;
