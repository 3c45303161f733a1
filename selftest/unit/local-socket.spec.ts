import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { externalTarget } from '../../fixtures/environment.ts';
import * as rules from '../../fixtures/matchers/local-socket.ts';
import { observeSocketFile, type Permissions } from '../../probes/local/socket-file.ts';
import { listenerOf, observeSocketServer, tcpListeners } from '../../probes/local/socket-server.ts';
import { visitFrom } from '../../probes/local/socket-visit.ts';

const SERVICE = 1000;

test('A mode grants no more than another', () => {
  const judge = (mode: number) => rules.noMoreThan({ subject: 's', mode }, '0600')?.observed;
  expect(judge(0o600)).toBeUndefined();
  expect(judge(0o400)).toBeUndefined();
  expect(judge(0o660)).toBe('mode 0660');
  expect(judge(0o1600)).toBe('mode 1600');
});

test.describe('The folders of a socket', () => {
  const judge = (nearest: Partial<Permissions>, above: Partial<Permissions> = {}) => {
    const folder = { mode: 0o755, uid: 0, gid: 0 };
    const folders = [
      { ...folder, path: '/run/app', ...nearest },
      { ...folder, path: '/run', ...above },
    ];
    const file = { path: '/run/app/s', mode: 0o600, uid: SERVICE, gid: SERVICE, folders };
    return rules.protectedFolders({ subject: 's', ...file })?.observed;
  };

  test("are root's or the owner's", () => {
    expect(judge({})).toBeUndefined();
    expect(judge({ uid: SERVICE })).toBeUndefined();
    expect(judge({ uid: 1001 })).toBe('/run/app belongs to uid 1001');
  });

  test('are written to by nobody else', () => {
    expect(judge({ mode: 0o775 })).toBe('/run/app has mode 0775');
    expect(judge({}, { mode: 0o757 })).toBe('/run has mode 0757');
  });

  test('may have the sticky bit above the nearest', () => {
    expect(judge({}, { mode: 0o1777 })).toBeUndefined();
    expect(judge({ mode: 0o1777 })).toBe('/run/app has mode 1777');
  });
});

test('Strangers are refused unless the mode lets them in', () => {
  const judge = (outcome: 'refused' | 'connected', bit: number, mode: string) =>
    rules.refusedStranger({ subject: 's', visit: { outcome }, bit }, mode);
  expect(judge('refused', 0o002, '0600')).toBeUndefined();
  expect(judge('connected', 0o020, '0660')).toBeUndefined();
  expect(judge('connected', 0o020, '0600')?.observed).toBe('let in');
  expect(judge('connected', 0o002, '0660')?.observed).toBe('let in');
});

test('Who serves a socket listens on no TCP port', () => {
  const judge = (tcp: readonly string[]) => rules.alone({ subject: 's', processes: [7, 8], tcp });
  expect(judge([])).toBeUndefined();
  expect(judge(['127.0.0.1:8001'])?.observed).toBe('process 7, 8 listens on 127.0.0.1:8001');
});

test('A visit that ends otherwise than with a connection or EACCES says nothing', () => {
  const read = (told: object) => visitFrom(JSON.stringify(told), '/run/s');
  expect(read({ code: 'EACCES' })).toEqual({ outcome: 'refused' });
  expect(read({ connected: true })).toEqual({ outcome: 'connected' });
  expect(read({ answer: 'HTTP/1.1 200 OK\r\n' })).toEqual({ outcome: 'answered', status: 200 });
  expect(() => read({ code: 'ECONNREFUSED' })).toThrow('/run/s: ECONNREFUSED');
  expect(() => read({ answer: 'SSH-2.0' })).toThrow('not HTTP');
  expect(() => visitFrom('', '/run/s')).toThrow('no answer');
});

test("The kernel's tables name who listens", () => {
  const unix = [
    'Num       RefCount Protocol Flags    Type St Inode Path',
    '0000000000000000: 00000003 00000000 00000000 0001 03 11 /run/a b',
    '0000000000000000: 00000002 00000000 00010000 0001 01 12 /run/a b',
  ].join('\n');
  expect(listenerOf(unix, '/run/a b')).toBe('12');
  expect(listenerOf(unix, '/run/a')).toBeUndefined();
  const line = (local: string, state: string) =>
    `  0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  0 0 77 1 0 100 0 0 10 0`;
  expect(tcpListeners(line('0100007F:1F41', '0A'))).toEqual([['77', '127.0.0.1:8001']]);
  expect(tcpListeners(line('0100007F:1F41', '01'))).toEqual([]);
  expect(tcpListeners(line('00000000000000000000000001000000:0050', '0A'))).toEqual([
    ['77', '[0000:0000:0000:0000:0000:0000:0000:0001]:80'],
  ]);
});

test.describe('A socket of this process', () => {
  test.skip(process.platform !== 'linux', 'Linux alone has /proc');
  const folder = join(tmpdir(), `plumbline-socket-${process.pid}`);
  const path = join(folder, 'service.sock');

  test.beforeEach(() => mkdir(folder, { mode: 0o700 }));

  test.afterEach(() => rm(folder, { recursive: true, force: true }));

  test('is found with its server and the ports of that', async () => {
    const [service, besides] = [createServer().listen(path), createServer().listen(0, '127.0.0.1')];
    await Promise.all([once(service, 'listening'), once(besides, 'listening')]);
    const { port } = besides.address() as AddressInfo;
    const file = await observeSocketFile(path);
    expect(file.folders.map(({ path: each }) => each)).toContain('/');
    expect(file.folders[0]).toMatchObject({ mode: 0o700 });
    const server = await observeSocketServer(path);
    expect(server.processes).toContain(process.pid);
    expect(server.tcp).toContain(`127.0.0.1:${port}`);
    service.close();
    besides.close();
  });

  test('is an error where it is another file, or not there, or nobody listens', async () => {
    await expect(observeSocketFile(path)).rejects.toThrow('ENOENT');
    await writeFile(path, '');
    await expect(observeSocketFile(path)).rejects.toThrow('is no socket');
    await expect(observeSocketServer(path)).rejects.toThrow('nothing listens there');
  });
});

test('PLUMBLINE_SOCKET is an absolute path', () => {
  const read = (path: string) =>
    externalTarget({ PLUMBLINE_TARGET: 'https://shop.test', PLUMBLINE_SOCKET: path }, { active: false });
  expect(read('/run/app/service.sock')?.socket).toEqual({ path: '/run/app/service.sock' });
  expect(read('')).not.toHaveProperty('socket');
  expect(() => read('service.sock')).toThrow('PLUMBLINE_SOCKET must be an absolute path');
});
