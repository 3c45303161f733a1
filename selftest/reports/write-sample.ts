// Writes the report of a sample run below the working directory, in a process of its own. Argument: `shard` for a part.
import { told, writeReport } from '../../reporters/write.ts';
import { sampleRun } from './sealed.ts';

try {
  const written = await writeReport({ run: sampleRun('pass') }, !process.argv.includes('shard'));
  process.stdout.write(`${told(written).join('\n')}\n`);
} catch (problem) {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  process.exitCode = 1;
}
