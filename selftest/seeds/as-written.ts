import { execFile } from 'node:child_process';
import { createPrivateKey, createPublicKey, type webcrypto } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as x509 from '@peculiar/x509';
import { ordinaryCertificate } from '../../stack/behaviour/certificate.ts';
import { issue, keyUsageExtension, type Issuer } from '../../stack/embedded/certificate-issue.ts';
import { leafKeys } from '../../stack/embedded/certificate-keys.ts';
import { issueIdentity } from '../../stack/embedded/certificates.ts';
import { freePort } from '../../stack/native/ports.ts';
import { writeConfiguration } from '../../stack/native/fill-in.ts';
import { internalEntries } from '../../stack/native/internal.ts';
import { startNginx } from '../../stack/native/nginx.ts';
import type { NativeStarter } from '../../stack/native/stack.ts';
import { webappWith } from '../../stack/native/webapp.ts';
import { internalService } from '../../stack/node/internal.ts';
import { startProductionApplication } from '../../stack/node/production.ts';
import type { ClientCertificate, ClientCertificates } from '../../stack/target.ts';
import { startApi } from './api/application.ts';

const file = (path: string) => join(import.meta.dirname, path);

/** The Caddy of the web application's deployment notes. */
export const webappAsWritten: NativeStarter = webappWith([], file('webapp/Caddyfile'));

/** The nginx of the production guide of January 2025. */
export const productionAsWritten: NativeStarter = (workspace) =>
  startNginx(workspace, {
    configuration: file('production/nginx.conf'),
    certificate: { ...ordinaryCertificate, names: ['localhost'] },
    application: startProductionApplication,
    changes: [],
  });

/** The application of the API's security notes of November 2025. */
export const apiAsWritten: NativeStarter = async (workspace) => {
  const identity = await issueIdentity({ ...ordinaryCertificate, names: ['localhost'] });
  const api = await startApi(identity);
  workspace.onStop(() => api.close());
  return {
    url: `https://localhost:${api.port}`,
    stack: 'native',
    https: { scheme: 'https', host: 'localhost', port: api.port, address: '127.0.0.1' },
    ca: identity.ca,
    active: true,
  };
};

/** What the service-to-service notes print a configuration for. */
const CONFIGURATIONS = { nginx: 'internal/nginx.conf', haproxy: 'internal/haproxy.cfg' } as const;

/** One of the two servers that the service-to-service notes put in front of the services. */
export function internalAsWritten(entry: keyof typeof CONFIGURATIONS): NativeStarter {
  return async (workspace) => {
    const { folder } = workspace;
    await promisify(execFile)('sh', [file('internal/certificates.sh')], { cwd: folder, timeout: 60_000 });
    const text = (name: string) => readFile(join(folder, name), 'utf8');
    const ca = await text('ca.crt');
    await writeFile(
      join(folder, 'services.pem'),
      `${await text('services.crt')}${await text('services.key')}`,
      {
        mode: 0o600,
      },
    );
    const service = internalService();
    workspace.onStop(() => service.close());
    await service.listen({ host: '127.0.0.1', port: 0 });
    const { port: upstreamPort } = service.server.address() as AddressInfo;
    const port = await freePort();
    const configuration = await writeConfiguration(folder, {
      file: file(CONFIGURATIONS[entry]),
      values: { folder, port, upstreamPort },
      changes: [],
    });
    const { args, ...product } = internalEntries[entry];
    await workspace.start({ ...product, args: args(folder, configuration), folder, port });
    return {
      url: `https://localhost:${port}`,
      stack: 'native',
      https: { scheme: 'https', host: 'localhost', port, address: '127.0.0.1' },
      ca,
      clients: {
        valid: { cert: await text('web-client.crt'), key: await text('web-client.key') },
        ...(await otherClients(await issuerOf(ca, await text('ca.key')))),
      },
      active: true,
    };
  };
}

async function issuerOf(certificate: string, key: string): Promise<Issuer> {
  const secret = createPrivateKey(key);
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const imported = (format: 'pkcs8' | 'spki', data: Buffer, use: webcrypto.KeyUsage) =>
    crypto.subtle.importKey(format, data, algorithm, true, [use]);
  return {
    name: new x509.X509Certificate(certificate).subject,
    keys: {
      privateKey: await imported('pkcs8', secret.export({ format: 'der', type: 'pkcs8' }), 'sign'),
      publicKey: await imported(
        'spki',
        createPublicKey(secret).export({ format: 'der', type: 'spki' }),
        'verify',
      ),
    },
  };
}

/** Clients of the notes' authority that must be refused, one for each reason. The notes have no list of revocations. */
async function otherClients(issuer: Issuer): Promise<Omit<Required<ClientCertificates>, 'valid'>> {
  const keys = await leafKeys('RSA-2048');
  const key = x509.PemConverter.encode(
    await crypto.subtle.exportKey('pkcs8', keys.privateKey),
    'PRIVATE KEY',
  );
  const client = async (
    notBeforeDays: number,
    notAfterDays: number,
    usage: x509.ExtendedKeyUsage = x509.ExtendedKeyUsage.clientAuth,
  ): Promise<ClientCertificate> => {
    const certificate = await issue(issuer, {
      subject: 'CN=web-server',
      publicKey: keys.publicKey,
      notBeforeDays,
      notAfterDays,
      hash: 'SHA-256',
      extensions: [keyUsageExtension(['digitalSignature']), new x509.ExtendedKeyUsageExtension([usage])],
    });
    return { cert: certificate.toString('pem'), key };
  };
  return {
    expired: await client(-2, -1),
    notYetValid: await client(1, 30),
    wrongUsage: await client(-1, 30, x509.ExtendedKeyUsage.serverAuth),
    revoked: await client(-1, 30),
  };
}
