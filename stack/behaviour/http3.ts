import type { LoadedProfile } from '../../profiles/index.ts';

/** What the stack says and does about HTTP/3. It speaks none: of QUIC it knows the first answer. */
export interface Http3Behaviour {
  /** Value of Alt-Svc, in which `{port}` stands for the port of the TLS entry; empty: the field is not sent. */
  readonly altSvc: string;
  /** Whether something answers QUIC on the UDP port of the same number. */
  readonly listens: boolean;
  /** The versions that it names, each in eight hexadecimal digits. */
  readonly versions: readonly string[];
  /** Datagrams under 1200 bytes, which RFC 9000 §5.2.2 wants dropped. */
  readonly smallDatagrams: 'drop' | 'answer';
}

/** HTTP/3 where the profile requires it, else none. */
export function http3For({ tls }: LoadedProfile): Http3Behaviour {
  const required = tls?.http3?.advertised === 'required';
  return {
    altSvc: required ? 'h3=":{port}"; ma=86400' : '',
    listens: required,
    versions: ['6b3343cf', '00000001'],
    smallDatagrams: 'drop',
  };
}
