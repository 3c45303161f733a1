import { createHash } from 'node:crypto';
import { groupName } from './groups.ts';
import type { KeyExchange } from './posture.ts';
import { MalformedTls } from './record.ts';
import { suiteFacts } from './suite-facts.ts';
import { versionCode } from './versions.ts';

/** What a ServerKeyExchange shows. */
export interface ServerKeyExchange {
  readonly keyExchange: KeyExchange;
  /** Number of the curve, where there is one. */
  readonly group?: number;
  /** The scheme of its signature; absent before TLS 1.2 and with anonymous or PSK suites. */
  readonly signatureScheme?: number;
}

/** SHA-256 of published primes: RFC 7919 (ffdhe) and RFC 2409, RFC 3526 (modp), in big-endian bytes. */
const primes: Readonly<Record<string, string>> = {
  '9cd3b7f336872f46c09428d1bbc19877a4d440512cda8d1c1cf0cd6e33698966': 'ffdhe2048',
  '0eaf67db3a839156d5013494a5318a772b5697d270d721f37f092efc69ea5a17': 'ffdhe3072',
  '4648414224ac881b3d0dc59b466f96d06a558278776807797ecf1f66ff397b3e': 'ffdhe4096',
  '227ac9066b3ddd9e193670cda2388fa884f65ba0cf98b742d1fe77a6687c79c7': 'ffdhe6144',
  '770b14efaf6f049929c523113b3fa99a8d11dab1b18af3609590122075d19833': 'ffdhe8192',
  b52ba6a3026520a6c49d37e4587601801bee500123b3259b6bf03e7cecc3e63d: 'modp768',
  '3f35a3f5f6c4376a744acad409bb22f8d897f949d2311d885adaa890981b67a0': 'modp1024',
  '64fcc83ec403930bf18393dbc883ccaa1fbb08ac876f77f7aa99748ca945019b': 'modp1536',
  d66436f79bbd6b2e38c0ffbd079be904d2641415e2e67140e09448be9a60890e: 'modp2048',
  '48cf8b092fbce4359d9871abf74f98e25b6163379eaa15cd9087e800c6d1c55c': 'modp3072',
  '4ee95187682bcb230ad26a95205f6920e84708f6251b3894329b09ec23919e33': 'modp4096',
  d1bfe6d0925ce7e4da262b62861514a7755e35831e429f343e7b864848657efd: 'modp6144',
  '39ab4feab950a3128fb71accb9fc3965d857012e081998a85996e3ea8b3c3bcf': 'modp8192',
};

/** Whether a ServerKeyExchange with parameters of Diffie-Hellman follows the choice of this suite. */
export function hasKeyExchange(suite: string): boolean {
  const { keyExchange, authentication } = suiteFacts(suite);
  return (keyExchange === 'DHE' || keyExchange === 'ECDHE') && authentication !== 'other';
}

/**
 * Reads the body of a ServerKeyExchange: RFC 5246 §7.4.3, RFC 8422 §5.4, RFC 4279 §2 for PSK.
 *
 * @param suite name of the chosen suite, for which {@link hasKeyExchange} holds
 * @param version number of the chosen version
 * @throws MalformedTls where lengths do not add up
 */
export function parseServerKeyExchange(body: Buffer, suite: string, version: number): ServerKeyExchange {
  try {
    const { keyExchange, authentication } = suiteFacts(suite);
    const reader = new VectorReader(body);
    if (authentication === 'PSK') reader.vector(2);
    const parameters = keyExchange === 'DHE' ? readFiniteField(reader) : readCurve(reader);
    const signed = authentication !== 'PSK' && authentication !== 'anonymous';
    if (!signed || version < versionCode('TLSv1.2')) return parameters;
    return { ...parameters, signatureScheme: reader.uint(2) };
  } catch (error) {
    if (error instanceof RangeError)
      throw new MalformedTls('a ServerKeyExchange whose fields do not add up', { cause: error });
    throw error;
  }
}

function readFiniteField(reader: VectorReader): ServerKeyExchange {
  const padded = reader.vector(2);
  const prime = padded.subarray(padded.findIndex((byte) => byte !== 0));
  reader.vector(2); // generator
  reader.vector(2); // public value
  const bits = prime.length * 8 - Math.clz32(prime.readUInt8(0)) + 24;
  const group = primes[createHash('sha256').update(prime).digest('hex')];
  return { keyExchange: { type: 'dh', bits, ...(group !== undefined && { group }) } };
}

const namedCurve = 3;

function readCurve(reader: VectorReader): ServerKeyExchange {
  if (reader.uint(1) !== namedCurve) throw new RangeError('a curve without a name');
  const group = reader.uint(2);
  reader.vector(1); // public point
  return { keyExchange: { type: 'ecdh', group: groupName(group) }, group };
}

/** Reads numbers and vectors one after the other; throws a RangeError at the end of the bytes. */
class VectorReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  uint(size: 1 | 2): number {
    const value = this.#bytes.readUIntBE(this.#at, size);
    this.#at += size;
    return value;
  }

  vector(lengthBytes: 1 | 2): Buffer {
    const length = this.uint(lengthBytes);
    const end = this.#at + length;
    if (length === 0 || end > this.#bytes.length) throw new RangeError('length of a vector');
    const content = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return content;
  }
}
