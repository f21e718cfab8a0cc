import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { digest, type Installation, install } from './paperboy.ts';

let paperboy: Installation;

beforeEach(() => {
  paperboy = install({ SOURCES: './digest.txt' });
});

afterEach(() => paperboy.remove());

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);

test('every command explains itself', () => {
  const commands = createProgram('1.0.0').commands.flatMap(command => [command, ...command.commands]);
  expect(commands.map(command => command.name())).toEqual(
    expect.arrayContaining([
      'run',
      'serve',
      'preview',
      'ingest',
      'subscribers',
      'add',
      'import',
      'export',
      'topics',
      'explain',
      'migrate',
      'parse',
      'dedupe',
      'rank',
      'match',
    ]),
  );
  for (const command of commands) expect(command.helpInformation()).toMatch(/Usage: .+\n\n.{10,}/);
});

test.each([
  [['nonsense'], /unknown command 'nonsense'/],
  [['run', '--nonsense'], /unknown option '--nonsense'/],
  [['ingest'], /missing required argument/],
  [['match'], /expected either --all or --topics/],
  [['match', '--topics', 'rl,nonsense'], /"nonsense": expected some of/],
  [['rank', '--at', '5'], /--at is "5": expected/],
])('wrong usage %j ends with exit code 2 and says what was expected', async (args, message) => {
  expect(await paperboy.run(args)).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
});

test('a wrong configuration ends with exit code 2, names every fault and makes no data folder', async () => {
  const env = { SMTP_URL: 'http://user:secret@mail', PORT: 'three', PUBLIC_URL: 'http://127.0.0.1:3000' };
  const { code, stderr } = await paperboy.runAlone(['run'], { env });
  expect(code).toBe(2);
  for (const name of ['SMTP_URL', 'PORT is "three"', 'PUBLIC_URL', 'MAIL_FROM is missing'])
    expect(stderr).toContain(name);
  expect(stderr).not.toContain('secret');
  expect(existsSync(join(paperboy.folder, 'data'))).toBe(false);
});

test.each<[string, string | Uint8Array, string]>([
  ['an empty file', '', 'input_empty'],
  ['bytes that are no text', Uint8Array.of(0x41, 0x81, 0xfe, 0x0a, 0xc0), 'input_not_text'],
  ['a NUL in the text', `${digest(['A Paper About Something'])}\u0000`, 'input_not_text'],
  ['one line of 50 MB', 'x'.repeat(50 * 1024 * 1024), 'input_line_too_long'],
])('%s ends with a clear message and stores nothing', async (_name, bytes, code) => {
  const path = paperboy.writeDigest('bad.txt', bytes);
  const result = await paperboy.run(['ingest', '--json', path]);
  expect(result.code).toBe(1);
  expect(result.stderr).toContain(`[${code}]`);
  expect(result.stderr).not.toMatch(/\n\s+at /);
  expect(JSON.parse(result.stdout)).toEqual({ parsed: 0, new: 0, known: 0, rejected: 0 });
});

test('the filters chain: parse, dedupe, rank, match', async () => {
  const path = paperboy.writeDigest(
    'page.txt',
    digest([
      'Offline Reinforcement Learning for Kitchens',
      'Bread at the Right Moment',
      'Offline Reinforcement Learning for Kitchens',
    ]),
  );
  const parsed = await paperboy.runAlone(['parse', path]);
  const doubled = lines(parsed.stdout)
    .map((paper, at) => JSON.stringify({ ...paper, ref: `r${at}` }))
    .join('\n');
  const deduped = await paperboy.runAlone(['dedupe'], {
    input: `${doubled}\n${JSON.stringify({ title: 'Bread at the right moment', ref: 'again' })}\n`,
  });
  expect(lines(deduped.stdout)).toMatchObject([
    { refs: expect.any(Array), key: expect.stringMatching(/^title:/) },
    { refs: ['r1', 'again'] },
  ]);
  const ranked = await paperboy.runAlone(['rank'], { input: deduped.stdout });
  expect(lines(ranked.stdout).map(({ score }) => typeof score)).toEqual(['number', 'number']);
  const matched = await paperboy.runAlone(['match', '--topics', 'rl'], { input: ranked.stdout });
  const topics = new Map(lines(matched.stdout).map(({ title, topics }) => [title, topics]));
  expect(topics.get('Offline Reinforcement Learning for Kitchens')).toMatchObject([
    { id: 'rl', evidence: [{ field: 'title' }, {}] },
  ]);
  expect(topics.get('Bread at the Right Moment')).toEqual([]);
});

