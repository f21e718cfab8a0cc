// The house keeps its import table; the checker itself is tried on planted violations.
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { faultsOf, unusedGrants } from './architecture/check.ts';
import { importTableMarkdown, ROOMS, STAGES } from './architecture/import-table.ts';

const SRC = new URL('../src/', import.meta.url).pathname;
const sources = new Map(
  globSync('**/*.ts', { cwd: SRC })
    .sort()
    .map(file => [file.replaceAll('\\', '/'), readFileSync(`${SRC}${file}`, 'utf8')]),
);

test('src/ keeps every rule of the house', () => {
  expect(sources.size).toBeGreaterThan(100);
  expect(faultsOf(sources)).toEqual([]);
});

test('the import table grants nothing that is not used', () => {
  expect(unusedGrants(sources)).toEqual([]);
});

test('the import table lets no stage import another stage, and only the top import main, cli and assembly', () => {
  const stages = new Set<string>(STAGES);
  const granted = ROOMS.flatMap(({ name, rooms }) =>
    rooms.map(grant => ({ name, target: typeof grant === 'string' ? grant : grant.name })),
  );
  expect(granted.filter(({ name, target }) => stages.has(name) && target !== 'domain')).toEqual([]);
  expect(granted.filter(({ target }) => target === 'main.ts')).toEqual([]);
  expect(granted.filter(({ target }) => target === 'cli').map(({ name }) => name)).toEqual(['main.ts']);
  expect(granted.filter(({ target }) => target === 'assembly').map(({ name }) => name)).toEqual(['cli', 'main.ts']);
});

test('docs/architecture.md shows the import table that is checked', () => {
  const document = readFileSync(new URL('../docs/architecture.md', import.meta.url), 'utf8');
  expect(document).toContain(importTableMarkdown());
});

const OPENING = '// Stands here to be found.\n';

/** Files of a small house that is in order. */
const house = {
  'domain/paper.ts': `${OPENING}export interface Paper { title: string }\nexport const LIMIT = 1;\n`,
  'render/excerpt.ts': `${OPENING}export const excerpt = 1;\n`,
  'store/store.ts': `${OPENING}export const store = 1;\n`,
  'pipeline.ts': `${OPENING}export const day = 1;\n`,
  'assembly/house.ts': `${OPENING}export const house = 1;\n`,
  'cli/run.ts': `${OPENING}export const run = 1;\n`,
  'main.ts': `${OPENING}export const main = 1;\n`,
};

function faultsWith(planted: Record<string, string>): string[] {
  const files = Object.entries({ ...house, ...planted });
  return faultsOf(new Map(files.map(([file, text]) => [file, text.startsWith('\n') ? `${OPENING}${text}` : text])));
}

