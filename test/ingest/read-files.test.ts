import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { filesAt, readFiles } from '../../src/ingest/read-files.ts';

const MAX_FILE_BYTES = 64 * 1024 * 1024;
const AT = '2026-11-23T07:00:00.000Z';
const folder = mkdtempSync(join(tmpdir(), 'paperboy-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

for (const name of ['b.txt', 'a.txt', 'c.md', 'odd[1].txt']) writeFileSync(join(folder, name), name);
mkdirSync(join(folder, 'sub'));
mkdirSync(join(folder, 'archive/2026'), { recursive: true });
mkdirSync(join(folder, 'archive/old.txt'));
const hasPipe = spawnSync('sh', ['-c', 'mkfifo "$0"', join(folder, 'pipe')]).status === 0;

const read = async (pattern: string) =>
  (await readFiles(join(folder, pattern), AT)).map(({ bytes }) => Buffer.from(bytes).toString());

describe('files', () => {
  test('are read as they are, with where and when', async () => {
    expect(await readFiles(join(folder, 'a.txt'), AT)).toEqual([
      { locator: join(folder, 'a.txt'), fetchedAt: AT, bytes: Buffer.from('a.txt') },
    ]);
  });

  test('that a pattern names are read by name', async () => {
    expect(await read('[ab].txt')).toEqual(['a.txt', 'b.txt']);
  });

  test('whose name looks like a pattern are read too', async () => {
    expect(await read('odd[1].txt')).toEqual(['odd[1].txt']);
  });

  test('beside folders that a pattern names are read alone', async () => {
    writeFileSync(join(folder, 'archive/new.txt'), 'new');
    expect(await read('archive/*')).toEqual(['new']);
  });

  test.skipIf(!hasPipe)('that are pipes are refused rather than waited for', async () => {
    await expect(read('pipe')).rejects.toMatchObject({
      code: 'input_unreadable',
      message: `cannot read ${join(folder, 'pipe')}: expected a file, or - for standard input`,
    });
  });

  test.each([
    ['that are not there', 'nowhere.txt', 'cannot read'],
    ['that are folders', 'sub', 'cannot read'],
    ['that no pattern matches', '*.xml', 'no file matches'],
    ['among which there are only folders', 'archive/2*', 'no file matches'],
  ])('%s are an error that names them', async (_, pattern, message) => {
    const path = join(folder, pattern);
    await expect(readFiles(path, AT)).rejects.toMatchObject({
      code: 'input_unreadable',
      message: expect.stringContaining(`${message} ${path}`),
    });
  });

  test('are all read before one that cannot be is an error', async () => {
    symlinkSync('nowhere', join(folder, 'archive/lost.md'));
    writeFileSync(join(folder, 'archive/more.md'), 'more');
    const documents = filesAt(join(folder, 'archive/*.md'), AT);
    expect((await documents.next()).value).toMatchObject({ bytes: Buffer.from('more') });
    await expect(documents.next()).rejects.toMatchObject({ code: 'input_unreadable' });
  });

  test('that are too large are refused unread', async () => {
    const path = join(folder, 'large');
    writeFileSync(path, '');
    truncateSync(path, MAX_FILE_BYTES + 1);
    await expect(readFiles(path, AT)).rejects.toMatchObject({ code: 'input_too_large' });
  });
});

describe('standard input', () => {
  const script = `
    import { readStdin } from ${JSON.stringify(new URL('../../src/ingest/read-files.ts', import.meta.url).href)};
    const { locator, fetchedAt, bytes } = await readStdin('${AT}').catch(({ code }) => ({ locator: code, bytes: '' }));
    process.stdout.write(JSON.stringify({ locator, fetchedAt, text: bytes.toString() }));
  `;
  const pipe = (input: string | Buffer) =>
    JSON.parse(spawnSync(process.execPath, ['--input-type=module', '-e', script], { input, encoding: 'utf8' }).stdout);

  test('is read to its end', () => {
    const text = 'a digest\n'.repeat(20_000);
    expect(pipe(text)).toEqual({ locator: '-', fetchedAt: AT, text });
  });

  test('is refused where it has no end', () => {
    expect(pipe(Buffer.alloc(MAX_FILE_BYTES + 1))).toMatchObject({ locator: 'input_too_large' });
  });
});
