import { spawn } from 'node:child_process';

/** A command that did not end well. */
export class CommandError extends Error {
  override name = 'CommandError';
  /** What it said on both outputs, without blanks at the ends. */
  readonly said: string;

  constructor(message: string, said: string) {
    super(message);
    this.said = said;
  }
}

/** Process groups of commands that an end of this process in between would leave at work. */
const running = new Set<number>();
process.on('exit', () => {
  for (const pid of running) end(pid);
});

/** How a command is run. */
export interface CommandOptions {
  /** Milliseconds after which it is ended. */
  readonly limitMs: number;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a command to its end.
 *
 * Throws a {@link CommandError} where there is no such program, where it ends with another status than 0, and where it
 * takes longer than it may: it is ended then.
 *
 * @returns its standard output
 */
export function run(
  [program, ...args]: readonly [string, ...string[]],
  options: CommandOptions,
): Promise<string> {
  const { limitMs, env } = options;
  const words = [program, ...args].join(' ');
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      // Ctrl-C reaches us, and we end what there is to end in order.
      detached: true,
    });
    const { pid } = child;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      if (pid !== undefined) end(pid);
    }, limitMs);
    if (pid !== undefined) running.add(pid);
    child.once('exit', () => {
      if (pid !== undefined) running.delete(pid);
    });
    const [out, all]: [string[], string[]] = [[], []];
    child.stdout.setEncoding('utf8').on('data', (text: string) => all.push(text) && out.push(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => all.push(text));
    child.once('error', ({ message }) => {
      clearTimeout(timer);
      reject(new CommandError(`${words}: ${message}`, message));
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      const said = all.join('').trim();
      const problem = isLate ? `did not end within ${limitMs / 1000} s` : `ended with ${code ?? 'a signal'}`;
      if (code === 0) resolve(out.join(''));
      else reject(new CommandError(`${words} ${problem}:\n${said}`, said));
    });
  });
}

function end(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
