import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digest, type Installation, install } from './paperboy.ts';

let home: Installation;
beforeEach(() => {
  home = install({ CLOCK_OFFSET_MS: String(Date.parse('2026-03-02T12:00:00Z') - Date.now()) });
});
afterEach(() => home.remove());

const run = (...args: string[]) => home.run(['subscribers', ...args]);
const said = async (...args: string[]) => (await run(...args)).stdout.split('\n').filter(Boolean);

describe('people files', () => {
  test('are compared with who is here, by name, and nothing is written before it is wanted', async () => {
    home.writePeople('people.yaml', '- {email: ada@lab.org, days: daily}\n- {email: bob@lab.org}\n');
    expect(await said('sync')).toEqual(['+2 ~0 -0 =0', '+ ada@lab.org', '+ bob@lab.org']);
    home.writePeople('people.yaml', '- {email: ada@lab.org, days: weekly:fri}\n- {email: eve@lab.org}\n');
    const diff = [
      '+1 ~1 -1 =0',
      '+ eve@lab.org',
      '~ ada@lab.org  days: daily → weekly:fri',
      '- bob@lab.org  no longer in the files: no mail from now on',
    ];
    expect(await said('sync', '--dry-run')).toEqual(['Dry run, nothing was written.', ...diff]);
    expect(await said('sync')).toEqual(diff);
    expect(await said('sync')).toEqual(['+0 ~0 -0 =2']);
  });

  test('name the first ten of many', async () => {
    const entries = Array.from({ length: 42 }, (_, at) => `- email: reader${at}@lab.org\n`);
    home.writePeople('people.yaml', entries.join(''));
    const lines = await said('sync');
    expect(lines).toHaveLength(12);
    expect(lines.at(-1)).toBe('  and 32 subscribers more');
  });

  test('seed people; what is set later stays and is shown, until the file is asked again', async () => {
    home.writePeople('people.yaml', '- {email: ada@lab.org, days: daily, papers: 5}\n');
    await said('sync');
    expect(await said('set', 'ada@lab.org', '--days', 'weekly:fri', '--topics', 'rl')).toEqual([
      '✓ ada@lab.org was changed',
    ]);
    home.writePeople('people.yaml', '- {email: ada@lab.org, days: daily, papers: 6}\n');
    expect(await said('sync')).toEqual([
      '+0 ~1 -0 =0',
      '~ ada@lab.org  papers: 5 → 6',
      '! ada@lab.org  keeps own topics: rl (file: none); own days: weekly:fri (file: daily)',
    ]);
    expect((await said('show', 'ada@lab.org')).join('\n')).toMatch(
      /days {8}weekly:fri {2}\(own, whatever the file says\)/,
    );
    expect(await said('set', 'ada@lab.org', '--from-file', 'days', 'topics')).toContain(
      '✓ days, topics: as the people file says, from the next run on',
    );
    expect(await said('sync')).toEqual(['+0 ~1 -0 =0', '~ ada@lab.org  topics: rl → none; days: weekly:fri → daily']);
  });

  test('that manage have the last word, for one person or for all', async () => {
    home.writePeople('one.yaml', '- {email: ada@lab.org, managed: true}\n');
    home.writePeople(
      'all.yaml',
      'managed: true\nsubscribers:\n- email: bob@lab.org\n- {email: eve@lab.org, managed: false}\n',
    );
    await said('sync');
    for (const address of ['ada@lab.org', 'bob@lab.org'])
      expect(await run('set', address, '--papers', '3')).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(`${address} is managed by a people file: change it there`),
      });
    expect(await run('set', 'eve@lab.org', '--papers', '3')).toMatchObject({ code: 0 });
  });
});

