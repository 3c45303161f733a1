import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { enumerateSuites } from '../../probes/tls/posture.ts';
import { cipherSuites } from '../../probes/tls/suites.ts';

/** The numbers of the accepted suites, sorted, by accepted version. */
export type Scan = Readonly<Record<string, readonly number[]>>;

/** A program that lists protocols and suites. */
export interface Scanner {
  readonly name: string;
  /** Why it cannot be run here; undefined where it can. */
  readonly missing: string | undefined;
  readonly scan: (port: number) => Promise<Scan>;
}

const run = promisify(execFile);
const limits = { timeout: 180_000, maxBuffer: 2 ** 24 };

function missing(program: string, argument: string, packageName: string): string | undefined {
  if (spawnSync(program, [argument]).error === undefined) return undefined;
  return `needs ${program}: apt-get install ${packageName}`;
}

function scanOf(accepted: Iterable<readonly [version: string, code: number]>): Scan {
  const scan: Record<string, number[]> = {};
  for (const [version, code] of accepted) (scan[version] ??= []).push(code);
  for (const codes of Object.values(scan)) codes.sort((a, b) => a - b);
  return Object.fromEntries(Object.entries(scan).sort(([a], [b]) => a.localeCompare(b)));
}

/** What our own probe finds. Throws where it could not decide everything. */
export async function scanOurselves(port: number): Promise<Scan> {
  const found = await enumerateSuites({ host: '127.0.0.1', port }, { timeoutMs: 5_000 });
  const accepted: [string, number][] = [];
  for (const [version, decision] of Object.entries(found.versions)) {
    if (decision.outcome === 'inconclusive') throw new Error(`${version}: ${decision.reason}`);
  }
  for (const [version, list] of Object.entries(found.suites)) {
    if (!list.complete) throw new Error(`${version}: ${list.reason}`);
    for (const { code } of list.suites) accepted.push([version, code]);
  }
  return scanOf(accepted);
}

const sslscan: Scanner = {
  name: 'sslscan',
  missing: missing('sslscan', '--version', 'sslscan'),
  async scan(port) {
    const { stdout } = await run('sslscan', ['--no-heartbleed', '--xml=-', `127.0.0.1:${port}`], limits);
    const ciphers = stdout.matchAll(/<cipher .*?sslversion="([^"]+)".*? id="(0x[0-9A-Fa-f]+)"/g);
    return scanOf(
      [...ciphers].map(([, version = '', id = '']) => [version.replace('TLSv1.0', 'TLSv1'), Number(id)]),
    );
  },
};

const codes = new Map([...cipherSuites].map(([code, name]) => [name, code]));

const nmap: Scanner = {
  name: 'nmap',
  missing: missing('nmap', '--version', 'nmap'),
  async scan(port) {
    const args = ['-Pn', '-n', '-p', String(port), '--script', 'ssl-enum-ciphers', '-oX', '-', '127.0.0.1'];
    const { stdout } = await run('nmap', args, limits);
    const accepted: [string, number][] = [];
    let version = '';
    for (const [, table, name = ''] of stdout.matchAll(
      /<table key="((?:SSL|TLS)v[\d.]+)">|<elem key="name">([^<]+)</g,
    )) {
      if (table !== undefined) version = table.replace('TLSv1.0', 'TLSv1');
      else accepted.push([version, codeOf(name)]);
    }
    return scanOf(accepted);
  },
};

/** nmap calls the suites of TLS 1.3 `TLS_AKE_WITH_…`. */
function codeOf(name: string): number {
  const code = codes.get(name.replace('TLS_AKE_WITH_', 'TLS_'));
  if (code === undefined) throw new Error(`nmap names a suite ${name}, which we do not know`);
  return code;
}

const testssl: Scanner = {
  name: 'testssl',
  missing: missing('testssl', '--version', 'testssl.sh'),
  async scan(port) {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-testssl-'));
    try {
      const file = join(folder, 'scan.json');
      const args = ['--warnings', 'off', '--quiet', '--color', '0', '-E', '--jsonfile', file];
      // Its exit code counts findings.
      await run('testssl', [...args, `127.0.0.1:${port}`], limits).catch(() => undefined);
      const ids = (await readFile(file, 'utf8')).matchAll(/"cipher-tls(1(?:_[123])?)_x([0-9a-f]+)"/g);
      return scanOf(
        [...ids].map(([, version = '', id = '']) => [`TLSv${version.replace('_', '.')}`, Number(`0x${id}`)]),
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

export const scanners: readonly Scanner[] = [sslscan, nmap, testssl];
