import type { Control } from './control.ts';

/** An exact list, for each product: the remedy of everything that lets in an origin by a look at its text. */
const EXACT = {
  nginx:
    'map $http_origin $cors { "https://app.example.com" "https://app.example.com"; }: the name, not $http_origin, since map ignores case; no ~ patterns.',
  caddy: '@app header Origin https://app.example.com, without * and without header_regexp.',
  haproxy:
    'acl app req.hdr(origin) -m str https://app.example.com, not -m beg, end, sub or reg, and without -i.',
  fastify:
    "app.register(cors, { origin: ['https://app.example.com'] }), with strings; true reflects every origin.",
  fastapi: 'CORSMiddleware(allow_origins=["https://app.example.com"]), without allow_origin_regex.',
} as const;

/** Whom and what the target keeps out. */
export const corsRefusals = {
  'CORS-HOSTILE-01': {
    title: 'Foreign origins are refused',
    family: 'cors',
    severity: 'critical',
    section: 'cors',
    why: 'A server that reflects the Origin field lets every page read what its visitors may see.',
    remedy: EXACT,
    references: ['ASVS v5.0.0-3.4.2', 'WSTG-CLNT-07', 'CWE-942', 'CWE-346'],
  },
  'CORS-NULL-01': {
    title: 'The origins null and file are refused',
    family: 'cors',
    severity: 'high',
    section: 'cors',
    why: 'Any page gets the origin null by a sandboxed frame or a data: URL; allowing it is allowing everybody.',
    remedy: {
      ...EXACT,
      nginx: 'Take "null" and "file://" out of map $http_origin.',
      fastify:
        "Take 'null' and 'file://' out of the list of origins; test the native app over its own scheme.",
      fastapi: 'Take "null" and "file://" out of allow_origins.',
    },
    references: ['Fetch Standard, CORS protocol', 'RFC 6454 §7.3', 'ASVS v5.0.0-3.4.2', 'CWE-942'],
  },
  'CORS-LOOKALIKE-01': {
    title: 'Origins with similar names are refused',
    family: 'cors',
    severity: 'critical',
    section: 'cors',
    why: 'Whoever matches a prefix, a suffix or a pattern with a bare dot lets in names that anybody can register, or take over as a forgotten sub-domain.',
    remedy: EXACT,
    references: ['RFC 6454 §5', 'ASVS v5.0.0-3.4.2', 'WSTG-CLNT-07', 'CWE-942', 'CWE-625'],
  },
  'CORS-SCHEME-01': {
    title: 'Other schemes and ports are refused',
    family: 'cors',
    severity: 'high',
    section: 'cors',
    why: 'Pages of the http origin can be rewritten by anyone on the way; another port belongs to another program.',
    remedy: EXACT,
    references: ['RFC 6454 §5', 'ASVS v5.0.0-3.4.2', 'CWE-346'],
  },
  'CORS-SPELLING-01': {
    title: 'Other spellings of an allowed origin are refused',
    family: 'cors',
    severity: 'medium',
    section: 'cors',
    why: 'Browsers write an origin in one way and compare it byte for byte. A server that accepts upper case, user-info, a trailing dot or a tab parses instead of comparing, and where two parsers differ an attacker’s origin gets in.',
    remedy: EXACT,
    references: ['Fetch Standard, CORS check', 'RFC 6454 §6.2', 'ASVS v5.0.0-3.4.2', 'CWE-942'],
  },
  'CORS-LOCAL-01': {
    title: 'Origins on the visitor’s machine are refused',
    family: 'cors',
    severity: 'medium',
    section: 'cors',
    why: 'Entries left from development let in whatever program listens on a visitor’s machine.',
    remedy: {
      nginx: 'Take localhost and 127.0.0.1 out of map $http_origin, or include a map per environment.',
      caddy: 'Take localhost and 127.0.0.1 out of the matchers on Origin, or import them per environment.',
      haproxy: 'Take localhost and 127.0.0.1 out of the list that acl req.hdr(origin) -m str -f reads.',
      fastify: 'Read the list of origins from the environment, and leave localhost to development.',
      fastapi: 'Read allow_origins from the settings, and leave localhost to development.',
    },
    references: ['ASVS v5.0.0-3.4.2', 'CWE-942'],
  },
  'CORS-METHODS-02': {
    title: 'Preflights allow no other method',
    family: 'cors',
    severity: 'medium',
    section: 'cors',
    why: 'A method that no page needs lets a fault in an allowed origin change or delete what it only had to read.',
    remedy: {
      nginx:
        'Name the methods of each location in Access-Control-Allow-Methods; never $http_access_control_request_method.',
      caddy: 'Name the methods of each route; never {header.Access-Control-Request-Method} or *.',
      haproxy: 'Name the methods of each path; never %[req.hdr(access-control-request-method)] or *.',
      fastify: 'Register @fastify/cors in the scope of each route with the methods it needs.',
      fastapi:
        'allow_methods with the methods that pages need, not ["*"]; per path with a sub-application for each.',
    },
    references: ['Fetch Standard, CORS-preflight fetch', 'ASVS v5.0.0-4.1.4', 'CWE-942'],
  },
  'CORS-HEADERS-02': {
    title: 'Preflights allow no other field',
    family: 'cors',
    severity: 'medium',
    section: 'cors',
    why: 'Fields such as X-HTTP-Method-Override change what a request means, and applications trust some of them.',
    remedy: {
      nginx: 'Name the fields in Access-Control-Allow-Headers; never $http_access_control_request_headers.',
      caddy: 'Name the fields; never {header.Access-Control-Request-Headers} or *.',
      haproxy: 'Name the fields; never %[req.hdr(access-control-request-headers)] or *.',
      fastify: 'Give allowedHeaders: without it @fastify/cors sends back whatever was asked for.',
      fastapi:
        'allow_headers with the fields that pages need, not ["*"], which sends back whatever was asked for.',
    },
    references: ['Fetch Standard, CORS-preflight fetch', 'CWE-942'],
  },
} as const satisfies Record<string, Control>;
