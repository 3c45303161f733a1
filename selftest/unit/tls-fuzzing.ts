import { getDiffieHellman } from 'node:crypto';
import { AnswerReader } from '../../probes/tls/answer.ts';
import { MalformedTls } from '../../probes/tls/record.ts';
import { Ssl2AnswerReader } from '../../probes/tls/ssl2.ts';
import {
  certificate,
  curveKeyExchange,
  fatal,
  primeKeyExchange,
  record,
  serverHello,
} from './tls-scripted.ts';

/** mulberry32: a generator that gives the same numbers for the same seed. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const prime = getDiffieHellman('modp2').getPrime();

/** Answers that servers do give. */
const samples: readonly Buffer[] = [
  record(22, Buffer.concat([serverHello(), certificate, curveKeyExchange(29, 0x0804)])),
  record(22, Buffer.concat([serverHello({ suite: 0x009e }), certificate, primeKeyExchange(prime, 0x0401)])),
  Buffer.concat([record(22, serverHello({ suite: 0xd001 })), record(22, certificate)]),
  record(22, serverHello({ suite: 0x1301, extensions: '002b0002030400330002001d' })),
  record(22, serverHello({ suite: 0x009c, extensions: '0010000500030268320017000000230000ff01000100' })),
  Buffer.concat([record(21, Buffer.from([1, 112])), fatal(40)]),
  Buffer.from('801204000100020003000400000100800aabbccdd'.padEnd(40, '0'), 'hex'),
  Buffer.from('8003000001', 'hex'),
];

/** How the answers to one round of fuzzing ended. */
export interface FuzzCount {
  answers: number;
  malformed: number;
  incomplete: number;
}

/**
 * Feeds readers with mutated answers in pieces of random size, until there were so many or the time is up.
 *
 * @throws whatever a reader throws beside MalformedTls, with the input in hex in its message
 */
export function fuzz({
  seed,
  inputs,
  withinMs = Infinity,
}: {
  seed: number;
  inputs: number;
  withinMs?: number;
}): FuzzCount {
  const endsAt = performance.now() + withinMs;
  const random = generator(seed);
  const count: FuzzCount = { answers: 0, malformed: 0, incomplete: 0 };
  for (let input = 0; input < inputs && performance.now() < endsAt; input++) {
    const bytes = mutate(samples[random(samples.length)] ?? Buffer.alloc(0), random);
    const reader = random(4) === 0 ? new Ssl2AnswerReader() : new AnswerReader({ withKeyExchange: true });
    count[readAll(reader, bytes, random)]++;
  }
  return count;
}

function readAll(
  reader: Pick<AnswerReader | Ssl2AnswerReader, 'read'>,
  bytes: Buffer,
  random: (below: number) => number,
): keyof FuzzCount {
  try {
    for (let at = 0; at < bytes.length;) {
      const size = 1 + random(bytes.length);
      if (reader.read(bytes.subarray(at, at + size))) return 'answers';
      at += size;
    }
    return 'incomplete';
  } catch (error) {
    if (error instanceof MalformedTls) return 'malformed';
    throw new Error(`${String(error)} on ${bytes.toString('hex')}`, { cause: error });
  }
}

function mutate(sample: Buffer, random: (below: number) => number): Buffer {
  let bytes = Buffer.from(sample);
  for (let count = random(4); count >= 0; count--) {
    const at = random(bytes.length);
    switch (random(6)) {
      case 0:
        bytes[at] = random(256);
        break;
      case 1:
        bytes[at] = [0, 1, 2, 0x7f, 0x80, 0xff][random(6)] ?? 0;
        break;
      case 2:
        bytes = bytes.subarray(0, at + 1);
        break;
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(at - 8, 0))]);
        break;
      case 4:
        bytes = Buffer.concat([bytes, samples[random(samples.length)] ?? Buffer.alloc(0)]);
        break;
      default:
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from([random(256)]), bytes.subarray(at)]);
    }
  }
  return bytes;
}
