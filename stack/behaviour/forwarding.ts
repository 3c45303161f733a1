import type { LoadedProfile } from '../../profiles/index.ts';

/** What the TLS entry makes of the fields of a request before it hands it on. */
export interface ForwardingBehaviour {
  /**
   * Fields that the entry writes, by lower-case name, over what the client sent; an empty value drops the field. In
   * braces stand {address} for the client's address, {client} for the subject of its certificate, {sent} for what the client sent, {scheme} and {host}; {one|other}
   * is the first of them that is not empty, {one,other} the list of those that are not.
   */
  readonly fields: Readonly<Record<string, string>>;
  /** Fields with an underscore in their name. `drop`, as nginx does: applications may read `_` as `-`. */
  readonly underscores: 'drop' | 'pass';
  /** Fields that end here (RFC 9110 §7.6.1), by lower-case name. */
  readonly hopByHop: readonly string[];
  /**
   * Fields that the client's Connection field names. `drop-last`: only after the entry has written its own, which
   * takes those away too.
   */
  readonly connectionOptions: 'drop' | 'drop-last' | 'pass';
}

/** The fields of RFC 9110 §7.6.1 and §11.7.2 that go no further than the next server. */
export const HOP_BY_HOP: readonly string[] = [
  'connection',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
];

/** What the profile asks for; where it is silent, the client is told about truly and believed in nothing. */
export function forwardingFor({ proxy, clientCertificates }: LoadedProfile): ForwardingBehaviour {
  return {
    fields: {
      'x-forwarded-for': proxy?.forwardedFor === 'append' ? '{sent,address}' : '{address}',
      'x-forwarded-proto': '{scheme}',
      'x-forwarded-host': '{host}',
      'x-real-ip': '{address}',
      forwarded: '',
      ...Object.fromEntries((proxy?.identityFields ?? []).map((name) => [name.toLowerCase(), ''])),
      ...Object.fromEntries(
        (clientCertificates?.identityFields ?? []).map((name) => [name.toLowerCase(), '{client}']),
      ),
    },
    underscores: 'drop',
    hopByHop: HOP_BY_HOP,
    connectionOptions: 'drop',
  };
}
