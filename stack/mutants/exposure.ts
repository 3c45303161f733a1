import type { Mutant } from './mutant.ts';

const serves = (files: Readonly<Record<string, string>>): Mutant['fault'] => ({
  exposure: { leakedFiles: files },
});

const tells = (kind: string, text: string): Mutant['fault'] => ({
  exposure: { errorTexts: { [kind]: text } },
});

const ENVIRONMENT = 'DATABASE_URL=postgres://app:reference-stack-only@database/app\n';

const NODE_TRACE =
  'Error: connection lost\n    at Pool.query (pool.js:41:15)\n    at async list (videos.js:12:20)';
const PYTHON_TRACE =
  'Traceback (most recent call last):\n  File "/srv/app/main.py", line 12, in videos\n    rows = pool.query()\nLookupError: no pool';
const JAVA_TRACE =
  'java.lang.IllegalStateException: no pool\n\tat com.example.Videos.list(Videos.java:42)\n\t... 12 more';
const PHP_TRACE = 'Fatal error: Uncaught PDOException: no pool\nStack trace:\n#0 index.php(12): connect()';

/** What a target can give away, one thing at a time. */
export const exposureMutants = {
  'route-answers-not-found': {
    profile: 'essentials',
    fault: { routes: { wrongStatus: { 'GET /health': 404 } } },
    kills: ['EXP-ROUTES-01'],
    because: /GET \/health → 404: status 404/,
  },
  'unknown-path-answers-200': {
    profile: 'essentials',
    fault: { exposure: { fallback: 'page' } },
    kills: ['EXP-ROUTES-01'],
    because: /GET \/no-such-page → 200: status 200/,
  },
  'trace-echoed': {
    profile: 'essentials',
    fault: { exposure: { echoedMethods: ['TRACE'] } },
    kills: ['EXP-TRACE-01'],
    because: /TRACE \/ HTTP\/1\.1 → 200: status 200, with the fields of the request sent back/,
  },
  'track-echoed': {
    profile: 'essentials',
    fault: { exposure: { echoedMethods: ['TRACK'] } },
    kills: ['EXP-TRACK-01'],
    because: /TRACK \/ HTTP\/1\.1 → 200: status 200, with the fields of the request sent back/,
  },
  'environment-file-served': {
    profile: 'essentials',
    fault: serves({ '/.env': ENVIRONMENT }),
    kills: ['EXP-ENV-01'],
    because: /GET \/\.env → 200: status 200 with 62 characters of its own; .* gets 404/,
  },
  'environment-file-behind-fallback-pages': {
    profile: 'single-page',
    fault: serves({ '/.env.production': ENVIRONMENT }),
    kills: ['EXP-ENV-01'],
    because: /GET \/\.env\.production → 200: status 200 with 62 characters of its own; .* gets 200/,
  },
  'environment-file-at-encoded-path': {
    profile: 'essentials',
    fault: serves({ '/%2eenv': ENVIRONMENT }),
    kills: ['EXP-ENV-01'],
    because: /GET \/%2eenv → 200/,
  },
  'environment-file-at-doubled-slash': {
    profile: 'essentials',
    fault: serves({ '//.env': ENVIRONMENT }),
    kills: ['EXP-ENV-01'],
    because: /GET \/\/\.env → 200/,
  },
  'environment-file-served-in-development': {
    profile: 'development',
    fault: serves({ '/docker-compose.yml': 'services: {}\n' }),
    kills: ['EXP-ENV-01'],
    because: /GET \/docker-compose\.yml → 200/,
  },
  'git-folder-served': {
    profile: 'essentials',
    fault: serves({ '/.git/HEAD': 'ref: refs/heads/main\n', '/.git/config': '[core]\n' }),
    kills: ['EXP-VCS-01'],
    because: /GET \/\.git\/HEAD → 200/,
  },
  'detached-git-head-behind-fallback-pages': {
    profile: 'single-page',
    fault: serves({ '/.git/HEAD': '4b825dc642cb6eb9a060e54bf8d69288fbee4904\n' }),
    kills: ['EXP-VCS-01'],
    because: /GET \/\.git\/HEAD → 200: status 200 with 41 characters/,
  },
  'private-key-served': {
    profile: 'essentials',
    fault: serves({ '/certs/key.pem': '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n' }),
    kills: ['EXP-KEYS-01'],
    because: /GET \/certs\/key\.pem → 200/,
  },
  'dump-served': {
    profile: 'essentials',
    fault: serves({ '/dump.sql': 'CREATE TABLE users ();\n' }),
    kills: ['EXP-BACKUP-01'],
    because: /GET \/dump\.sql → 200/,
  },
  'backup-of-page-served': {
    profile: 'single-page',
    fault: serves({ '/index.html.bak': '<!doctype html><html><body><h1>Single page</h1></body></html>' }),
    kills: ['EXP-BACKUP-01'],
    because: /GET \/index\.html\.bak → 200/,
  },
  'metrics-served': {
    profile: 'essentials',
    fault: serves({ '/metrics': 'process_cpu_seconds_total 1.2\n' }),
    kills: ['EXP-METRICS-01'],
    because: /GET \/metrics → 200/,
  },
  'metrics-served-behind-slash': {
    profile: 'essentials',
    fault: serves({ '/metrics/': 'process_cpu_seconds_total 1.2\n' }),
    kills: ['EXP-METRICS-01'],
    because: /GET \/metrics\/ → 200/,
  },
  'status-page-served': {
    profile: 'essentials',
    fault: serves({ '/nginx_status': 'Active connections: 2\n' }),
    kills: ['EXP-STATUS-01'],
    because: /GET \/nginx_status → 200/,
  },
  'proxy-statistics-served': {
    profile: 'essentials',
    fault: serves({ '/haproxy?stats': '<html><body><h1>Statistics Report for pid 7</h1></body></html>' }),
    kills: ['EXP-STATUS-01'],
    because: /GET \/haproxy\?stats → 200/,
  },
  'listing-of-nginx-shown': {
    profile: 'essentials',
    fault: serves({
      '/static/':
        '<html><head><title>Index of /static/</title></head><body><h1>Index of /static/</h1></body></html>',
    }),
    kills: ['EXP-LISTING-01'],
    because: /GET \/static\/ → 200: .*Index of \//,
  },
  'listing-of-python-shown': {
    profile: 'essentials',
    fault: serves({ '/uploads/': '<html><body><h1>Directory listing for /uploads/</h1></body></html>' }),
    kills: ['EXP-LISTING-01'],
    because: /GET \/uploads\/ → 200: .*Directory listing for \//,
  },
  'listing-of-go-shown': {
    profile: 'single-page',
    fault: serves({ '/assets/': '<pre>\n<a href="app.js">app.js</a>\n<a href="old/">old/</a>\n</pre>\n' }),
    kills: ['EXP-LISTING-01'],
    because: /GET \/assets\/ → 200: <pre>.*app\.js/,
  },
  'stack-trace-of-node-told': {
    profile: 'essentials',
    fault: tells('server-error', NODE_TRACE),
    kills: ['EXP-STACKTRACE-01'],
    because: /→ 500: at Pool\.query \(pool\.js:41:15\)/,
  },
  'stack-trace-of-python-told': {
    profile: 'essentials',
    fault: tells('server-error', PYTHON_TRACE),
    kills: ['EXP-STACKTRACE-01'],
    because: /→ 500: Traceback/,
  },
  'stack-trace-of-java-told-on-wrong-method': {
    profile: 'development',
    fault: tells('method-not-allowed', JAVA_TRACE),
    kills: ['EXP-STACKTRACE-01'],
    because: /→ 405: .*Videos\.java:42/,
  },
  'stack-trace-of-php-told-on-oversize': {
    profile: 'essentials',
    fault: tells('too-large', PHP_TRACE),
    kills: ['EXP-STACKTRACE-01'],
    because: /→ 413: .*(?:index\.php\(12\)|PDOException)/,
  },
  'version-told-on-not-found': {
    profile: 'essentials',
    fault: tells('not-found', 'nginx/1.22.1'),
    kills: ['EXP-VERSION-01'],
    because: /→ 404: nginx\/1\.22\.1/,
  },
  'version-told-on-rate-limited': {
    profile: 'essentials',
    fault: tells('rate-limited', 'Node.js v20.20.2'),
    kills: ['EXP-VERSION-01'],
    because: /→ 429: Node\.js v20\.20\.2/,
  },
  'version-told-on-malformed-request': {
    profile: 'essentials',
    fault: tells('malformed', 'Apache/2.4.57 (Debian) Server at localhost Port 443'),
    kills: ['EXP-VERSION-01'],
    because: /GET \/% HTTP\/1\.1 → 400: Apache\/2\.4\.57/,
  },
  'file-path-told': {
    profile: 'essentials',
    fault: tells('server-error', 'cannot read /srv/app/config/settings.json'),
    kills: ['EXP-FILEPATH-01'],
    because: /→ 500: \/srv\/app\/config\/settings\.json/,
  },
  'file-path-of-windows-told': {
    profile: 'essentials',
    fault: tells('not-found', 'Could not find C:\\inetpub\\wwwroot\\page.aspx'),
    kills: ['EXP-FILEPATH-01'],
    because: /→ 404: C:\\+inetpub/,
  },
  'canary-in-error': {
    profile: 'essentials',
    fault: tells('server-error', 'connect failed: postgres://app:{canary}@database/app'),
    kills: ['EXP-CANARY-01'],
    because: /→ 500: the canary in the body/,
  },
  'canary-in-error-in-base64': {
    profile: 'essentials',
    fault: tells('not-found', 'debug: {canary:base64}'),
    kills: ['EXP-CANARY-01'],
    because: /→ 404: the canary in the body/,
  },
  'canary-in-error-in-hex': {
    profile: 'essentials',
    fault: tells('method-not-allowed', 'debug: {canary:hex}'),
    kills: ['EXP-CANARY-01'],
    because: /→ 405: the canary in the body/,
  },
  'canary-in-field': {
    profile: 'essentials',
    fault: { exposure: { errorFields: { 'X-Debug-Dsn': 'postgres://app:{canary}@database/app' } } },
    kills: ['EXP-CANARY-01'],
    because: /→ 500: the canary in the fields/,
  },
  'unknown-host-served': {
    profile: 'essentials',
    fault: { exposure: { unknownHost: 'serve' } },
    kills: ['EXP-HOST-01'],
    because: /→ 200: status 200: unknown\.invalid is served/,
  },
  'unknown-host-redirected-to-itself': {
    profile: 'essentials',
    fault: { exposure: { unknownHost: 'redirect-there' } },
    kills: ['EXP-HOST-01'],
    because: /→ 302: status 302 with Location: https:\/\/unknown\.invalid\//,
  },
} as const satisfies Record<string, Mutant>;