test('dedupe --explain says of records that are alike why they are one paper, or two, in points', async () => {
  const people = { authors: ['Ada Lovelace', 'Mary Shelley'] };
  const records = [
    { ref: 'arxiv', title: 'Sparse Hives: Counting Bees with Graph Models', ...people },
    { ref: 'feed', title: 'Sparse hives: couting bees with graph models', ...people },
    { ref: 'next', title: 'Sparse Hives 2: Counting Bees with Graph Models', ...people },
  ];
  const input = records.map(record => JSON.stringify(record)).join('\n');
  const { stdout, stderr } = await paperboy.run(['dedupe', '--explain'], { input });
  expect(lines(stdout)).toMatchObject([{ refs: ['arxiv', 'feed'] }, { refs: ['next'] }]);
  expect(stderr).toMatch(/^feed joined arxiv: one paper, .*; \d+\.\d points where \d+\.\d are needed: .*title of one/m);
  expect(stderr).toMatch(
    /^arxiv and next: two papers, the titles count differently: "hives 2" and none; .* overrules/m,
  );
});

test('an operator sees what went into a paper, splits it, joins it again and hides it', async () => {
  const path = paperboy.writeDigest(
    'hives.jsonl',
    ['Sparse Hives: Counting Bees', 'Sparse Hives: Couting Bees']
      .map((title, at) =>
        JSON.stringify({ title, authors: ['Ada Lovelace'], ...(at === 0 && { arxivId: '2511.00001' }) }),
      )
      .join('\n'),
  );
  await paperboy.run(['ingest', path]);
  const shown = await paperboy.run(['papers', 'show', 'arxiv.org/abs/2511.00001']);
  expect(shown.stdout).toMatch(/^Sparse Hives: Counting Bees\n {2}paper 1, arXiv 2511\.00001, came in /);
  expect(shown.stdout).toMatch(/ {4}2 {2}\S+ \S+ UTC {2}.*hives\.jsonl {2}“Sparse Hives: Couting Bees”/);
  expect(await paperboy.run(['papers', 'split', '1', '3'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('record 3 is not one of paper 1: expected some, but not all, of 1, 2'),
  });
  const listed = await paperboy.run(['papers', 'list', '--days', '1', '--json']);
  expect(lines(listed.stdout)).toMatchObject([
    { id: 1, arxivId: '2511.00001', sources: 1, enteredAt: expect.any(String) },
  ]);
  const split = await paperboy.run(['papers', 'split', '1', '2']);
  expect(split.stdout).toContain('Two papers from now on: 1, “Sparse Hives: Counting Bees”, and 2');
  expect((await paperboy.run(['papers', 'show', 'Sparse Hives: Couting Bees'])).stdout).toContain(
    'kept apart from paper 1',
  );
  expect((await paperboy.run(['papers', 'merge', '1', '2'])).stdout).toContain('is part of paper 1');
  expect((await paperboy.run(['papers', 'hide', '2511.00001'])).stdout).toContain('is hidden');
  expect((await paperboy.run(['papers', 'show', '2'])).stdout).toMatch(/paper 1,[\s\S]*hidden since/);
  expect(await paperboy.run(['papers', 'hide', '2511.99999'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no paper "2511.99999" is here: expected its number'),
  });
});

test('a filter names a bad line and passes unknown fields of good ones through', async () => {
  const { stdout, stderr } = await paperboy.run(['rank'], {
    input: '{"title":"A","mine":1}\nnonsense\n{"title":""}\n',
  });
  expect(lines(stdout)).toMatchObject([{ title: 'A', mine: 1 }]);
  expect(lines(stderr)).toMatchObject([
    { line: 2, reason: expect.stringContaining('not JSON') },
    { line: 3, reason: expect.stringContaining('title') },
  ]);
});

test('standard input is a source', async () => {
  const { stdout } = await paperboy.runAlone(['ingest', '--json', '-'], {
    input: digest(['A Paper About Something Else']),
  });
  expect(JSON.parse(stdout)).toMatchObject({ new: 1 });
});

test('people can be added, listed, exported, imported again and removed', async () => {
  await paperboy.run([
    'subscribers',
    'add',
    'Ada@Lab.org',
    '--topics',
    'rl,agents',
    '--papers',
    '5',
    '--days',
    'weekly:fri',
  ]);
  const [ada] = lines((await paperboy.run(['subscribers', 'list', '--json'])).stdout);
  expect(ada).toMatchObject({
    address: 'Ada@lab.org',
    status: 'confirmed',
    papersPerMail: 5,
    interests: { topics: ['rl', 'agents'] },
  });
  const { stdout: exported } = await paperboy.run(['subscribers', 'export']);
  const path = paperboy.writeDigest('people.yaml', `${exported}- email: bob@lab.org\n`);
  expect((await paperboy.run(['subscribers', 'import', path])).stdout).toMatch(
    /1 added, 0 changed, 1 known.*\n.*unconfirmed/,
  );
  await paperboy.run(['subscribers', 'remove', 'ada@lab.org']);
  expect(await paperboy.run(['subscribers', 'add', 'ada@lab.org'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('unsubscribed'),
  });
  expect(await paperboy.run(['subscribers', 'remove', 'nobody@lab.org'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('subscriber_unknown'),
  });
});

test('explain says yes or no with the rule that decided', async () => {
  await paperboy.run(['subscribers', 'add', 'ada@lab.org', '--topics', 'rl', '--muted', 'bread']);
  const path = paperboy.writeDigest(
    'page.txt',
    digest([
      'Offline Reinforcement Learning for Kitchens',
      'Reinforcement Learning Bakes Bread',
      'A Very Quiet Afternoon in Spring',
    ]),
  );
  await paperboy.run(['ingest', path]);
  const explain = async (title: string) => (await paperboy.run(['explain', 'ada@lab.org', title])).stdout;
  expect(await explain('Offline Reinforcement Learning for Kitchens')).toMatch(
    /yes: place 1 of 10\n.*Reinforcement learning/,
  );
  expect(await explain('Reinforcement Learning Bakes Bread')).toContain('no: muted by "bread"');
  const quiet = await explain('A Very Quiet Afternoon in Spring');
  expect(quiet).toContain('no: none of the topics');
  expect(quiet).toMatch(/Just missed\n.*Bakes Bread\n.*muted by "bread"/);
  await paperboy.run(['subscribers', 'remove', 'ada@lab.org']);
  expect(await explain('Offline Reinforcement Learning for Kitchens')).toMatch(
    /^ {2}no: unsubscribed on \d{4}-\d\d-\d\d\n {2}otherwise yes: place 1 of 10\n/m,
  );
  expect(await paperboy.run(['explain', 'ada@lab.org', 'No Such Paper'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('paper_unknown'),
  });
});

test('topics try tells what a choice would have brought', async () => {
  const titles = [
    'Offline Reinforcement Learning for Kitchens',
    'Reinforcement Learning Bakes Bread',
    'A Quiet Afternoon',
  ];
  const path = paperboy.writeDigest('page.txt', digest(titles));
  await paperboy.run(['ingest', '--as-new', path]);
  const { stdout } = await paperboy.run([
    'topics',
    'try',
    '--keywords',
    'reinforc*; bread + "learning"',
    '--muted',
    'bread',
  ]);
  expect(stdout).toContain('Just missed\n');
  expect(stdout).toContain('it would match, but is muted by "bread"');
  expect(stdout).toContain('1 of the 3 papers of the last 30 days match');
  expect(stdout).toContain('“bread” removed 1 paper, such as “Reinforcement Learning Bakes Bread”');
  expect(stdout).toContain('“reinforc*” brings 1 paper, 1 that nothing else brings: the most noise');
  expect(await paperboy.run(['topics', 'try', '--keywords', 'r*'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('keywords, the 1st, is "r*": expected at least two letters before the *'),
  });
});

test('people whose consent is told later get mail from then on', async () => {
  const path = paperboy.writeDigest('people.yaml', '- email: ada@lab.org\n');
  await paperboy.run(['subscribers', 'import', path]);
  const { stdout } = await paperboy.run(['subscribers', 'import', path, '--consent', 'signed the list at the seminar']);
  expect(stdout).toContain('1 changed');
  const counts = await paperboy.run(['subscribers', 'import', path, '--json']);
  expect(JSON.parse(counts.stdout)).toEqual({
    ...{ added: 0, changed: 0, known: 1, left: 0, managed: 0 },
    ...{ faults: [], gone: [], unused: [] },
  });
  expect(lines((await paperboy.run(['subscribers', 'export', '--json'])).stdout)).toMatchObject([
    { address: 'ada@lab.org' },
  ]);
  expect((await paperboy.run(['subscribers', 'list'])).stdout).toContain('ada@lab.org  confirmed');
});

test.each([
  ['a data folder that is a file', { DATA_DIR: './people.yaml' }, 'data_dir_unusable'],
  ['a people folder that is a file', { SUBSCRIBERS_DIR: './people.yaml' }, 'config_invalid'],
  ['a password that does not decode', { SMTP_URL: 'smtp://u:ge%heim@127.0.0.1' }, 'config_invalid'],
])('%s is named in one line, without a stack', async (_name, env, code) => {
  paperboy.writeDigest('people.yaml', '- email: ada@lab.org\n');
  paperboy.writeDigest('digest.txt', digest(['A Paper About Something']));
  const { stderr } = await paperboy.run(['run'], { env });
  expect(stderr).toContain(`[${code}]`);
  expect(stderr).not.toMatch(/\n\s+at |unexpected|ge%heim/);
});

test('a damaged key file is never taken for an empty one', async () => {
  await paperboy.run(['migrate']);
  writeFileSync(join(paperboy.folder, 'data', 'keys'), '');
  expect(await paperboy.run(['migrate'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('data_dir_unusable'),
  });
});

test('the key file can be read by its owner only', async () => {
  await paperboy.run(['migrate']);
  expect(statSync(join(paperboy.folder, 'data', 'keys')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(paperboy.folder, 'data', 'keys'), 'utf8')).toMatch(/^TOKEN_KEYS=/);
});
