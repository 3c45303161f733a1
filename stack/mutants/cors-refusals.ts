import type { Fault } from '../behaviour.ts';
import { on } from './cors-fault.ts';
import type { Mutant } from './mutant.ts';

/** Every allowed path compares origins with this regular expression. */
function matching(pattern: string): Fault {
  return on(['/videos', '/jobs/1'], { pattern });
}

const ALLOWED = '^https://dashboard\\.example\\.com$';

/** Lets in another origin besides, by its exact text. */
function alsoAllowing(origin: string): Fault {
  return matching(`${ALLOWED}|^${origin.replace(/[.[\]]/g, '\\$&')}$`);
}

/** What lets in origins that are not allowed. */
export const corsRefusalMutants = {
  'cors-origin-reflected': {
    profile: 'staging',
    fault: matching(''),
    kills: [
      'CORS-HOSTILE-01',
      'CORS-NULL-01',
      'CORS-LOOKALIKE-01',
      'CORS-SCHEME-01',
      'CORS-SPELLING-01',
      'CORS-LOCAL-01',
      'CORS-BROWSER-02',
    ],
    because: /GET \/videos → 200 for .*: Access-Control-Allow-Origin: |foreign\.invalid: the page reads/,
  },
  'cors-origin-reflected-in-development': {
    profile: 'development',
    fault: on(['/vote'], { pattern: '' }),
    kills: [
      'CORS-HOSTILE-01',
      'CORS-NULL-01',
      'CORS-LOOKALIKE-01',
      'CORS-SCHEME-01',
      'CORS-SPELLING-01',
      'CORS-LOCAL-01',
      'CORS-BROWSER-02',
    ],
    because: /GET \/vote → 405 for .*: Access-Control-Allow-Origin: |foreign\.invalid: the page reads/,
  },
  'cors-origin-reflected-on-one-route': {
    profile: 'staging',
    fault: on(['/jobs/1'], { pattern: '' }),
    kills: ['CORS-HOSTILE-01', 'CORS-NULL-01', 'CORS-LOOKALIKE-01', 'CORS-BROWSER-02'],
    because: /GET \/jobs\/1 → 200 for .*: Access-Control-Allow-Origin: |foreign\.invalid: the page reads/,
  },
  'cors-origin-reflected-beside-allowed-one': {
    profile: 'staging',
    fault: on(['/jobs/1'], { otherwise: ['https://dashboard.example.com', '{origin}'] }),
    kills: ['CORS-HOSTILE-01', 'CORS-NULL-01', 'CORS-LOOKALIKE-01'],
    because:
      /Access-Control-Allow-Origin: https:\/\/dashboard\.example\.com and Access-Control-Allow-Origin: /,
  },
  'cors-addresses-allowed': {
    profile: 'origins',
    fault: matching(`${ALLOWED}|^https://[\\d.]+$`),
    kills: ['CORS-HOSTILE-01'],
    because: /for address https:\/\/192\.0\.2\.1: Access-Control-Allow-Origin: https:\/\/192\.0\.2\.1$/,
  },
  'cors-null-allowed': {
    profile: 'origins',
    fault: alsoAllowing('null'),
    kills: ['CORS-NULL-01'],
    because: /for null null: Access-Control-Allow-Origin: null$/,
  },
  'cors-null-for-everybody-else': {
    profile: 'origins',
    fault: on(['/videos', '/jobs/1'], { otherwise: ['null'] }),
    kills: ['CORS-NULL-01'],
    because: /for file file:\/\/: Access-Control-Allow-Origin: null$/,
  },
  'cors-files-allowed': {
    profile: 'origins',
    fault: alsoAllowing('file://'),
    kills: ['CORS-NULL-01'],
    because: /for file file:\/\/: Access-Control-Allow-Origin: file:\/\/$/,
  },
  'cors-suffix-compared': {
    profile: 'origins',
    fault: matching('^https://[\\w.-]*dashboard\\.example\\.com$'),
    kills: ['CORS-LOOKALIKE-01'],
    because: /for suffix https:\/\/attackerdashboard\.example\.com: /,
  },
  'cors-prefix-compared': {
    profile: 'origins',
    fault: matching('^https://dashboard\\.example\\.com'),
    kills: ['CORS-LOOKALIKE-01', 'CORS-SCHEME-01', 'CORS-SPELLING-01'],
    because: /: Access-Control-Allow-Origin: https:\/\/dashboard\.example\.com\W/,
  },
  'cors-part-compared': {
    profile: 'origins',
    fault: matching('https://dashboard\\.example\\.com$'),
    kills: ['CORS-LOOKALIKE-01'],
    because: /for part of a URL https:\/\/attacker\.invalid\/\?https:/,
  },
  'cors-subdomains-allowed': {
    profile: 'origins',
    fault: matching('^https://([\\w-]+\\.)*dashboard\\.example\\.com$'),
    kills: ['CORS-LOOKALIKE-01'],
    because: /for sub-domain https:\/\/attacker\.dashboard\.example\.com: /,
  },
  'cors-siblings-allowed': {
    profile: 'origins',
    fault: matching('^https://[\\w-]+\\.example\\.com$'),
    kills: ['CORS-LOOKALIKE-01'],
    because: /for sibling https:\/\/attacker\.example\.com: /,
  },
  'cors-dot-unescaped': {
    profile: 'origins',
    fault: matching('^https://dashboard.example.com$'),
    kills: ['CORS-LOOKALIKE-01'],
    because: /for unescaped dot https:\/\/dashboardxexample\.com: /,
  },
  'cors-look-alike-allowed': {
    profile: 'origins',
    fault: alsoAllowing('https://xn--dshboard-16g.example.com'),
    kills: ['CORS-LOOKALIKE-01'],
    because: /for punycode look-alike /,
  },
  'cors-plain-http-allowed': {
    profile: 'origins',
    fault: matching('^https?://dashboard\\.example\\.com$'),
    kills: ['CORS-SCHEME-01'],
    because: /for http instead of https http:\/\/dashboard\.example\.com: /,
  },
  'cors-any-port-allowed': {
    profile: 'origins',
    fault: matching('^https://dashboard\\.example\\.com(:\\d{4})?$'),
    kills: ['CORS-SCHEME-01'],
    because: /for other port https:\/\/dashboard\.example\.com:8443: /,
  },
  'cors-longer-port-allowed': {
    profile: 'development',
    fault: on(['/vote'], { pattern: '^http://localhost:3000\\d*$' }),
    kills: ['CORS-SCHEME-01'],
    because: /for longer port http:\/\/localhost:30000: /,
  },
  'cors-case-ignored': {
    profile: 'origins',
    fault: matching('^https://(dashboard\\.example\\.com|DASHBOARD\\.EXAMPLE\\.COM)$'),
    kills: ['CORS-SPELLING-01'],
    because: /for upper-case host https:\/\/DASHBOARD\.EXAMPLE\.COM: /,
  },
  'cors-trailing-dot-allowed': {
    profile: 'origins',
    fault: matching('^https://dashboard\\.example\\.com\\.?$'),
    kills: ['CORS-SPELLING-01'],
    because: /for trailing dot https:\/\/dashboard\.example\.com\.: /,
  },
  'cors-list-of-origins-searched': {
    profile: 'origins',
    fault: matching('(^|, )https://dashboard\\.example\\.com($|, )'),
    kills: ['CORS-SPELLING-01'],
    because: /for list https:\/\/dashboard\.example\.com, https:\/\/attacker\.invalid: /,
  },
  'cors-parsed-host-compared': {
    profile: 'origins',
    fault: on(['/videos', '/jobs/1'], { pattern: '^dashboard\\.example\\.com$', compared: 'host' }),
    kills: ['CORS-LOOKALIKE-01', 'CORS-SCHEME-01', 'CORS-SPELLING-01'],
    because: /for (?:full-width letter|other port|tab|percent-encoded) /,
  },
  'cors-localhost-allowed': {
    profile: 'origins',
    fault: matching(`${ALLOWED}|^http://(localhost|127\\.0\\.0\\.1)(:\\d+)?$`),
    kills: ['CORS-LOCAL-01'],
    because: /for development server http:\/\/localhost:8080: /,
  },
  'cors-ipv6-loopback-allowed': {
    profile: 'origins',
    fault: alsoAllowing('http://[::1]'),
    kills: ['CORS-LOCAL-01'],
    because: /for IPv6 loopback address http:\/\/\[::1\]: /,
  },
} as const satisfies Record<string, Mutant>;