describe('a planted violation is found', () => {
  test.each<[string, Record<string, string>, string]>([
    [
      'a stage that imports another stage',
      { 'rank/rank.ts': "\nimport { excerpt } from '../render/excerpt.ts';" },
      'rank/rank.ts:3 imports render/excerpt.ts of the room render, which rank/rank.ts may not',
    ],
    [
      'a stage that takes only a type from the store',
      { 'rank/rank.ts': "\nimport type { Store } from '../store/store.ts';" },
      'rank/rank.ts:3 imports store/store.ts of the room store, which rank/rank.ts may not',
    ],
    [
      'an inline type import',
      { 'web/page.ts': "\nimport { type Store } from '../store/store.ts';" },
      'web/page.ts:3 imports store/store.ts of the room store, which web/page.ts may not',
    ],
    [
      'the type of an import expression',
      { 'web/page.ts': "\ntype Store = typeof import('../store/store.ts')['store'];" },
      'web/page.ts:3 imports store/store.ts of the room store, which web/page.ts may not',
    ],
    [
      'a dynamic import inside of a template',
      { 'web/page.ts': `\nexport const page = async () => \`\${\`\${await import('../store/store.ts')}\`}\`;` },
      'web/page.ts:3 imports store/store.ts of the room store, which web/page.ts may not',
    ],
    [
      'an import over several lines, with comments in between',
      { 'dedupe/decide.ts': "\nimport {\n  // from 'zod'\n  store,\n} /* from 'x' */ from\n  '../store/store.ts';" },
      'dedupe/decide.ts:3 imports store/store.ts of the room store, which dedupe/decide.ts may not',
    ],
    [
      'an import of everything',
      { 'dedupe/decide.ts': "\nimport * as store from '../store/store.ts';" },
      'dedupe/decide.ts:3 imports store/store.ts of the room store, which dedupe/decide.ts may not',
    ],
    [
      'an import for its effect alone',
      { 'dedupe/decide.ts': "\nimport '../store/store.ts';" },
      'dedupe/decide.ts:3 imports store/store.ts of the room store, which dedupe/decide.ts may not',
    ],
    [
      'a domain that looks outside',
      { 'domain/issue.ts': "\nimport type { Store } from '../store/store.ts';" },
      'domain/issue.ts:3 imports store/store.ts of the room store, which domain/issue.ts may not',
    ],
    [
      'a pipeline that knows the store',
      { 'pipeline.ts': "\nimport { store } from './store/store.ts';" },
      'pipeline.ts:3 imports store/store.ts of the room store, which pipeline.ts may not',
    ],
    [
      'a command that reaches past the assembly',
      { 'cli/list.ts': "\nimport { store } from '../store/store.ts';" },
      'cli/list.ts:3 imports store/store.ts of the room store, which cli/list.ts may not',
    ],
    [
      'a room that knows the assembly',
      { 'preview/mailbox.ts': "\nimport type { house } from '../assembly/house.ts';" },
      'preview/mailbox.ts:3 imports assembly/house.ts of the room assembly, which preview/mailbox.ts may not',
    ],
    [
      'an assembly that knows a command',
      { 'assembly/day.ts': "\nimport { run } from '../cli/run.ts';" },
      'assembly/day.ts:3 imports cli/run.ts of the room cli, which assembly/day.ts may not',
    ],
    [
      'somebody who imports main',
      { 'cli/list.ts': "\nimport { main } from '../main.ts';" },
      'cli/list.ts:3 imports main.ts, which nobody may',
    ],
    [
      'a package that the room was not granted',
      { 'parse/json.ts': "\nimport { load } from 'cheerio/slim';" },
      'parse/json.ts:3 imports cheerio, which parse/json.ts may not',
    ],
    [
      'a scoped package, only its type',
      { 'web/page.ts': "\nimport type { Http } from '@hono/node-server/types';" },
      'web/page.ts:3 imports @hono/node-server, which web/page.ts may not',
    ],
    [
      'a package outside of its one file',
      { 'deliver/outbox.ts': "\nimport type { Mail } from 'nodemailer/lib/mailer';" },
      'deliver/outbox.ts:3 imports nodemailer, which deliver/outbox.ts may not',
    ],
    [
      'files in the pure middle',
      { 'select/judge.ts': "\nimport { readFile } from 'node:fs/promises';" },
      'select/judge.ts:3 imports node:fs, which select/judge.ts may not',
    ],
    [
      'a Node module without its prefix',
      { 'store/sqlite.ts': "\nimport { readFileSync } from 'fs';" },
      'store/sqlite.ts:3 imports fs, which store/sqlite.ts may not',
    ],
    [
      'an import that is computed',
      { 'cli/list.ts': "\nexport const load = (name: string) => import('./' + name);" },
      'cli/list.ts:3 imports something computed: expected a string',
    ],
    [
      'an import by require',
      { 'cli/list.ts': "\nimport fs = require('node:fs');" },
      'cli/list.ts:3 imports something computed: expected a string',
    ],
    [
      'a file that is not there',
      { 'cli/list.ts': "\nimport { gone } from './gone.ts';" },
      'cli/list.ts:3 imports ./gone.ts: there is no such file in src/',
    ],
    [
      'a re-export of everything',
      { 'web/all.ts': "\nexport * as papers from '../domain/paper.ts';" },
      'web/all.ts:3 re-exports ../domain/paper.ts: expected an import from where it lives',
    ],
    [
      'a re-export of a type',
      { 'web/all.ts': "\nexport type {\n  Paper,\n} from '../domain/paper.ts';" },
      'web/all.ts:3 re-exports ../domain/paper.ts: expected an import from where it lives',
    ],
    [
      'a cycle, though only of types',
      {
        'domain/a.ts': "\nimport type { B } from './b.ts';\nexport type A = B | 1;",
        'domain/b.ts': "\nimport type { C } from './c.ts';\nexport type B = C | 2;",
        'domain/c.ts': "\nimport type { A } from './a.ts';\nexport type C = A | 3;",
      },
      'domain/a.ts:1 is in a cycle: domain/a.ts → domain/b.ts → domain/c.ts → domain/a.ts',
    ],
    [
      'a room that the table does not know',
      { 'billing/invoice.ts': '\n' },
      'billing/invoice.ts:1 is in no room of the import table',
    ],
    [
      'a barrel',
      { 'parse/index.ts': '\n' },
      'parse/index.ts:1 is named "index": expected a name that says what lives there',
    ],
    [
      'a drawer',
      { 'parse/text-utils.ts': '\n' },
      'parse/text-utils.ts:1 is named "text-utils": expected a name that says what lives there',
    ],
    ['a name in another case', { 'parse/pageText.ts': '\n' }, 'parse/pageText.ts:1 is not named in kebab-case'],
    [
      'a file without an opening sentence',
      { 'parse/json.ts': 'export const a = 1;\n' },
      'parse/json.ts:1 does not open with a comment that says what lives there',
    ],
    [
      'a default export',
      { 'parse/json.ts': '\nexport default 1;' },
      'parse/json.ts:3 has a default export: expected a name',
    ],
    [
      'a look at the environment',
      { 'store/a.ts': '\nexport const a = process.env.HOME;' },
      'store/a.ts:3 uses the environment, which it may not',
    ],
    [
      'output outside of the commands',
      { 'rank/rank.ts': "\nconsole.log('x');" },
      'rank/rank.ts:3 uses the terminal, which it may not',
    ],
    [
      'a look at the clock',
      { 'rank/rank.ts': '\nexport const at = new Date();' },
      'rank/rank.ts:3 uses the clock, which it may not',
    ],
    [
      'the same by a method',
      { 'cli/run.ts': `\nexport const at = \`\${Date.now()}\`;` },
      'cli/run.ts:3 uses the clock, which it may not',
    ],
    [
      'chance in the middle',
      { 'select/a.ts': '\nexport const a = Math.random();' },
      'select/a.ts:3 uses chance, which it may not',
    ],
    [
      'a fetch that is not guarded',
      { 'ingest/a.ts': "\nexport const a = fetch('x');" },
      'ingest/a.ts:3 uses the network, which it may not',
    ],
    [
      'a way around by the global object',
      { 'rank/a.ts': '\nglobalThis.x = 1;' },
      'rank/a.ts:3 uses the process, which it may not',
    ],
  ])('%s', (_name, planted, fault) => {
    expect(faultsWith(planted)).toContain(fault);
  });

  test('a grant that no file makes use of', () => {
    expect(unusedGrants(new Map(Object.entries(house)))).toContain('deliver → nodemailer in nodemailer.ts');
  });

  test('and nothing else is: the house around it is in order', () => {
    expect(faultsWith({})).toEqual([]);
  });
});

