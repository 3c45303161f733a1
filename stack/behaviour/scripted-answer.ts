import type { TlsVersion } from '../../profiles/index.ts';

/** A ServerHello before TLS 1.3, and what follows it as far as the key exchange. */
export interface ScriptedHello {
  readonly version: Exclude<TlsVersion, 'SSLv2' | 'TLSv1.3'>;
  /** The number of a suite that the engine does not have; without it the engine's choice is answered. */
  readonly suite?: number;
  /** The key exchange of the suite: of a curve, or of a prime with this many bits. */
  readonly keyExchange?: 'curve' | number;
  /** Only what bears TLS_FALLBACK_SCSV is answered. */
  readonly toFallback?: true;
  /** Only what offers compression is answered, and with it. */
  readonly compression?: true;
  /** What a ServerHello of today has, and this one has not. */
  readonly without?: 'renegotiation-info' | 'downgrade-mark';
}

/** A SERVER-HELLO of SSL 2.0. */
interface ScriptedSsl2Hello {
  readonly version: 'SSLv2';
  /** The number of the cipher kind. */
  readonly suite: number;
}

/** A HelloRetryRequest of TLS 1.3 for the number of a group, to hellos that bear no key. */
export interface ScriptedRetry {
  readonly version: 'TLSv1.3';
  readonly group: number;
}

/** An answer that no engine here would give, played to a raw hello. No handshake can be completed with it. */
export type ScriptedAnswer = ScriptedHello | ScriptedSsl2Hello | ScriptedRetry;
