import { isIP, SocketAddress } from 'node:net';
import { domainToASCII } from 'node:url';

/** One name of a certificate's subjectAltName extension. */
export interface SubjectAltName {
  readonly type: 'DNS' | 'IP';
  readonly value: string;
}

/**
 * Checks a name or IP address against a certificate as RFC 9525 §6 has it: by the subjectAltName alone, never by the
 * common name; a wildcard is the whole left-most label and stands for exactly one; an address is matched by an
 * iPAddress entry only. A wildcard over a top-level domain covers nothing, as in browsers.
 *
 * @returns why the certificate does not cover the name; undefined where it does
 */
export function coversName(
  { subjectAltNames }: { readonly subjectAltNames: readonly SubjectAltName[] },
  name: string,
): string | undefined {
  if (isIP(name) !== 0) {
    const wanted = shortAddress(name);
    const covered = subjectAltNames.some(
      ({ type, value }) => type === 'IP' && shortAddress(value) === wanted,
    );
    return covered ? undefined : `The certificate has no iPAddress entry ${name}.`;
  }
  const presented = subjectAltNames.filter(({ type }) => type === 'DNS');
  if (presented.length === 0)
    return `The certificate does not contain a DNS name, so it does not cover ${name}.`;
  const wanted = (domainToASCII(name) || name).toLowerCase().replace(/\.$/, '');
  return presented.some(({ value }) => matches(value.toLowerCase(), wanted))
    ? undefined
    : `The certificate's DNS names do not cover ${name}.`;
}

/** `::1` for `0:0:0:0:0:0:0:1`. */
export function shortAddress(address: string): string {
  return isIP(address) === 6 ? new SocketAddress({ address, family: 'ipv6' }).address : address;
}

function matches(presented: string, wanted: string): boolean {
  if (nameProblem({ type: 'DNS', value: presented }) !== undefined) return false;
  if (!presented.startsWith('*.')) return presented === wanted;
  const dot = wanted.indexOf('.');
  return dot > 0 && wanted.slice(dot) === presented.slice(1);
}

/** A label of letters, digits, hyphens and underscores (which host names lack, but not DNS). */
const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i;

/**
 * What is wrong with a name as a DNS name of a certificate (RFC 5280 §4.2.1.6, RFC 9525 §6.3).
 *
 * @returns a part of a sentence; undefined where nothing is wrong
 */
export function nameProblem({ type, value }: SubjectAltName): string | undefined {
  if (type === 'IP') return undefined;
  if (isIP(value) !== 0) return 'an address in a dNSName entry';
  const [first = '', ...others] = value.split('.');
  if (others.join('.').includes('*')) return 'a wildcard that is not the left-most label';
  if (first.includes('*') && first !== '*') return 'a wildcard that is only a part of its label';
  if (first === '*' && others.length < 2) return 'a wildcard over a whole top-level domain';
  const labels = first === '*' ? others : [first, ...others];
  if (value.length > 253 || !labels.every((label) => LABEL.test(label))) return 'not a DNS name';
  return undefined;
}
