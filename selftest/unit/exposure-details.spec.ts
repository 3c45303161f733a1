import { expect, test } from '@playwright/test';
import { detailIn, type ErrorDetail } from '../../fixtures/matchers/error-details.ts';

type Cases = Readonly<Record<string, string>>;

const TOLD: Readonly<Record<ErrorDetail, Cases>> = {
  'stack trace': {
    Node: 'TypeError: x\n    at Pool.query (/srv/app/pool.js:41:15)',
    'Node, anonymous': 'Error\n    at file:///srv/app/videos.mjs:12:20',
    'Node, internal': 'Error\n    at node:internal/main/run_main_module:28:49',
    'Express as HTML':
      '<pre>Error: x<br> &nbsp; &nbsp;at Layer.handle (/app/node_modules/express/lib/router/layer.js:95:5)</pre>',
    'Node inside JSON': '{"message":"x","stack":"Error: x\\n    at list (/srv/app/videos.js:12:20)"}',
    Python: 'Traceback (most recent call last):\n  File "/srv/app/main.py", line 12, in videos',
    'Python inside JSON': '{"detail":"File \\"/srv/app/main.py\\", line 12, in videos"}',
    Java: 'java.lang.IllegalStateException\n\tat com.example.Videos.list(Videos.java:42)',
    Kotlin: 'at com.example.VideosKt$list$1.invoke(Videos.kt:7)',
    'Java, cause': 'Caused by: org.postgresql.util.PSQLException: x',
    PHP: 'Stack trace:\n#0 /var/www/index.php(12): connect()\n#1 {main}',
    'PHP as HTML':
      '<b>Fatal error</b>:  Uncaught PDOException: x in <b>/var/www/index.php</b> on line <b>3</b>',
    Go: 'goroutine 12 [running]:\nmain.list(0xc000)',
    '.NET': '   at Example.Api.List(Int32 page) in C:\\src\\Api.cs:line 42',
    Ruby: "app/models/video.rb:12:in `list'",
    'Ruby 3.4': "/srv/app/video.rb:12:in 'Video.list'",
    Rust: "thread 'main' panicked at src/main.rs:12:5",
    'Django debugging': "You're seeing this error because you have DEBUG = True in your settings.",
    'Django debugging, escaped': 'You&#x27;re seeing this error because you have <code>DEBUG = True</code>',
    Werkzeug: '<title>x // Werkzeug Debugger</title>',
  },
  'product version': {
    nginx: '<hr><center>nginx/1.22.1</center>',
    Apache: '<address>Apache/2.4.57 (Debian) Server at localhost Port 443</address>',
    Tomcat: '<h3>Apache Tomcat/9.0.85</h3>',
    'major alone': 'Fastify/5',
    Python: 'Python/3.11 aiohttp/3.9.1',
    'with a space': 'Node.js v20.20.2',
    'with the word': 'PHP Version 8.2.1',
    'with a colon': 'Microsoft .NET Framework Version:4.0.30319',
    'npm style': 'fastify@5.12.8',
    Go: 'built with go1.21.3',
    'unknown product': 'AcmeServer/4.2.0',
    WordPress: 'powered by WordPress 6.4',
  },
  'file path': {
    srv: 'cannot read /srv/app/config/settings.json',
    quoted: '{"error":"ENOENT: open \'/var/lib/app/data.db\'"}',
    'JSON escapes': '{"error":"open \\/etc\\/app\\/settings.yaml"}',
    home: 'open /home/deploy/app/main.py',
    container: 'Warning: include(/app/lib/db.php): failed',
    modules: 'Cannot find module /x/node_modules/pg/index.js',
    'PHP as HTML': 'failed in <b>/var/www/html/index.php</b> on line <b>3</b>',
    url: 'Cannot find file:///code/api/index.js',
    Windows: 'Could not find C:\\inetpub\\wwwroot\\page.aspx',
    'Windows inside JSON': '{"error":"C:\\\\inetpub\\\\wwwroot\\\\page.aspx"}',
    'Windows with slashes': 'open C:/Users/deploy/app.js',
  },
};

const NOT_TOLD: Readonly<Record<ErrorDetail, Cases>> = {
  'stack trace': {
    prose: 'Look at the status page at 12:30 or at https://example.com:8443/.',
    time: 'The service is back\nat 12:30:15',
    list: '#1 Try again\n#2 Call us (24/7)',
    'error message': '{"error":"Internal Server Error","statusCode":500}',
    'a request id': 'Error 500, request 8f14e45f-ceea-467f-a9a1-0b1f7a1d0001',
    'a line of words': 'at your service (always)',
    'an e-mail address': 'Write to us\nat help.desk.example.com',
  },
  'product version': {
    'bare name': '<hr><center>nginx</center>',
    protocol: 'HTTP/1.1 400 Bad Request',
    'protocol with three numbers': 'HTTP/1.1.0',
    'media type': 'application/json; charset=utf-8',
    date: 'Sun, 22 Nov 2026 05:29:35 GMT, 22/11/2026, 2026.11.22',
    'document type': '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">',
    script: '<script src="https://cdn.example.com/jquery/3.6.0/jquery.min.js"></script>',
    'path in text': 'Nothing is at /jquery/3.6.0/jquery.js or /api/v1.',
    'interface version': 'Use v1.2 of our API. Version 3 is out.',
    prose: 'Express 24 hour delivery; go 1 step back; java 2 go',
    address: 'request from 192.0.2.1',
  },
  'file path': {
    link: '<a href="/home/deploy/index.html">Home</a> <script src="/static/app.js"></script>',
    'path in text': 'Nothing is at /static/app.js.',
    'a path like a container folder': '{"path":"/data/videos","next":"/app/login"}',
    url: 'See https://example.com/var/www/index.php and //example.com/etc/x.',
    'media type': 'text/html, application/json, and/or',
    fraction: 'open 24/7, 1/2',
    'inside a stack trace':
      'Error\n    at list (/srv/app/videos.js:12:20)\n    at run (/srv/app/main.js:1:2)',
    'inside a Python trace':
      'Traceback (most recent call last):\n  File "/srv/app/main.py", line 12, in videos',
    'a drive letter in prose': 'Choose A:\\B or C: all',
  },
};

for (const kind of ['stack trace', 'product version', 'file path'] as const) {
  test.describe(kind, () => {
    for (const [name, body] of Object.entries(TOLD[kind])) {
      test(`fires on ${name}`, () => {
        expect(detailIn(body, kind)).toEqual(expect.stringMatching(/./));
      });
    }
    for (const [name, body] of Object.entries(NOT_TOLD[kind])) {
      test(`does not fire on ${name}`, () => {
        expect(detailIn(body, kind)).toBeUndefined();
      });
    }
  });
}

test('hostile bodies do not hold the rules up', () => {
  const bodies = [
    'at '.repeat(20_000),
    '('.repeat(60_000),
    '/a'.repeat(30_000),
    'A/1.'.repeat(16_000),
    `at ${'a.'.repeat(30_000)}`,
    '<'.repeat(60_000),
    `#1 ${'('.repeat(60_000)}`,
  ];
  const startedAt = performance.now();
  for (const body of bodies) {
    for (const kind of ['stack trace', 'product version', 'file path'] as const) detailIn(body, kind);
  }
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});
