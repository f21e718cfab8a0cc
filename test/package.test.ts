import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'paperboy-pack-'));
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', folder]);
  await run('tar', ['-xzf', join(folder, stdout.trim().split('\n').at(-1)!), '-C', folder]);
  // The dependencies are the same as here; installing them again would only test the registry.
  symlinkSync(resolve('node_modules'), join(folder, 'package', 'node_modules'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bin = () => join(folder, 'package', 'bin', 'paperboy.js');

test('the packed program runs as compiled JavaScript, with its samples, topics and templates', async () => {
  const env = { PATH: process.env.PATH, HOME: folder, DATA_DIR: join(folder, 'data') };
  const { stdout } = await run(process.execPath, [bin(), 'run'], { cwd: folder, env });
  expect(stdout).toContain('15 papers parsed, 15 new');
  expect(stdout).toContain('3 mails submitted');
});

test('the packed program parses in its thread', async () => {
  const env = { PATH: process.env.PATH, HOME: folder };
  const digest = join(folder, 'package', 'samples', 'daily-papers.txt');
  const { stdout, stderr } = await run(process.execPath, [bin(), 'parse', digest], { cwd: folder, env });
  expect(
    stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line)),
  ).toHaveLength(15);
  expect(stderr).toBe('');
});

test('the package holds no source, no tests and no private file', async () => {
  const { stdout } = await run('find', [join(folder, 'package'), '-type', 'f', '-not', '-path', '*/node_modules/*']);
  const files = stdout
    .trim()
    .split('\n')
    .map(path => path.slice(join(folder, 'package').length + 1));
  expect(files).toEqual(expect.arrayContaining(['bin/paperboy.js', 'dist/main.js', 'LICENSE', 'README.md']));
  expect(files.filter(file => /\.ts$|^test\/|^src\/|^\.env$|^data\//.test(file))).toEqual([]);
});

test('on an old Node its first file says in one line what is needed', async () => {
  const pretend =
    'data:text/javascript,Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.0" } })';
  const old = run(process.execPath, ['--import', pretend, bin(), '--version']);
  await expect(old).rejects.toMatchObject({
    code: 2,
    stderr: 'paperboy needs Node 24.6 or newer; this is 18.20.0. See https://nodejs.org\n',
  });
});
