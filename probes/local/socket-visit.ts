import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ProbeError } from '../problem.ts';

/** Whom a process runs as; it is a member of no other group. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** How a Unix domain socket received somebody. */
export type SocketVisit =
  /** The kernel let nobody through: EACCES. */
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'connected' }
  /** What was asked for has been answered; the status of HTTP. */
  | { readonly outcome: 'answered'; readonly status: number };

/** What a visitor does. */
export interface VisitOrder {
  readonly identity: Identity;
  /** Path and query of a GET request; absent: it connects and goes. */
  readonly request?: string;
  readonly timeoutMs: number;
}

/** Given to the process as text: as another user it may not be able to read this folder. */
const VISITOR = `
const [path, request] = process.argv.slice(1);
const socket = require('node:net').connect(path);
let answer = '';
const tell = (told) => { process.stdout.write(JSON.stringify(told)); socket.destroy(); };
const failed = ({ code }) => tell({ code });
socket.once('error', failed).once('connect', () => {
  if (request === '') { socket.off('error', failed).on('error', () => {}); tell({ connected: true }); return; }
  socket.write('GET ' + request + ' HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n');
});
socket.on('data', (part) => { answer += part.toString('latin1').slice(0, 1000); });
socket.once('end', () => { if (request !== '') tell({ answer: answer.slice(0, 1000) }); });
`;

/**
 * Connects to a Unix domain socket in a process of its own that runs as somebody else, which takes root.
 * Throws a ProbeError for everything but a connection and the kernel's EACCES, and where no such process can be.
 */
export async function visitSocket(path: string, order: VisitOrder): Promise<SocketVisit> {
  const { identity, request = '', timeoutMs } = order;
  const child = spawn(process.execPath, ['--eval', VISITOR, path, request], {
    // Its own folder is one that everybody may enter.
    cwd: '/',
    env: {},
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    ...identity,
  });
  const said: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const name = `a process of uid ${identity.uid} and gid ${identity.gid}`;
  try {
    await once(child, 'close');
  } catch (problem) {
    throw new ProbeError('local', `${name} cannot be started: ${String(problem)}.`, { cause: problem });
  }
  return visitFrom(said.join(''), `${path}, from ${name}`);
}

/** Reads what the visitor told. */
export function visitFrom(text: string, place: string): SocketVisit {
  if (text === '') throw new ProbeError('timeout', `${place}: no answer within the time allowed.`);
  const { code, connected, answer } = JSON.parse(text) as {
    readonly code?: string;
    readonly connected?: boolean;
    readonly answer?: string;
  };
  if (code === 'EACCES') return { outcome: 'refused' };
  if (code !== undefined) throw new ProbeError('refused', `${place}: ${code}.`);
  if (connected === true) return { outcome: 'connected' };
  const status = /^HTTP\/1\.[01] (\d{3}) /.exec(answer ?? '')?.[1];
  if (status === undefined) throw new ProbeError('malformed', `${place}: the answer is not HTTP.`);
  return { outcome: 'answered', status: Number(status) };
}
