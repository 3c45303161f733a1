import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { outputsOf, OUTPUT_PATHS } from '../../reporters/outputs.ts';
import { runText } from '../../reporters/run-file.ts';
import { verifyBundle } from '../../reporters/seal/verify.ts';
import { freshKey, sampleRun } from './sealed.ts';

const SCRIPT = join(import.meta.dirname, 'write-sample.ts');
const LOADER = fileURLToPath(import.meta.resolve('tsx'));

/** What a process that writes the sample's report leaves. */
interface Left {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Everything below `results`, as far as the process could see it. */
  readonly files: readonly string[];
}

function workingFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = test.info().outputPath(`w${process.hrtime.bigint()}`);
  mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** How a process writes the sample's report. */
interface Order {
  /** A command that mounts something, in a namespace of its own. */
  readonly mount?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly shard?: boolean;
}

/** Writes the sample's report in a process. */
function write(folder: string, { mount, env = {}, shard = false }: Order = {}): Left {
  const write = `"${process.execPath}" --import "${LOADER}" "${SCRIPT}" ${shard ? 'shard' : ''}`;
  // What is mounted is gone with the process, so it lists what it leaves.
  const script = `${mount ?? 'true'} || exit 99; ${write}; status=$?; find results -type f >&3; exit $status`;
  const command = mount === undefined ? ['sh', '-c', script] : ['unshare', '-m', 'sh', '-c', script];
  const [program = '', ...args] = command;
  const { status, output } = spawnSync(program, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [, stdout = '', stderr = '', listed = ''] = output.map(String);
  const files = listed.split('\n').filter((file) => file !== '');
  return { status, stdout, stderr, files: files.sort() };
}

/** Writes the sample's report on a disk of so many kilobytes. */
function writeOnDisk(kilobytes: number): Left {
  const folder = workingFolder({ 'results/.keep': '' });
  return write(folder, { mount: `mount -t tmpfs -o size=${kilobytes}k none results` });
}

const mayMount = spawnSync('unshare', ['-m', 'true']).status === 0;

test.describe('A report', () => {
  test('is written whole, with its bundle', () => {
    const folder = workingFolder();
    const { status, stdout, files } = write(folder);
    expect(stdout).toBe('results/staging/run.json\nresults/staging/bundle (unsigned)\n');
    expect(status).toBe(0);
    const names = [...outputsOf({ run: sampleRun('pass') })].map(({ path }) => path);
    expect(files).toEqual(
      [...names, ...[...names, 'manifest.json'].map((name) => `bundle/${name}`)]
        .map((name) => `results/staging/${name}`)
        .sort(),
    );
    expect(verifyBundle(join(folder, 'results/staging/bundle')).problems).toEqual([]);
  });

  test('says who signed it', () => {
    const key = freshKey();
    const folder = workingFolder();
    const { stdout } = write(folder, { env: { PLUMBLINE_SIGNING_KEY: '${env:KEY}', KEY: key.privatePem } });
    expect(stdout).toContain(`results/staging/bundle (signed by ${key.id.slice(0, 16)})\n`);
    expect(verifyBundle(join(folder, 'results/staging/bundle'), key.publicKey)).toMatchObject({
      problems: [],
      signature: 'verified',
    });
  });

  test('takes the place of an earlier one, and of nothing else', () => {
    const folder = workingFolder();
    write(folder, { env: { PLUMBLINE_SIGNING_KEY: '${env:KEY}', KEY: freshKey().privatePem } });
    const old = { 'audit.pdf': 'old', 'oscal/poam.json': 'old', 'notes.txt': 'mine', 'bundle.zip': 'mine' };
    for (const [name, text] of Object.entries(old)) {
      mkdirSync(dirname(join(folder, 'results/staging', name)), { recursive: true });
      writeFileSync(join(folder, 'results/staging', name), text);
    }
    const { files } = write(folder);
    expect(files).not.toContain('results/staging/audit.pdf');
    expect(files).not.toContain('results/staging/oscal/poam.json');
    expect(files).not.toContain('results/staging/bundle/statement.dsse.json');
    expect(files).toEqual(
      expect.arrayContaining(['results/staging/bundle.zip', 'results/staging/notes.txt']),
    );
  });

  test('leaves what somebody put into the bundle, and says that it is in the way', () => {
    const folder = workingFolder({
      'results/staging/bundle/notes.txt': 'mine',
      'results/staging/bundle/manifest.json': '{ "files": [{ "path": "../../../outside.txt" }] }',
      'outside.txt': 'mine',
    });
    const { status, stderr } = write(folder);
    expect(stderr).toBe(
      'results/staging/bundle/notes.txt is in the way, and Plumbline did not write it: move it elsewhere\n',
    );
    expect(status).toBe(1);
    expect(readFileSync(join(folder, 'results/staging/bundle/notes.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(join(folder, 'outside.txt'), 'utf8')).toBe('mine');
  });

  test('of a shard has no bundle', () => {
    const { stdout, files } = write(workingFolder(), { shard: true });
    expect(stdout).toBe('results/staging/run.json\n');
    expect(files.filter((file) => file.includes('bundle'))).toEqual([]);
  });

  test('that finds something else in its place says so in one line', () => {
    const ways: Readonly<Record<string, readonly [folder: string, says: string]>> = {
      'a file for the folder': [
        workingFolder({ results: 'a file' }),
        'results/staging: a part of its path is a file (ENOTDIR)\n',
      ],
      'a folder for a file': [workingFolder({ 'results/staging/run.json/x': 'mine' }), 'results/staging: '],
    };
    for (const [what, [folder, says]] of Object.entries(ways)) {
      const { status, stderr } = write(folder);
      expect.soft(stderr, what).toContain(says);
      expect.soft(stderr.trim().split('\n'), what).toHaveLength(1);
      expect.soft(status, what).toBe(1);
    }
  });

  test('on a full disk leaves no half of a file', () => {
    test.skip(!mayMount, 'a small disk needs the right to mount one');
    const { status, stderr, files } = writeOnDisk(16);
    expect(stderr).toBe('results/staging/run.json: the disk is full (ENOSPC)\n');
    expect(status).toBe(1);
    expect(files).toEqual([]);
  });

  test('on a disk that has no room for the bundle leaves none, and all else', () => {
    test.skip(!mayMount, 'a small disk needs the right to mount one');
    const outputs = [...outputsOf({ run: sampleRun('pass') })];
    const pages = outputs.map(({ content }) => Math.ceil(Buffer.from(content).length / 4_096));
    const { status, stderr, files } = writeOnDisk(4 * pages.reduce((sum, count) => sum + count, 0) + 64);
    expect(stderr).toMatch(/^results\/staging\/bundle\S*: the disk is full \(ENOSPC\)\n$/);
    expect(status).toBe(1);
    expect(files).toEqual(outputs.map(({ path }) => `results/staging/${path}`).sort());
  });

  test('on a disk that may only be read says so', () => {
    test.skip(!mayMount, 'a read-only disk needs the right to mount one');
    const folder = workingFolder({ 'results/.keep': '' });
    const { status, stderr } = write(folder, { mount: 'mount -t tmpfs -o ro none results' });
    expect(stderr).toBe('results/staging/run.json: the file system is read-only (EROFS)\n');
    expect(status).toBe(1);
  });

  test('has no output that would outlive it', () => {
    const paths = [...outputsOf({ run: sampleRun('pass') })].map(({ path }) => path);
    expect(OUTPUT_PATHS).toEqual(expect.arrayContaining(paths));
  });
});

test('run.json is the run, whatever stands in it', () => {
  const run = sampleRun('fail');
  const hostile = '"}],\n\u2028 [redacted] \\';
  const full = {
    ...run,
    controls: run.controls.map((control, index) =>
      index === 0
        ? { ...control, observed: [hostile], evidence: [{ kind: 'http', subject: hostile, body: '\n}' }] }
        : control,
    ),
  };
  expect(JSON.parse(runText(full))).toEqual(full);
  expect(runText({ ...run, controls: run.controls.slice(0, 1) })).toMatch(
    /\n {2}"controls": \[\n {4}\{\n {6}"id"/,
  );
});
