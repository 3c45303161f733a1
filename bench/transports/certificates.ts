import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './programs.ts';

/** A certificate and its key, PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** An authority with a server and a client. */
export interface Authority {
  readonly ca: string;
  readonly server: Identity;
  readonly client: Identity;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Issues certificates with P-256 keys for two days, in a folder. */
export function issue(folder: string, addresses: readonly string[]): Authority {
  const at = (name: string) => join(folder, name);
  run('openssl', [
    'req',
    '-x509',
    ...KEY,
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
    '-days',
    '2',
    '-subj',
    '/CN=bench',
  ]);
  const leaf = (name: string, extensions: string): Identity => {
    run('openssl', [
      'req',
      ...KEY,
      '-keyout',
      at(`${name}.key`),
      '-out',
      at(`${name}.csr`),
      '-subj',
      `/CN=${name}`,
    ]);
    writeFileSync(at(`${name}.ext`), extensions);
    run('openssl', [
      ...[
        'x509',
        '-req',
        '-in',
        at(`${name}.csr`),
        '-CA',
        at('ca.pem'),
        '-CAkey',
        at('ca.key'),
        '-CAcreateserial',
      ],
      ...['-days', '2', '-extfile', at(`${name}.ext`), '-out', at(`${name}.pem`)],
    ]);
    return { cert: readFileSync(at(`${name}.pem`), 'utf8'), key: readFileSync(at(`${name}.key`), 'utf8') };
  };
  const names = addresses.map((address) => `IP:${address}`).join(',');
  const server = leaf('server', `subjectAltName=${names}\nextendedKeyUsage=serverAuth\n`);
  const client = leaf('client', 'extendedKeyUsage=clientAuth\n');
  return { ca: readFileSync(at('ca.pem'), 'utf8'), server, client };
}
