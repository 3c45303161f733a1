import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ordinaryCertificate } from '../behaviour/certificate.ts';
import { issueIdentity } from '../embedded/certificates.ts';
import { issueClients } from '../embedded/client-authority.ts';
import type { Target } from '../target.ts';

/**
 * Writes what a server with mutual TLS needs into a folder: `site.pem` and `key.pem` for itself (`both.pem` in one),
 * `clients-ca.pem` and `clients.crl` for the authority of its clients, and `partners-ca.pem` for that of another host.
 *
 * @returns what its clients need: the authority to trust, and the certificates to present
 */
export async function writeMutualMaterial(folder: string): Promise<Required<Pick<Target, 'ca' | 'clients'>>> {
  const [site, clients, partners] = await Promise.all([
    issueIdentity({ ...ordinaryCertificate, names: ['localhost', 'partners.localhost'] }),
    issueClients({ issued: true }),
    issueClients({ issued: true }),
  ]);
  if (!clients || !partners) throw new Error('there is no authority for clients');
  const files = {
    'site.pem': site.chain,
    'key.pem': site.key,
    'both.pem': `${site.chain}\n${site.key}`,
    'clients-ca.pem': clients.trust.ca,
    'clients.crl': clients.trust.crl,
    'partners-ca.pem': partners.trust.ca,
  };
  await Promise.all(
    Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text, { mode: 0o600 })),
  );
  return { ca: site.ca, clients: clients.issued };
}
