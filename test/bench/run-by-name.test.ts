import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const PROJECT = resolve(import.meta.dirname, '../..');

function run(script: 'bench' | 'eval', ...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`bench/${script}.ts`, ...words], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('an unknown name is wrong usage, and the answer lists the names there are', () => {
  const { status, stdout, stderr } = run('eval', 'nonsense');
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^"nonsense" is not known\n/);
  expect(stderr).toMatch(/npm run eval -- NAME/);
  expect(stderr).toMatch(/^names: .*\bparse\b/m);
});

test('no name, two names, an unknown option and the name of an inherited property are wrong usage too', () => {
  for (const words of [[], ['parse', 'parse'], ['parse', '--fast'], ['toString']]) {
    expect(run('bench', ...words), words.join(' ')).toMatchObject({ status: 2, stdout: '' });
  }
});

test('data that is not there is named, with what would help', () => {
  const { status, stderr } = run('eval', 'parse', '--data', 'no/such/folder');
  expect(status).toBe(1);
  expect(stderr).toContain(resolve(PROJECT, 'no/such/folder/hf-api'));
  expect(stderr).toMatch(/--data DIR or PAPERBOY_DATA\n$/);
});