describe('what only looks like a violation is none', () => {
  test.each([
    ['an import in a comment', "// import { store } from '../store/store.ts';\n/* import '../store/store.ts' */"],
    ['an import in a string', `export const a = "import '../store/store.ts'", b = 'it\\'s import "x"';`],
    [
      'an import in a template',
      `export const a = \`import '../store/store.ts'; \${1} console.log() \\\`process.env\`;`,
    ],
    ['an import in a regular expression', "export const a = /import '..\\/store[/']store.ts'/u, b = 4 / 2 / 1;"],
    ['a quote in a regular expression', "export const quoted = [/'/, /[\"`/]/].map(quote => quote.test('x'));"],
    ['the meta property', 'export const a = import.meta.url;'],
    ['a property of that name', "export const a = { import: 'x', export: 'from' };\nexport const b = a.import;"],
    ['an exported constant', "export const from = 'node:fs';\nexport type { };"],
    ['a type that is exported', "export type From = { from: 'node:fs' };"],
    ['a date that is given', 'export const at = (text: string) => new Date(text);'],
    [
      "somebody's own property",
      'export const at = (house: any) => [house.console.log, house.process.env, house.fetch(1)];',
    ],
  ])('%s', (_name, text) => {
    expect(faultsWith({ 'web/page.ts': `\n${text}` })).toEqual([]);
  });

  test('a slash after a bracket divides', () => {
    expect(faultsWith({ 'web/page.ts': "\nexport const a = (1 + 1) / 2, b = [4][0] / 2; import 'zod'; // /" })).toEqual(
      ['web/page.ts:3 imports zod, which web/page.ts may not'],
    );
  });
});