describe('one person', () => {
  beforeEach(async () => {
    await run('add', 'Ada@lab.org', '--topics', 'rl', '--consent', 'asked at the seminar', '--name', 'Ada');
  });

  test('is shown with what they get and what they agreed to', async () => {
    const { stdout } = await run('show', 'ADA@lab.org', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      address: 'Ada@lab.org',
      status: 'confirmed',
      consents: [{ act: 'given', how: 'asked at the seminar', at: expect.stringMatching(/^2026-03-02T12:/) }],
    });
    const shown = (await said('show', 'ada@lab.org')).join('\n');
    expect(shown).toMatch(/next mail due at 2026-03-0\d \d\d:\d\d UTC/);
    expect(shown).toMatch(/consent given 2026-03-02 12:\d\d UTC: asked at the seminar/);
  });

  test('changes one thing at a time', async () => {
    await run('set', 'ada@lab.org', '--papers', '3');
    const [ada] = (await said('list', '--json')).map(line => JSON.parse(line));
    expect(ada).toMatchObject({ papersPerMail: 3, interests: { topics: ['rl'] }, name: 'Ada' });
    expect(await said('set', 'ada@lab.org', '--papers', '3')).toEqual(['✓ ada@lab.org is like this already']);
  });

  test.each([
    [['set', 'ada@lab.org'], 'nothing to set: expected an option such as --days daily'],
    [['set', 'ada@lab.org', '--papers', 'many'], 'papers is "many": expected a whole number'],
    [['set', 'ada@lab.org', '--from-file', 'shoes'], '--from-file is "shoes": expected name, topics'],
    [['pause', 'ada@lab.org'], 'expected either --until with a date'],
    [['pause', 'ada@lab.org', '--until', '2026-02-30'], '“2026-02-30” is no date: expected one from 2026-03-03'],
    [['pause', 'ada@lab.org', '--until', '2026-03-01'], '2026-03-01 is not in the future'],
    [['list', '--status', 'asleep'], "'asleep' is invalid"],
    [['list', '--topic', 'chess'], '--topic is "chess": expected one that `paperboy topics list` shows'],
    [['import', 'nowhere.csv'], 'cannot read nowhere.csv'],
    [['erase', 'nobody'], '"nobody" is not an e-mail address'],
  ])('%j is refused', async (args, message) => {
    expect(await run(...args)).toMatchObject({
      code: message.startsWith('cannot read') ? 1 : 2,
      stderr: expect.stringContaining(message),
    });
  });

  test('pauses and comes back', async () => {
    expect(await said('pause', 'ada@lab.org', '--until', '2026-04-01')).toEqual([
      '✓ ada@lab.org gets no mail before 2026-04-01',
    ]);
    expect(await said('list', '--status', 'paused')).toHaveLength(1);
    expect((await said('show', 'ada@lab.org')).join('\n')).toContain('gets no mail: paused until');
    expect(await said('pause', 'ada@lab.org', '--end')).toEqual(['✓ ada@lab.org gets mail again']);
    expect(await said('list', '--status', 'paused')).toEqual(['Nobody is like this.']);
  });
});

test('some of many people are listed, and exported with every consent', async () => {
  home.writePeople(
    'people.yaml',
    [
      '- {email: ada@lab.org, name: Ada Byron, topics: [rl], time_zone: Europe/Berlin}',
      '- {email: bob@cs.lab.org, topics: [agents], time_zone: Asia/Kolkata}',
      '- {email: eve_1@other.org, name: "=1+1", time_zone: Asia/Kolkata}',
      '',
    ].join('\n'),
  );
  await run('sync');
  await run('remove', 'bob@cs.lab.org');
  const found = async (...filter: string[]) =>
    (await said('list', '--json', ...filter)).map(line => (JSON.parse(line) as { address: string }).address);
  expect(await found('--status', 'confirmed')).toEqual(['ada@lab.org', 'eve_1@other.org']);
  expect(await found('--status', 'unsubscribed')).toEqual(['bob@cs.lab.org']);
  expect(await found('--topic', 'rl')).toEqual(['ada@lab.org']);
  expect(await found('--domain', 'lab.org')).toEqual(['ada@lab.org', 'bob@cs.lab.org']);
  expect(await found('--domain', 'b.org')).toEqual([]);
  expect(await found('--zone', 'Asia/Kolkata')).toEqual(['bob@cs.lab.org', 'eve_1@other.org']);
  expect(await found('byron')).toEqual(['ada@lab.org']);
  expect(await found('E_1')).toEqual(['eve_1@other.org']);
  const exported = await said('export', '--json', '--status', 'unsubscribed');
  expect(exported.map(line => JSON.parse(line))).toMatchObject([
    {
      address: 'bob@cs.lab.org',
      consents: [
        { act: 'given', how: 'listed in people.yaml' },
        { act: 'withdrawn', how: 'removed by the operator' },
      ],
    },
  ]);
  const csv = (await run('export', '--csv')).stdout;
  expect(csv).toContain("eve_1@other.org,'=1+1,");
  expect(csv).not.toContain('bob@');
});

