import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ordinaryCertificate } from '../../stack/behaviour/certificate.ts';
import { issueIdentity } from '../../stack/embedded/certificates.ts';
import { issueClients } from '../../stack/embedded/client-authority.ts';

/**
 * Writes what a server with mutual TLS needs into a folder: `site.pem` and `key.pem` for itself (`both.pem` in one),
 * `ca.pem` for its clients to trust, `clients-ca.pem` and `clients.crl` for the authority of its clients,
 * `partners-ca.pem` for that of another host, and in `clients/` the certificates to present.
 */
export async function writeMaterial(folder: string): Promise<void> {
  const [site, clients, partners] = await Promise.all([
    issueIdentity({ ...ordinaryCertificate, names: ['localhost', 'partners.localhost'] }),
    issueClients({ issued: true }),
    issueClients({ issued: true }),
  ]);
  if (!clients || !partners) throw new Error('there is no authority for clients');
  await mkdir(join(folder, 'clients'));
  const files = {
    'site.pem': site.chain,
    'key.pem': site.key,
    'both.pem': `${site.chain}\n${site.key}`,
    'ca.pem': site.ca,
    'clients-ca.pem': clients.trust.ca,
    'clients.crl': clients.trust.crl,
    'partners-ca.pem': partners.trust.ca,
    ...Object.fromEntries(
      Object.entries(clients.issued).map(([kind, { cert, key }]) => [
        `clients/${kind}.pem`,
        `${cert}\n${key}`,
      ]),
    ),
  };
  await Promise.all(
    Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text, { mode: 0o600 })),
  );
}
