import type { Control } from './control.ts';
import { exposurePaths } from './exposure-paths.ts';

/** What a target gives away: through methods, files, error answers and host names. */
export const exposure = {
  'EXP-ROUTES-01': {
    title: 'Every route answers with its declared status',
    family: 'exposure',
    severity: 'high',
    section: 'routes',
    why: 'All other checks look at these answers; a page that answers 404 says nothing about how the page is protected.',
    remedy: {
      nginx: 'Compare the location blocks with the routes of the profile, and correct whichever is wrong.',
      caddy: 'Compare the site block with the routes of the profile, and correct whichever is wrong.',
      haproxy:
        'Compare the use_backend rules with the routes of the profile, and correct whichever is wrong.',
      fastify: 'Compare app.printRoutes() with the routes of the profile, and correct whichever is wrong.',
      fastapi: 'Compare app.routes with the routes of the profile, and correct whichever is wrong.',
    },
    references: ['RFC 9110 §15'],
  },
  'EXP-TRACE-01': {
    title: 'TRACE is refused',
    family: 'exposure',
    severity: 'medium',
    section: 'exposure.methods.TRACE',
    why: 'It sends the request back as the last server saw it, with cookies and the fields that proxies added.',
    remedy: {
      nginx:
        'nginx refuses TRACE with 405 in every http server; a stream block passes it on, so terminate HTTP here.',
      caddy: '@trace method TRACE followed by respond @trace 405.',
      haproxy: 'http-request deny deny_status 405 if { method TRACE }.',
      fastify: 'Name the methods of a proxy route one by one; app.all() takes TRACE too.',
      fastapi: 'Name the methods in api_route(methods=[...]); Starlette then answers others with 405.',
    },
    references: ['RFC 9110 §9.3.8', 'ASVS v5.0.0-13.4.4', 'WSTG-CONF-06'],
  },
  'EXP-TRACK-01': {
    title: 'TRACK is refused',
    family: 'exposure',
    severity: 'medium',
    section: 'exposure.methods.TRACK',
    why: 'It does what TRACE does, under a name that filters for TRACE let through.',
    remedy: {
      nginx: 'if ($request_method !~ ^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$) { return 405; }.',
      caddy: '@track method TRACK followed by respond @track 405.',
      haproxy: 'http-request deny deny_status 405 if { method TRACK }.',
      fastify: "Node's parser refuses TRACK with 400; do not add it with app.addHttpMethod().",
      fastapi: 'Name the methods in api_route(methods=[...]); Starlette then answers others with 405.',
    },
    references: ['ASVS v5.0.0-4.1.4', 'WSTG-CONF-06'],
  },
  ...exposurePaths,
  'EXP-STACKTRACE-01': {
    title: 'Error answers hold no stack trace',
    family: 'exposure',
    severity: 'medium',
    section: 'exposure.errorDetail',
    why: 'A stack trace names the framework, its modules and the very line to attack.',
    remedy: {
      nginx: 'proxy_intercept_errors on; with error_page 500 502 503 504 /50x.html.',
      caddy: 'respond "{err.status_code}" in handle_errors, and handle_response for errors of the upstream.',
      haproxy:
        'http-response return status 500 content-type text/html file /etc/haproxy/errors/500.html if { status 500 }.',
      fastify: 'app.setErrorHandler that sends a fixed text for 500 and logs the error.',
      fastapi: 'FastAPI(debug=False), with an exception_handler(Exception) that returns a fixed text.',
    },
    references: ['ASVS v5.0.0-16.5.1', 'ASVS v5.0.0-13.4.2', 'WSTG-ERRH-02'],
  },
  'EXP-VERSION-01': {
    title: 'Error answers name no product version',
    family: 'exposure',
    severity: 'low',
    section: 'exposure.errorDetail',
    why: 'A version is looked up in the lists of known vulnerabilities, by scanners within seconds.',
    remedy: {
      nginx: 'server_tokens off;',
      caddy: 'Caddy names no version; replace the pages of the server behind it with handle_response.',
      haproxy:
        'errorfile 400 /etc/haproxy/errors/400.http, and http-response return for those of the backend.',
      fastify: 'app.setErrorHandler and app.setNotFoundHandler with fixed texts.',
      fastapi: 'uvicorn --no-server-header, and exception handlers that return fixed texts.',
    },
    references: ['ASVS v5.0.0-13.4.6', 'WSTG-ERRH-01'],
  },
  'EXP-FILEPATH-01': {
    title: 'Error answers name no file path',
    family: 'exposure',
    severity: 'low',
    section: 'exposure.errorDetail',
    why: 'Where files lie on the server is what a path traversal needs to know, and often tells user names.',
    remedy: {
      nginx: 'proxy_intercept_errors on; with error_page 400 404 500 502 /error.html.',
      caddy: 'handle_errors with a fixed page, and handle_response for errors of the upstream.',
      haproxy:
        'http-response return status 500 content-type text/html file /etc/haproxy/errors/500.html if { status 500 }.',
      fastify: 'app.setErrorHandler that sends no error.message for statuses from 500.',
      fastapi: 'An exception_handler(Exception) that returns a fixed text instead of str(exc).',
    },
    references: ['ASVS v5.0.0-16.5.1', 'WSTG-ERRH-01'],
  },
  'EXP-CANARY-01': {
    title: 'No answer contains the planted secret',
    family: 'exposure',
    severity: 'critical',
    section: 'exposure.canary',
    why: 'Where one secret of the environment gets out, so do the passwords beside it.',
    remedy: {
      nginx: 'Pass no secrets in fields: proxy_hide_header for those that the upstream sends.',
      caddy: 'header -X-Debug for fields that tell too much; expand no {env.*} in respond.',
      haproxy: 'http-response del-header for fields that tell too much.',
      fastify: 'Send no error.message and no process.env to clients; log them with redact set in pino.',
      fastapi: 'Keep secrets in SecretStr, and return no str(exc) or settings to clients.',
    },
    references: ['ASVS v5.0.0-16.5.1'],
  },
  'EXP-HOST-01': {
    title: "A host name that is not the target's is not served",
    family: 'exposure',
    severity: 'medium',
    section: 'exposure.unknownHost',
    why: 'An application that believes any Host field writes it into password-reset links and into caches.',
    remedy: {
      nginx: 'A server block with listen 443 ssl default_server; and return 421; in front of the others.',
      caddy: 'Name the sites, and add a site :443 with respond 421 for all others.',
      haproxy: 'http-request deny deny_status 421 unless { hdr(host),host_only -i example.com }.',
      fastify: 'An onRequest hook on the root instance that answers 421 unless request.hostname is known.',
      fastapi: 'app.add_middleware(TrustedHostMiddleware, allowed_hosts=["example.com"]).',
    },
    references: ['RFC 9110 §7.4', 'RFC 9110 §15.5.20', 'WSTG-INPV-17'],
  },
} as const satisfies Record<string, Control>;
