import type { Execution } from './run.ts';

/** Settings that say what was tested. Those that hold a secret are not among them. */
const TOLD_SETTINGS = [
  'PLUMBLINE_TARGET',
  'PLUMBLINE_HTTP',
  'PLUMBLINE_CA',
  'PLUMBLINE_CLIENTS',
  'PLUMBLINE_SOCKET',
  'PLUMBLINE_STACK',
  'PLUMBLINE_ACTIVE',
];

/** Arguments that choose a part of the run, or where its output goes; each takes a value. */
const LEFT_OUT = ['--shard', '--reporter', '--output', '--config', '-c'];

/** How this process was started. */
export function thisExecution(): Execution {
  const [, ...given] = process.argv.slice(2);
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    arguments: given.filter(
      (argument, index) =>
        !LEFT_OUT.some((name) => argument === name || argument.startsWith(`${name}=`)) &&
        !LEFT_OUT.includes(given[index - 1] ?? ''),
    ),
    settings: Object.fromEntries(
      TOLD_SETTINGS.flatMap((name) => {
        const value = process.env[name];
        // An address with credentials is refused, and Playwright's own reporters write down how a run was meant to start.
        return value === undefined || value === ''
          ? []
          : [[name, value.replace(/\/\/[^/]*@/, '//[redacted]@')]];
      }),
    ),
  };
}
