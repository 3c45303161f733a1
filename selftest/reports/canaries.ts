import { readdirSync, readFileSync } from 'node:fs';
import type http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { inflateRawSync, inflateSync, gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';

/** What nobody may find in any output, each by the place where it is planted. */
export const CANARIES = {
  authorizationHeader: 'canary-authorization-5f1d0a77c2',
  basicPassword: 'canary-basic-password-17c3b9',
  cookieHeader: 'canary-cookie-41aa97d0be',
  setCookie: 'canary-set-cookie-8e33c1f7',
  loginBody: 'canary-login-body-90b2de55',
  environmentSecret: 'canary-environment-3c2f81aa',
  fileSecret: 'canary-file-secret-77d1e0c4',
  locationUserinfo: 'canary-location-userinfo-2b9a',
  bodyUserinfo: 'canary-body-userinfo-c81f40',
  // The inside of PEM blocks.
  privateKey: 'Y2FuYXJ5LXByaXZhdGUta2V5LTY0ZDEyYjk5LW9mLXRoZS1zZXJ2ZXI',
} as const;

/** A page, an answer or an error that shows everything that it knows. */
function confession(request: http.IncomingMessage, body: string): string {
  return `<!doctype html><title>All</title><p>${JSON.stringify(request.headers)} ${body} ${request.url ?? ''}
    ${CANARIES.setCookie} https://root:${CANARIES.bodyUserinfo}@localhost/ ${CANARIES.basicPassword}</p>
    <pre>-----BEGIN PRIVATE KEY-----\n${CANARIES.privateKey}\n-----END PRIVATE KEY-----</pre>`;
}

/** A server that shows what it was given and what it keeps: in fields, bodies, redirects and broken answers. */
export function confessingServer(pem: { cert: string; key: string }): https.Server {
  return https.createServer({ ...pem, requestCert: true, rejectUnauthorized: false }, (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const path = request.url ?? '';
      if (path.startsWith('/broken')) {
        const socket: Socket = request.socket;
        // No HTTP, so that what the client says of it quotes it.
        socket.end(`HTTP/1.1 what? ${confession(request, body)}\r\n\r\n`);
        return;
      }
      if (path.startsWith('/away')) {
        response
          .writeHead(302, {
            Location: `https://root:${CANARIES.locationUserinfo}@${request.headers.host ?? ''}/`,
          })
          .end();
        return;
      }
      response.writeHead(path === '/missing' ? 404 : 200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Set-Cookie': `session=${CANARIES.setCookie}; Path=/`,
        'Strict-Transport-Security': `max-age=1; said="${body} ${String(request.headers.authorization)} ${CANARIES.setCookie}"`,
        Server: `confessor ${String(request.headers.cookie)}`,
      });
      response.end(confession(request, body));
    });
  });
}

/** A profile whose requests carry what {@link CANARIES} names; its secrets stand in the environment and in a file. */
export const CONFESSING_PROFILE = `name: confessing
target: { timeoutMs: 3000 }
routes:
  home:
    kind: page
    path: "/?token=\${env:PAGE_TOKEN}"
    status: 200
  login:
    kind: login
    method: POST
    path: /login
    status: 200
    json: { password: "\${env:LOGIN_PASSWORD}" }
    headers:
      Authorization: "Bearer ${CANARIES.authorizationHeader}"
      Cookie: "sid=${CANARIES.cookieHeader}"
      X-Key: "\${file:secret.txt}"
  basic:
    kind: api
    path: /basic
    status: 200
    headers: { Authorization: "Basic ${Buffer.from(`root:${CANARIES.basicPassword}`).toString('base64')}" }
  about: { kind: page, path: /about, status: 200 }
  missing: { kind: not-found, path: /missing, status: 404 }
redirects: { status: [301], maxHops: 2, api: redirect }
headers:
  hsts: { maxAge: { min: 31536000 }, includeSubDomains: true }
  server: { absent: true }
cookies: { secure: true, httpOnly: true, sameSite: [Strict], prefix: __Host-, hostOnly: true, maxBytes: 64 }
exposure: { errorDetail: none }
browser: { blocks: [inline-script] }
clientCertificates: { route: home }
`;

/** {@link CONFESSING_PROFILE} of a server whose login is no HTTP, and whose page leads elsewhere. */
export const BROKEN_PROFILE = CONFESSING_PROFILE.replace('name: confessing', 'name: broken')
  .replace('path: /login', 'path: /broken-login')
  .replace('path: "/?token', 'path: "/away?token');

/** The form that a secret has after what archives and reports do to it. */
interface Found {
  readonly where: string;
  readonly what: string;
}

/** Every canary in the files below a folder: as it is, in base64, and inside zip, gzip and deflate. */
export function canariesIn(
  folder: string,
  canaries: Readonly<Record<string, string>>,
  skip: RegExp,
): Found[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !skip.test(file.slice(folder.length)))
    .flatMap((file) => searched(readFileSync(file), file.slice(folder.length), canaries, 0));
}

/** How deep archives may lie in each other: a blob report holds a zip in a zip. */
const DEPTH = 5;
/** Enough base64 for the shortest canary. */
const BASE64 = /[A-Za-z0-9+/_-]{16,}={0,2}/g;

/** Every canary in these bytes. */
export function searched(
  bytes: Buffer,
  where: string,
  canaries: Readonly<Record<string, string>>,
  depth: number,
): Found[] {
  const text = bytes.toString('latin1');
  const here = Object.entries(canaries).flatMap(([what, value]) =>
    [value, encodeURIComponent(value), Buffer.from(value).toString('hex')].some((form) => text.includes(form))
      ? [{ where, what }]
      : [],
  );
  if (depth === DEPTH) return here;
  const inside = (name: string, content: Buffer) =>
    searched(content, `${where} › ${name}`, canaries, depth + 1);
  const encoded = [...text.matchAll(BASE64)].flatMap(([match]) => {
    const decoded = Buffer.from(match, 'base64');
    return inside('base64', decoded);
  });
  return [...here, ...encoded, ...unpacked(bytes).flatMap(([name, content]) => inside(name, content))];
}

/** What is inside of packed bytes; nothing where they are not packed. */
function unpacked(bytes: Buffer): (readonly [name: string, content: Buffer])[] {
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') {
    return Object.entries(unzipSync(bytes)).map(([name, content]) => [name, Buffer.from(content)] as const);
  }
  const ways = { gzip: gunzipSync, deflate: inflateSync, 'raw deflate': inflateRawSync };
  const packed = {
    gzip: bytes[0] === 0x1f && bytes[1] === 0x8b,
    deflate: bytes[0] === 0x78,
    'raw deflate': false,
  };
  return Object.entries(ways).flatMap(([name, way]) => {
    if (!packed[name as keyof typeof packed]) return [];
    try {
      return [[name, way(bytes)] as const];
    } catch {
      return [];
    }
  });
}
