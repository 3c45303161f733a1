import type { CrossOriginRule } from '../behaviour/cross-origin.ts';
import { corsRefusalMutants } from './cors-refusals.ts';
import { on } from './cors-fault.ts';
import type { Mutant } from './mutant.ts';

const DASHBOARD = 'https://dashboard.example.com';
const WILDCARD: CrossOriginRule['allowOrigin'] = { actual: ['*'], preflight: ['*'], error: ['*'] };

/** What keeps allowed origins out, or lets them do more or less than they may. */
export const corsMutants = {
  'cors-origin-left-out': {
    profile: 'staging',
    fault: on(['/jobs/1'], { allowOrigin: { actual: [] } }),
    kills: ['CORS-ALLOW-01', 'CORS-BROWSER-01'],
    because:
      /DELETE \/jobs\/1 → 200 for https:\/\/dashboard\.example\.com: no Access-Control-Allow-Origin|kept from the page: MissingAllowOriginHeader/,
  },
  'cors-origin-named-twice': {
    profile: 'staging',
    fault: on(['/videos'], { allowOrigin: { actual: ['{origin}', '{origin}'] } }),
    kills: ['CORS-ALLOW-01', 'CORS-BROWSER-01'],
    because:
      /GET \/videos .* and Access-Control-Allow-Origin: https:\/\/dashboard\.example\.com$|kept from the page: MultipleAllowOriginValues/,
  },
  'cors-two-origins-named': {
    profile: 'staging',
    fault: on(['/videos'], { allowOrigin: { actual: ['{origin}', 'https://shop.example.com'] } }),
    kills: ['CORS-ALLOW-01', 'CORS-BROWSER-01'],
    because:
      /GET \/videos .* and Access-Control-Allow-Origin: https:\/\/shop\.example\.com$|kept from the page: MultipleAllowOriginValues/,
  },
  'cors-origins-in-a-list': {
    profile: 'origins',
    fault: on(['/videos'], { allowOrigin: { actual: ['{origin}, https://shop.example.com'] } }),
    kills: ['CORS-ALLOW-01', 'CORS-BROWSER-01'],
    because:
      /: https:\/\/dashboard\.example\.com, https:\/\/shop\.example\.com$|kept from the page: MultipleAllowOriginValues/,
  },
  'cors-origin-with-slash': {
    profile: 'origins',
    fault: on(['/jobs/1'], { allowOrigin: { actual: ['{origin}/'] } }),
    kills: ['CORS-ALLOW-01', 'CORS-BROWSER-01'],
    because:
      /Access-Control-Allow-Origin: https:\/\/dashboard\.example\.com\/$|kept from the page: AllowOriginMismatch/,
  },
  'cors-origin-with-invalid-bytes': {
    profile: 'origins',
    fault: on(['/jobs/1'], { allowOrigin: { actual: ['{origin}\u00ff\u0080'] } }),
    kills: ['CORS-ALLOW-01', 'CORS-BROWSER-01'],
    because:
      /Access-Control-Allow-Origin: https:\/\/dashboard\.example\.comÿ|kept from the page: InvalidAllowOriginValue/,
  },
  'cors-origin-of-20-kilobytes': {
    profile: 'origins',
    fault: on(['/jobs/1'], { allowOrigin: { actual: [`{origin}${'x'.repeat(20_000)}`] } }),
    kills: ['CORS-ALLOW-01', 'CORS-BROWSER-01'],
    because:
      /Access-Control-Allow-Origin: https:\/\/dashboard\.example\.comx{99}.*… \(\d{5} characters\)$|kept from the page: AllowOriginMismatch/,
  },
  'cors-first-origin-for-every-one': {
    profile: 'shared-origins',
    fault: on(['/videos', '/jobs/1'], { allowOrigin: { actual: [DASHBOARD], preflight: [DASHBOARD] } }),
    kills: ['CORS-ALLOW-01', 'CORS-PREFLIGHT-01', 'CORS-BROWSER-01'],
    because:
      /for https:\/\/admin\.example\.com:8443.*: Access-Control-Allow-Origin: https:\/\/dashboard\.|kept from the page: AllowOriginMismatch/,
  },
  'cors-credentials-undeclared': {
    profile: 'origins',
    fault: on(['/jobs/1'], { credentials: true }),
    kills: ['CORS-CREDENTIALS-01'],
    because: /\/jobs\/1 .*: Access-Control-Allow-Credentials: true$/,
  },
  'cors-credentials-left-out': {
    profile: 'shared-origins',
    fault: on(['/jobs/1'], { credentials: false }),
    kills: ['CORS-CREDENTIALS-01', 'CORS-BROWSER-01'],
    because:
      /\/jobs\/1 .*: no Access-Control-Allow-Credentials$|kept from the page: PreflightInvalidAllowCredentials/,
  },
  'cors-preflight-not-found': {
    profile: 'origins',
    fault: on(['/jobs/1'], { preflightStatus: 404 }),
    kills: ['CORS-PREFLIGHT-01', 'CORS-BROWSER-01'],
    because: /OPTIONS \/jobs\/1 → 404 .*: status 404$|kept from the page: PreflightInvalidStatus/,
  },
  'cors-origin-left-out-of-preflight': {
    profile: 'origins',
    fault: on(['/jobs/1'], { allowOrigin: { preflight: [] } }),
    kills: ['CORS-PREFLIGHT-01', 'CORS-BROWSER-01'],
    because:
      /OPTIONS \/jobs\/1 → 204 .*: no Access-Control-Allow-Origin$|kept from the page: PreflightMissingAllowOriginHeader/,
  },
  'cors-method-left-out': {
    profile: 'origins',
    fault: on(['/jobs/1'], { methods: ['GET'] }),
    kills: ['CORS-METHODS-01', 'CORS-BROWSER-01'],
    because:
      /: DELETE, .*: Access-Control-Allow-Methods: GET$|kept from the page: MethodDisallowedByPreflightResponse/,
  },
  'cors-method-in-lower-case': {
    profile: 'origins',
    fault: on(['/jobs/1'], { methods: ['GET', 'delete'] }),
    kills: ['CORS-METHODS-01', 'CORS-BROWSER-01'],
    because:
      /Access-Control-Allow-Methods: GET, delete$|kept from the page: MethodDisallowedByPreflightResponse/,
  },
  'cors-any-method': {
    profile: 'origins',
    fault: on(['/videos', '/jobs/1'], { methods: ['{requested}'] }),
    kills: ['CORS-METHODS-02'],
    because: /: PUT: PUT allowed: Access-Control-Allow-Methods: PUT$/,
  },
  'cors-one-method-too-many': {
    profile: 'origins',
    fault: on(['/videos'], { methods: ['GET', 'DELETE'] }),
    kills: ['CORS-METHODS-02'],
    because: /OPTIONS \/videos .*: DELETE allowed: Access-Control-Allow-Methods: GET, DELETE$/,
  },
  'cors-wildcard-for-methods': {
    profile: 'development',
    fault: on(['/vote'], { methods: ['*'] }),
    kills: ['CORS-METHODS-02'],
    because: /: \* allowed: Access-Control-Allow-Methods: \*$/,
  },
  'cors-field-left-out': {
    profile: 'origins',
    fault: on(['/jobs/1'], { headers: ['Content-Type'] }),
    kills: ['CORS-HEADERS-01'],
    because: /Authorization, Content-Type: Access-Control-Allow-Headers: Content-Type$/,
  },
  'cors-wildcard-for-fields': {
    profile: 'origins',
    fault: on(['/videos'], { headers: ['*'] }),
    kills: ['CORS-HEADERS-01', 'CORS-HEADERS-02'],
    because: /Access-Control-Allow-Headers: \*$/,
  },
  'cors-any-field': {
    profile: 'origins',
    fault: on(['/videos', '/jobs/1'], { headers: ['{requested}'] }),
    kills: ['CORS-HEADERS-02'],
    because: /X-HTTP-Method-Override: x-http-method-override allowed/,
  },
  'cors-preflight-kept-for-a-day': {
    profile: 'origins',
    fault: on(['/jobs/1'], { maxAge: 86_400 }),
    kills: ['CORS-MAXAGE-01'],
    because: /OPTIONS \/jobs\/1 .*: Access-Control-Max-Age: 86400$/,
  },
  'cors-preflight-without-max-age': {
    profile: 'development',
    fault: on(['/vote'], { maxAge: null }),
    kills: ['CORS-MAXAGE-01'],
    because: /OPTIONS \/vote .*: no Access-Control-Max-Age$/,
  },
  'cors-vary-left-out': {
    profile: 'origins',
    fault: on(['/videos'], { vary: 'none' }),
    kills: ['CORS-VARY-01'],
    because: /GET \/videos → 200 for https:\/\/dashboard\.example\.com: no Vary/,
  },
  'cors-vary-for-allowed-origins-alone': {
    profile: 'origins',
    fault: on(['/videos'], { vary: 'allowed' }),
    kills: ['CORS-VARY-01'],
    because: /GET \/videos → 200 without Origin: no Vary, with no Access-Control-Allow-Origin$/,
  },
  'cors-vary-left-out-of-errors': {
    profile: 'origins',
    fault: on(['/videos'], { vary: 'no-errors' }),
    kills: ['CORS-VARY-01'],
    because: /POST \/videos → 405 .*: no Vary/,
  },
  'cors-origin-left-out-of-errors': {
    profile: 'origins',
    fault: on(['/videos', '/jobs/1'], { allowOrigin: { error: [] } }),
    kills: ['CORS-ERRORS-01'],
    because: /POST \/videos → 405 .*: no Access-Control-Allow-Origin$/,
  },
  'cors-origin-left-out-of-errors-in-development': {
    profile: 'development',
    fault: on(['/vote'], { allowOrigin: { error: [] } }),
    kills: ['CORS-ERRORS-01'],
    because: /POST \/vote → 413 .*: no Access-Control-Allow-Origin$/,
  },
  'cors-wildcard': {
    profile: 'origins',
    fault: on(['/videos', '/jobs/1'], { allowOrigin: WILDCARD, otherwise: ['*'] }),
    kills: ['CORS-WILDCARD-01', 'CORS-BROWSER-02'],
    because:
      /GET \/videos: Access-Control-Allow-Origin: \*, for https:\/\/attacker\.invalid, .* more$|foreign\.invalid: the page reads/,
  },
  'cors-wildcard-with-credentials': {
    profile: 'shared-origins',
    fault: on(['/videos', '/jobs/1'], { allowOrigin: WILDCARD }),
    kills: ['CORS-WILDCARD-01', 'CORS-BROWSER-01'],
    because:
      /Access-Control-Allow-Origin: \* with Access-Control-Allow-Credentials: true|kept from the page: WildcardOriginNotAllowed/,
  },
  'cors-wildcard-for-everybody-else': {
    profile: 'origins',
    fault: on(['/videos'], { otherwise: ['*'] }),
    kills: ['CORS-WILDCARD-01', 'CORS-BROWSER-02'],
    because:
      /GET \/videos: Access-Control-Allow-Origin: \*, for https:\/\/attacker\.invalid|foreign\.invalid: the page reads/,
  },
  ...corsRefusalMutants,
} as const satisfies Record<string, Mutant>;
