import { isIP } from 'node:net';
import type { Evidence } from '../../controls/index.ts';
import type { ControlResult } from '../run.ts';
import { isDetails, isText, type SeenEndpoint } from './evidence.ts';
import { isPlain, printed, quoted } from './shell.ts';
import type { Surroundings } from './surroundings.ts';

/** Bytes that curl would take for commands of telnet, or that evidence does not hold one by one. */
const NO_BYTE = /[\xff-\uffff]/;

/**
 * Bytes over a connection of their own: through openssl where TLS carries them, through curl's telnet where not.
 *
 * @param filling how many bytes follow whose content does not matter
 */
export function rawLine(
  bytes: string,
  isTls: boolean,
  { entries, hasClients }: Surroundings,
  filling = 0,
): string | undefined {
  const entry = entries[isTls ? 'https' : 'http'];
  if (entry === undefined || !isPlain(entry) || NO_BYTE.test(bytes)) return undefined;
  const head = printed(bytes);
  const source = filling === 0 ? head : `{ ${head}; head -c ${filling} /dev/zero; }`;
  if (!isTls) return `${source} | curl -sS --max-time 10 ${quoted(`telnet://${entry}`)}`;
  const host = entry.slice(0, entry.lastIndexOf(':'));
  return [
    `${source} | timeout 10 openssl s_client -quiet -connect ${quoted(entry)}`,
    ...nameOption(host.replace(/^\[|\]$/g, '')),
    ...(hasClients ? [CLIENT] : []),
  ].join(' ');
}

const CLIENT = '-cert "$CLIENT_CERT" -key "$CLIENT_KEY"';

/** A handshake with what decides the control: a version, protocols, a client, or a look at the certificate. */
export function handshakeLine(
  control: Pick<ControlResult, 'id' | 'family' | 'observed'>,
  evidence: Evidence,
  endpoint: SeenEndpoint,
  { hasClients }: Surroundings,
): string | undefined {
  const { host, port, address } = endpoint;
  if (!isPlain(host) || !isPlain(address)) return undefined;
  const authority = isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;
  const connect = `timeout 10 openssl s_client -connect ${quoted(authority)}`;
  const client = [
    connect,
    ...nameOption(host),
    ...(control.family === 'database' ? ['-starttls postgres'] : []),
    ...(hasClients && evidence.kind !== 'client-certificate' ? [CLIENT] : []),
  ].join(' ');
  switch (evidence.kind) {
    case 'certificate':
    case 'expiry':
      return certificateLine(control.id, client);
    case 'tls-handshake':
      return offerLine(evidence, connect);
    case 'client-certificate':
      return clientLine(evidence, client, host, port);
    default: {
      const offer = offeredAlone(control);
      return offer === undefined ? undefined : `${client} ${offer} </dev/null`;
    }
  }
}

/** What was offered: versions, protocols, a name. Sessions are for a program of its own. */
function offerLine({ offered }: Evidence, connect: string): string | undefined {
  if (!isDetails(offered)) return undefined;
  const { serverName, versions, protocols, session } = offered;
  const names = Array.isArray(protocols) ? protocols.filter(isText) : [];
  const [version, ...more] = Array.isArray(versions) ? versions.filter(isText) : [];
  if (session === true || ![...names, serverName ?? ''].every((word) => isText(word) && isPlain(word))) {
    return undefined;
  }
  return [
    connect,
    isText(serverName) ? `-servername ${quoted(serverName)}` : '-noservername',
    ...(version !== undefined && more.length === 0 ? [VERSIONS[version] ?? ''] : []),
    ...(names.length > 0 ? [`-alpn ${quoted(names.join(','))}`] : []),
    '</dev/null',
  ].join(' ');
}

/** A client that asks for the front page, with a certificate of the reader's or without one. */
function clientLine(
  { version, presented, subject }: Evidence,
  client: string,
  host: string,
  port: number,
): string | undefined {
  const option = isText(version) ? VERSIONS[version] : undefined;
  // A resumed session, a forged field or a body are more than a certificate.
  if (option === undefined || !/^TLSv1\.[23], [^:]*certificate[^:]*$/.test(subject)) return undefined;
  const authority = isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
  const request = printed(`GET / HTTP/1.1\r\nHost: ${authority}\r\nConnection: close\r\n\r\n`);
  return `${request} | ${client} -quiet ${option}${isDetails(presented) ? ` ${CLIENT}` : ''}`;
}

/** RFC 6066 §3: an address is never a server name. */
function nameOption(host: string): string[] {
  return isIP(host) === 0 ? [`-servername ${quoted(host)}`] : ['-noservername'];
}

function certificateLine(id: string, client: string): string {
  const leaf = (what: string) => `${client} </dev/null 2>/dev/null | openssl x509 -noout ${what}`;
  if (/^CERT-(EXPIRY|VALIDITY|LIFETIME)-/.test(id)) return leaf('-dates');
  if (/-(NAME-\d|CERT-02)/.test(id)) return leaf('-subject -ext subjectAltName');
  if (/-(KEY-|USAGE-|SERIAL-|SIGNATURE-|SCT-|CA-01|CERT-03)/.test(id)) return leaf('-text');
  return `${client} -showcerts${id.startsWith('CERT-OCSP') ? ' -status' : ''} </dev/null`;
}

const VERSIONS: Readonly<Record<string, string>> = {
  TLSv1: "-tls1 -cipher 'DEFAULT:@SECLEVEL=0'",
  'TLSv1.1': "-tls1_1 -cipher 'DEFAULT:@SECLEVEL=0'",
  'TLSv1.2': '-tls1_2',
  'TLSv1.3': '-tls1_3',
};

/** Suites that openssl is no longer built with. */
const GONE = /EXPORT|RC4|RC2|IDEA|_DES|3DES|_MD5|SSL_CK|SEED/;

/**
 * The version, suite or group that the first finding names, offered alone. What is older than TLS 1.0, or left out of
 * openssl, cannot be.
 */
function offeredAlone({ id, observed }: Pick<ControlResult, 'id' | 'observed'>): string | undefined {
  const [finding = ''] = observed;
  const [version = ''] = /TLSv1(\.[1-3])?(?![\d.])/.exec(finding) ?? [];
  if (/^(TLS-VERSION|DB-TLS)-/.test(id)) return VERSIONS[version];
  if (/^TLS-GROUP-/.test(id)) {
    const [, group] = /: (?:extra|missing|accepted|refused): ([a-z0-9]+)/.exec(finding) ?? [];
    return group === undefined ? undefined : `-groups ${quoted(group)}`;
  }
  const [suite = ''] = /\bTLS_[A-Z0-9]+_[A-Z0-9_]+/.exec(finding) ?? [];
  if (suite === '' || GONE.test(suite) || !/^TLS-(SUITE|WEAK|FORWARDSECRECY)-/.test(id)) return undefined;
  if (!suite.includes('_WITH_')) return `-tls1_3 -ciphersuites ${quoted(suite)}`;
  const name = `$(openssl ciphers -convert ${quoted(suite)} | cut -d ' ' -f 4)`;
  const flag = { TLSv1: '-tls1', 'TLSv1.1': '-tls1_1' }[version] ?? '-tls1_2';
  return `${flag} -cipher "${name}:@SECLEVEL=0"`;
}
