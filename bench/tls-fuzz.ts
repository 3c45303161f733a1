// npx tsx bench/tls-fuzz.ts [inputs] [seed]
// Feeds the readers of TLS answers with mutated ones; ends with 1 at the first error other than MalformedTls.
import { fuzz } from '../selftest/unit/tls-fuzzing.ts';

const [inputs = '1000000', seed = '1'] = process.argv.slice(2);
const start = performance.now();
const { answers, malformed, incomplete } = fuzz({ seed: Number(seed), inputs: Number(inputs) });
const seconds = ((performance.now() - start) / 1000).toFixed(1);
process.stdout.write(
  `${inputs} inputs in ${seconds} s: ${answers} answers, ${malformed} malformed, ${incomplete} incomplete\n`,
);
