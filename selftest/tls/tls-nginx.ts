import { spawn } from 'node:child_process';
import { getDiffieHellman } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, identity, rsa } from '../unit/tls-servers.ts';

const BINARY = '/usr/sbin/nginx';

/** Why there is no nginx here; undefined where there is. */
export const missingNginx = existsSync(BINARY) ? undefined : 'needs nginx: apt-get install nginx-light';

const legacySuites = 'ssl_ciphers ALL:@SECLEVEL=0; ssl_dhparam dh.pem;';
const bothCertificates = `${certificate('ec')} ${certificate('rsa')}`;

/** TLS as administrators configure it, from best to worst. */
const servers = {
  'TLS 1.3 only': `ssl_protocols TLSv1.3; ${certificate('ec')}`,
  modern: `ssl_protocols TLSv1.2 TLSv1.3; ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20; ${bothCertificates}`,
  intermediate: `ssl_protocols TLSv1.2 TLSv1.3; ssl_prefer_server_ciphers on; ssl_dhparam dh.pem;
    ssl_ciphers ECDHE+AESGCM:DHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES:!ECDSA; ${certificate('rsa')}`,
  legacy: `ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; ${legacySuites} ${bothCertificates}`,
} as const;

export type ServerName = keyof typeof servers;

export const serverNames = Object.keys(servers) as readonly ServerName[];

/** One nginx with a server per configuration. */
export interface TlsNginx {
  readonly ports: Readonly<Record<ServerName, number>>;
  stop(): Promise<void>;
}

function certificate(name: string): string {
  return `ssl_certificate ${name}.pem; ssl_certificate_key ${name}.key;`;
}

/** Starts nginx on free loopback ports, in a folder of its own. */
export async function startTlsNginx(): Promise<TlsNginx> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-tls-'));
  const [ec, withRsa] = await Promise.all([identity(), identity({ algorithm: rsa(2048, 'SHA-256') })]);
  const entries: [ServerName, number][] = [];
  for (const name of serverNames) entries.push([name, await freePort()]);
  await Promise.all([
    writeFile(join(folder, 'ec.pem'), ec.cert),
    writeFile(join(folder, 'ec.key'), ec.key, { mode: 0o600 }),
    writeFile(join(folder, 'rsa.pem'), withRsa.cert),
    writeFile(join(folder, 'rsa.key'), withRsa.key, { mode: 0o600 }),
    writeFile(join(folder, 'dh.pem'), parametersPem()),
    writeFile(join(folder, 'nginx.conf'), configuration(folder, entries)),
  ]);
  const nginx = spawn(BINARY, ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], { stdio: 'ignore' });
  const stop = async () => {
    const ended = once(nginx, 'exit');
    if (nginx.exitCode === null && nginx.kill('SIGTERM')) await ended;
    await rm(folder, { recursive: true });
  };
  for (const [, port] of entries) {
    if (await isListening(port)) continue;
    await stop();
    throw new Error(`nginx does not listen on ${port}`);
  }
  return { ports: Object.fromEntries(entries) as Record<ServerName, number>, stop };
}

function configuration(folder: string, entries: readonly (readonly [ServerName, number])[]): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `daemon off; master_process off; pid ${folder}/pid; events {}
    http {
      access_log off; ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
      ${entries.map(([name, port]) => `server { listen 127.0.0.1:${port} ssl; ${servers[name]} }`).join('\n')}
    }`;
}

/** PKCS #3: SEQUENCE { prime, generator }, with a prime of 2048 bits from RFC 3526. */
function parametersPem(): string {
  const prime = getDiffieHellman('modp14').getPrime();
  const integers = Buffer.concat([
    Buffer.from([0x02, 0x82, (prime.length + 1) >> 8, (prime.length + 1) & 0xff, 0]),
    prime,
    Buffer.from([0x02, 1, 2]),
  ]);
  const header = Buffer.from([0x30, 0x82, integers.length >> 8, integers.length & 0xff]);
  const text = Buffer.concat([header, integers]).toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN DH PARAMETERS-----\n${text}\n-----END DH PARAMETERS-----\n`;
}

async function isListening(port: number): Promise<boolean> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return true;
    } catch {
      await delay(20);
    } finally {
      socket.destroy();
    }
  }
  return false;
}
