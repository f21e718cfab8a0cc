// docs/errors.md, the catalogue and the places that throw agree, each with each.
import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ERRORS } from '../../src/domain/errors.ts';
import { tokenize } from '../architecture/tokens.ts';
import { onlyCode, ROOT, readProjectFile, tableRows } from './markdown.ts';

const documented = tableRows(readProjectFile('docs/errors.md'), 'code').map(([code = '', exit, meaning, advice]) => ({
  code: onlyCode(code),
  exit: Number(exit),
  meaning,
  advice,
}));

test('docs/errors.md explains every code of the catalogue once, with its exit code, and no other', () => {
  const listed = documented.map(({ code, exit }) => [code, exit]).sort();
  expect(listed).toEqual(
    Object.entries(ERRORS)
      .map(([code, { exit }]) => [code, exit])
      .sort(),
  );
});

test('each explanation says what it means and what to do', () => {
  expect(documented.filter(({ meaning, advice }) => !meaning || !advice)).toEqual([]);
});

test('docs/errors.md explains every exit code', () => {
  const explained = tableRows(readProjectFile('docs/errors.md'), 'exit code').map(([exit]) => Number(exit));
  expect(explained).toEqual([...new Set([0, ...Object.values(ERRORS).map(({ exit }) => exit)])].sort((a, b) => a - b));
});

/** They hand on codes of others, which are thrown elsewhere too. */
const HANDS_ON = ['src/ingest/guarded-parse.ts', 'src/ingest/fetch-url.ts', 'src/assembly/read-yaml.ts'];

/** The first argument of every `new AppError(…)`; undefined where it is no plain string. */
function thrownCodes(): (string | undefined)[] {
  const files = globSync('src/**/*.ts', { cwd: ROOT });
  return files.flatMap(file => {
    const tokens = tokenize(readProjectFile(file));
    return tokens.flatMap(({ text }, at) => {
      const [name, opening, code] = tokens.slice(at + 1, at + 4);
      if (text !== 'new' || name?.text !== 'AppError' || opening?.text !== '(') return [];
      if (code?.kind === 'string') return [code.text];
      return HANDS_ON.includes(file) ? [] : [undefined];
    });
  });
}

test('every code of the catalogue is thrown somewhere, and every code that is thrown is in the catalogue', () => {
  expect([...new Set(thrownCodes())].sort()).toEqual(Object.keys(ERRORS).sort());
});
