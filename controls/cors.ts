import type { Control } from './control.ts';
import { corsRefusals } from './cors-refusals.ts';

/** What foreign origins may do, and which of them. */
export const cors = {
  'CORS-ALLOW-01': {
    title: 'Allowed origins are named exactly and once',
    family: 'cors',
    severity: 'medium',
    section: 'cors',
    why: 'Any other text than the origin itself, or a second field beside it, and the browser keeps the answer from the page.',
    remedy: {
      nginx:
        'map $http_origin $cors { "https://app.example.com" "https://app.example.com"; } and add_header Access-Control-Allow-Origin $cors always, with proxy_hide_header for the upstream’s.',
      caddy:
        '@app header Origin https://app.example.com followed by header @app >Access-Control-Allow-Origin https://app.example.com.',
      haproxy:
        'http-response set-header, not add-header, of Access-Control-Allow-Origin with the origin kept in a variable.',
      fastify:
        "app.register(cors, { origin: ['https://app.example.com'] }), with a list even for one origin.",
      fastapi: 'CORSMiddleware(allow_origins=["https://app.example.com"]), without a slash at the end.',
    },
    references: ['Fetch Standard, CORS check', 'RFC 6454 §6.2', 'ASVS v5.0.0-3.4.2'],
  },
  'CORS-CREDENTIALS-01': {
    title: 'Credentials are shared as declared',
    family: 'cors',
    severity: 'high',
    section: 'cors',
    why: 'Allowed without need, a fault in one allowed origin acts with the cookies of everybody who visits it.',
    remedy: {
      nginx:
        'add_header Access-Control-Allow-Credentials true always; only where cookies have to come along, else remove it.',
      caddy:
        'header >Access-Control-Allow-Credentials true only where cookies have to come along, else header -Access-Control-Allow-Credentials.',
      haproxy:
        'http-response set-header Access-Control-Allow-Credentials true where cookies have to come along, else del-header.',
      fastify:
        'app.register(cors, { credentials: true }) only where cookies have to come along; the default is false.',
      fastapi:
        'CORSMiddleware(allow_credentials=True) only where cookies have to come along; the default is False.',
    },
    references: ['Fetch Standard, CORS protocol and credentials', 'CWE-942'],
  },
  'CORS-PREFLIGHT-01': {
    title: 'Preflights of allowed origins pass',
    family: 'cors',
    severity: 'medium',
    section: 'cors',
    why: 'A preflight that a login or a redirect answers keeps the page out, and is often mended by opening everything.',
    remedy: {
      nginx:
        'if ($request_method = OPTIONS) { return 204; } in the location, before anything that asks for a login.',
      caddy: '@preflight method OPTIONS followed by respond @preflight 204, ahead of forward_auth.',
      haproxy: 'http-request return status 204 if METH_OPTIONS, before http-request auth.',
      fastify: 'Register @fastify/cors before the plugins that authenticate.',
      fastapi:
        'Add CORSMiddleware last, so that it is the outermost and answers before dependencies are resolved.',
    },
    references: ['Fetch Standard, CORS-preflight fetch'],
  },
  'CORS-METHODS-01': {
    title: 'Preflights allow the declared methods',
    family: 'cors',
    severity: 'low',
    section: 'cors',
    why: 'A method that is left out, or written in lower case, is one that pages cannot use.',
    remedy: {
      nginx:
        'add_header Access-Control-Allow-Methods "GET, DELETE" always; with the methods of the location.',
      caddy: 'header @preflight Access-Control-Allow-Methods "GET, DELETE", with the methods of the route.',
      haproxy:
        'http-request return status 204 hdr Access-Control-Allow-Methods "GET, DELETE" if METH_OPTIONS.',
      fastify: "app.register(cors, { methods: ['GET', 'DELETE'] }) in the scope of the route.",
      fastapi: 'CORSMiddleware(allow_methods=["GET", "DELETE"]).',
    },
    references: ['Fetch Standard, CORS-preflight fetch'],
  },
  'CORS-HEADERS-01': {
    title: 'Preflights allow the declared fields',
    family: 'cors',
    severity: 'low',
    section: 'cors.routes.*.headers',
    why: 'Without Authorization among them no page can sign its requests; the wildcard does not cover it.',
    remedy: {
      nginx: 'add_header Access-Control-Allow-Headers "Authorization, Content-Type" always;',
      caddy: 'header @preflight Access-Control-Allow-Headers "Authorization, Content-Type".',
      haproxy:
        'http-request return status 204 hdr Access-Control-Allow-Headers "Authorization, Content-Type" if METH_OPTIONS.',
      fastify: "app.register(cors, { allowedHeaders: ['Authorization', 'Content-Type'] }).",
      fastapi: 'CORSMiddleware(allow_headers=["Authorization", "Content-Type"]).',
    },
    references: [
      'Fetch Standard, CORS-preflight fetch',
      'Fetch Standard, CORS non-wildcard request-header name',
    ],
  },
  'CORS-MAXAGE-01': {
    title: 'Preflights hold for the declared time',
    family: 'cors',
    severity: 'low',
    section: 'cors.routes.*.maxAgeSeconds',
    why: 'For that long a browser goes by a permission that has been withdrawn; without it every request is sent twice.',
    remedy: {
      nginx: 'add_header Access-Control-Max-Age 600 always; once, beside the other fields of the preflight.',
      caddy: 'header @preflight Access-Control-Max-Age 600.',
      haproxy: 'http-request return status 204 hdr Access-Control-Max-Age 600 if METH_OPTIONS.',
      fastify: 'app.register(cors, { maxAge: 600 }).',
      fastapi: 'CORSMiddleware(max_age=600).',
    },
    references: ['Fetch Standard, CORS-preflight fetch', 'Fetch Standard, CORS-preflight cache'],
  },
  'CORS-VARY-01': {
    title: 'Answers that depend on the origin say so to caches',
    family: 'cors',
    severity: 'medium',
    section: 'cors',
    why: 'Without Vary: Origin a cache gives the permission of one origin, or its absence, to another.',
    remedy: {
      nginx: 'add_header Vary Origin always; in every location, for requests without an Origin as well.',
      caddy: 'header +Vary Origin, without a matcher on the Origin field.',
      haproxy: 'http-response add-header Vary Origin, without a condition on the Origin field.',
      fastify: '@fastify/cors adds it where origin is a list; give a list even for one origin.',
      fastapi:
        'A middleware that adds Vary: Origin to every response; CORSMiddleware leaves it out where no Origin came.',
    },
    references: ['Fetch Standard, CORS protocol and HTTP caches', 'RFC 9110 §12.5.5', 'RFC 9111 §4.1'],
  },
  'CORS-ERRORS-01': {
    title: 'Allowed origins can read errors',
    family: 'cors',
    severity: 'low',
    section: 'cors',
    why: 'A page that cannot read a 401, 413 or 429 takes it for a lost connection and tries again and again.',
    remedy: {
      nginx: 'add_header Access-Control-Allow-Origin $cors always; without always it is on successes only.',
      caddy: 'Repeat header Access-Control-Allow-Origin inside handle_errors.',
      haproxy: 'http-after-response set-header, which covers the errors that HAProxy itself makes.',
      fastify:
        'Register @fastify/cors before whatever may refuse a request: limits, authentication, body checks.',
      fastapi:
        'Add CORSMiddleware last; errors of handlers for Exception are made outside of it, so set the field there.',
    },
    references: ['Fetch Standard, CORS check'],
  },
  'CORS-WILDCARD-01': {
    title: 'No origin is let in by a wildcard',
    family: 'cors',
    severity: 'high',
    section: 'cors',
    why: 'It opens to every page of the web, and to whatever runs on a visitor’s machine, what was meant for the listed origins.',
    remedy: {
      nginx: 'Replace add_header Access-Control-Allow-Origin * with a value from map $http_origin.',
      caddy: 'Replace header Access-Control-Allow-Origin * with one header directive per origin and matcher.',
      haproxy:
        'http-response set-header Access-Control-Allow-Origin %[var(txn.origin)] if { var(txn.origin) -m str https://app.example.com }.',
      fastify:
        "app.register(cors, { origin: ['https://app.example.com'] }) instead of '*', which is the default.",
      fastapi: 'CORSMiddleware(allow_origins=["https://app.example.com"]) instead of ["*"].',
    },
    references: [
      'ASVS v5.0.0-3.4.2',
      'Fetch Standard, CORS protocol and credentials',
      'WSTG-CLNT-07',
      'CWE-942',
    ],
  },
  ...corsRefusals,
} as const satisfies Record<string, Control>;