test('a list from elsewhere is tried first, and its faults are told by line', async () => {
  const path = home.writeDigest(
    'members.csv',
    'Email Address,First Name,UNSUB_TIME,TAGS\nada@lab.org,Ada,,x\nbob@lab.org,Bob,2025-01-01,x\nnobody,,,\nADA@lab.org,,,\n',
  );
  const tried = await run('import', path, '--dry-run', '--consent', 'signed up in our old newsletter');
  expect(tried.stdout).toContain('Dry run, nothing was written.');
  expect(await said('list')).toEqual(['Nobody has subscribed yet.']);
  const { code, stdout, stderr } = await run('import', path, '--consent', 'signed up in our old newsletter');
  expect(code).toBe(1);
  expect(stdout).toContain(
    '1 added, 0 changed, 0 known, 0 have left and stay so, 1 get no mail there and none here, 2 with faults',
  );
  expect(stdout).toContain('! Columns that mean nothing here: tags');
  expect(stderr.split('\n')).toEqual([
    expect.stringMatching(/^! .*members\.csv:3: bob@lab\.org unsubscribed there at 2025-01-01$/),
    expect.stringMatching(/^✗ .*members\.csv:4: email is "nobody"/),
    expect.stringMatching(/^✗ .*members\.csv:5: ADA@lab\.org is here a second time: line 2/),
    '',
  ]);
  expect(JSON.parse((await run('show', 'ada@lab.org', '--json')).stdout).consents).toMatchObject([
    { how: 'signed up in our old newsletter' },
  ]);
});

describe('erase', () => {
  const ADDRESS = 'Quill.Zyx+news@Lab.org';

  /** Every file that is kept, but for the people files. */
  function traces(): string[] {
    return readdirSync(home.folder, { recursive: true, encoding: 'utf8' })
      .filter(name => !name.startsWith('subscribers') && statSync(join(home.folder, name)).isFile())
      .filter(name => /quill\.zyx/i.test(readFileSync(join(home.folder, name), 'latin1')));
  }

  test('takes a person out of database, log, mailbox and returned mail', async () => {
    const inbox = join(home.folder, 'Maildir');
    for (const part of ['new', 'cur', 'tmp']) mkdirSync(join(inbox, part), { recursive: true });
    const returned = 'From: mailer-daemon@lab.org\nSubject: returned\n\nNo such user: <QUILL.zyx+news@lab.org>\n';
    writeFileSync(join(inbox, 'cur', '1.bounce:2,F'), returned);
    writeFileSync(join(inbox, 'new', '2.other'), 'From: x@lab.org\nSubject: other\n\nhello\n');
    const env = { INBOX: `maildir:${inbox}`, SOURCES: './digest.txt' };
    home.writePeople('people.yaml', `- {email: ${ADDRESS}, name: Quill}\n- email: bob@lab.org\n`);
    home.writeDigest('digest.txt', digest(['How Bees Find Home', 'Quiet Rivers']));
    await home.run(['run'], { env });
    expect(
      traces()
        .map(name => name.replace(/.*\./, ''))
        .sort(),
    ).toEqual(expect.arrayContaining(['db', 'eml']));

    const erase = (...args: string[]) => home.run(['subscribers', 'erase', ...args], { env });
    const tried = await erase(ADDRESS, '--dry-run');
    expect(tried.stdout).toContain('Q***@L***: the subscriber, with consents and opinions; 2 mails kept here');
    expect(traces()).not.toEqual([]);
    const { code, stdout } = await erase(ADDRESS);
    expect(code).toBe(0);
    expect(stdout).toMatch(/! .*people\.yaml:1 lists the address: take it out there too/);
    expect(stdout).not.toMatch(/zyx/i);
    expect(traces()).toEqual([]);
    expect(readdirSync(join(inbox, 'new'))).toEqual(['2.other']);

    // The file still lists them: nothing comes back.
    const again = await home.run(['subscribers', 'sync'], { env });
    expect(again.stdout).toContain('+0 ~0 -0 =1');
    await home.run(['subscribers', 'export', '--json'], { env });
    expect(traces()).toEqual([]);
    expect((await said('list', '--json')).map(line => JSON.parse(line).address)).toEqual(['bob@lab.org']);
  });
});
