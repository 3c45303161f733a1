import { readdir, readFile, readlink } from 'node:fs/promises';
import { ProbeError } from '../problem.ts';

/** Who serves a Unix domain socket, and what else they listen on. */
export interface SocketServer {
  /** Process ids; empty where none may be seen: root sees all, others their own. */
  readonly processes: readonly number[];
  /** Addresses of TCP on which one of them listens, for example `127.0.0.1:8001`. */
  readonly tcp: readonly string[];
}

/**
 * Finds the processes that listen at a Unix domain socket, and the TCP ports that these listen on. Linux alone tells.
 * Throws a ProbeError where nobody listens there, as far as this network namespace knows.
 */
export async function observeSocketServer(path: string): Promise<SocketServer> {
  const inode = listenerOf(await readFile('/proc/net/unix', 'utf8'), path);
  if (inode === undefined)
    throw new ProbeError('refused', `${path}: nothing listens there that /proc/net/unix knows.`);
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => ''));
  const ports = new Map((await Promise.all(tables)).flatMap(tcpListeners));
  const processes: number[] = [];
  const tcp = new Set<string>();
  for (const pid of await processIds()) {
    const sockets = await socketsOf(pid);
    if (!sockets.has(inode)) continue;
    processes.push(pid);
    for (const [socket, address] of ports) if (sockets.has(socket)) tcp.add(address);
  }
  return { processes, tcp: [...tcp] };
}

/** The inode of the socket that listens at a path, in the text of /proc/net/unix. */
export function listenerOf(table: string, path: string): string | undefined {
  for (const line of table.split('\n')) {
    const [, , , flags = '', , , inode, ...rest] = line.trim().split(/\s+/);
    // __SO_ACCEPTCON of the kernel.
    if (rest.join(' ') === path && (parseInt(flags, 16) & 0x10000) !== 0) return inode;
  }
  return undefined;
}

/** Inodes and addresses of the sockets that listen, in the text of /proc/net/tcp or /proc/net/tcp6. */
export function tcpListeners(table: string): (readonly [inode: string, address: string])[] {
  return table.split('\n').flatMap((line) => {
    const fields = line.trim().split(/\s+/);
    const [, local = '', , state] = fields;
    const inode = fields[9];
    // TCP_LISTEN.
    return state === '0A' && inode !== undefined ? [[inode, addressFrom(local)] as const] : [];
  });
}

/** `0100007F:1F41` is 127.0.0.1:8001: words of four bytes, each with its last byte first. */
function addressFrom(text: string): string {
  const [address = '', port = ''] = text.split(':');
  const bytes = (address.match(/.{8}/g) ?? []).flatMap((word) => [...Buffer.from(word, 'hex')].reverse());
  const shown =
    bytes.length === 4
      ? bytes.join('.')
      : `[${Buffer.from(bytes)
          .toString('hex')
          .replace(/(.{4})(?!$)/g, '$1:')}]`;
  return `${shown}:${parseInt(port, 16)}`;
}

/** All but the first process, which opens the sockets of many services and hands them on. */
async function processIds(): Promise<number[]> {
  const names = await readdir('/proc');
  return names.map(Number).filter((pid) => Number.isInteger(pid) && pid > 1);
}

async function socketsOf(pid: number): Promise<ReadonlySet<string>> {
  const folder = `/proc/${pid}/fd`;
  // A process may end in between, or be none of ours.
  const descriptors = await readdir(folder).catch(() => []);
  const links = await Promise.all(descriptors.map((each) => readlink(`${folder}/${each}`).catch(() => '')));
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
}
