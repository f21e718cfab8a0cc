import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SHARED_DATA } from '../programs.ts';
import { type SmtpSink, startSmtpSink } from '../smtp-sink.ts';
import { digest, type Installation, install, sending } from './paperboy.ts';

const TITLES = [
  'Offline Reinforcement Learning for Tidy Kitchens',
  'Diffusion Models That Paint by Number',
  'Chain-of-Thought Reasoning in Small Language Models',
];
const PEOPLE = `
- email: ada@lab.org
  topics: [rl]
- email: bob@lab.org
  keywords: [paint by number]
- email: cleo@lab.org
`;

let paperboy: Installation;

beforeEach(() => {
  paperboy = install({ SOURCES: './digest.txt' });
  paperboy.writePeople('people.yaml', PEOPLE);
  paperboy.writeDigest('digest.txt', digest(TITLES));
});

afterEach(() => paperboy.remove());

function capturedMails(): Buffer[] {
  const folder = join(paperboy.folder, 'data', 'mailbox');
  return existsSync(folder) ? readdirSync(folder).map(name => readFileSync(join(folder, name))) : [];
}

test('mails each subscriber what matches, through real SMTP, and nothing when run again', async () => {
  const first = await paperboy.runAlone(['run']);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('3 papers parsed, 3 new, 0 known, 0 rejected');
  expect(first.stdout).toContain('3 mails submitted to the built-in mailbox');
  const mails = await Promise.all(capturedMails().map(bytes => simpleParser(bytes)));
  const byReader = new Map(mails.map(mail => [[mail.to].flat()[0]?.text, mail.text ?? '']));
  expect([...byReader.keys()].sort()).toEqual(['ada@lab.org', 'bob@lab.org', 'cleo@lab.org']);
  expect(TITLES.filter(title => byReader.get('ada@lab.org')?.includes(title))).toEqual([TITLES[0]]);
  expect(TITLES.filter(title => byReader.get('bob@lab.org')?.includes(title))).toEqual([TITLES[1]]);
  expect(TITLES.filter(title => byReader.get('cleo@lab.org')?.includes(title))).toEqual(TITLES);

  const second = await paperboy.run(['run']);
  expect(second).toMatchObject({ code: 0, stderr: '' });
  expect(second.stdout).toContain('nothing is new');
  expect(capturedMails()).toHaveLength(3);
});

test('writes mails that an independent parser reads: both parts, the same titles in both, no template left over', async () => {
  await paperboy.run(['run']);
  for (const bytes of capturedMails()) {
    const mail = await PostalMime.parse(bytes);
    const inText = TITLES.filter(title => mail.text?.includes(title));
    expect(inText.length).toBeGreaterThan(0);
    expect(TITLES.filter(title => mail.html?.includes(title))).toEqual(inText);
    expect(`${mail.subject}${mail.html}${mail.text}`).not.toMatch(/\{\{|undefined|\[object/);
  }
});

test('sends nothing twice when two runs start at once', async () => {
  const sink = await startSmtpSink();
  const env = sending(sink.url);
  const runs = await Promise.all([1, 2].map(() => paperboy.runAlone(['run', '--first'], { env })));
  await paperboy.run(['run', '--first'], { env });
  await sink.close();
  expect(sink.mails.map(({ to }) => to).sort()).toEqual(['ada@lab.org', 'bob@lab.org', 'cleo@lab.org']);
  for (const { code, stderr } of runs)
    if (code !== 0)
      expect({ code, stderr }).toMatchObject({ code: 75, stderr: expect.stringContaining('sender_busy') });
  expect(runs.some(({ code }) => code === 0)).toBe(true);
});

test('a dry run says who would get what, and stores and sends nothing', async () => {
  const { code, stdout } = await paperboy.run(['run', '--dry-run']);
  expect(code).toBe(0);
  expect(stdout).toContain('ada@lab.org: 1 of 1 matching, 3 new');
  expect(stdout).toContain(TITLES[0]);
  expect(existsSync(join(paperboy.folder, 'data'))).toBe(false);
});

test('a dry run on an installation that has sent before changes nothing in it', async () => {
  await paperboy.run(['run']);
  paperboy.writePeople('people.yaml', `${PEOPLE}- email: dan@lab.org\n`);
  const { stdout } = await paperboy.run(['run', '--dry-run']);
  expect(stdout).toContain('dan@lab.org: 3 of 3 matching');
  expect((await paperboy.run(['subscribers', 'list'])).stdout).not.toContain('dan@lab.org');
  expect(capturedMails()).toHaveLength(3);
});

test('names a bad entry by file and line and mails the others', async () => {
  paperboy.writePeople(
    'people.yaml',
    '- email: ada@lab.org\n- email: not an address\n- email: bob@lab.org\n  topics: [rll]\n',
  );
  const { stdout } = await paperboy.run(['run']);
  expect(stdout).toMatch(/people\.yaml:2: email is "not an address"/);
  expect(stdout).toMatch(/people\.yaml:3: topics names "rll"/);
  expect(stdout).toContain('1 mail submitted');
});

test('says that everything failed when every source does, and still serves what is known', async () => {
  const { code, stdout } = await paperboy.run(['run'], { env: { SOURCES: './missing.txt' } });
  expect(code).toBe(1);
  expect(stdout).toContain('cannot read ./missing.txt');
  expect(await paperboy.run(['run', '--dry-run'], { env: { SOURCES: './missing.txt' } })).toMatchObject({ code: 1 });
});

test('one failing source never stops the others', async () => {
  const { code, stdout } = await paperboy.run(['run'], { env: { SOURCES: './missing.txt ./digest.txt' } });
  expect(code).toBe(0);
  expect(stdout).toContain('3 mails submitted');
});

let sink: SmtpSink | undefined;
afterEach(async () => {
  await sink?.close();
  sink = undefined;
});

test('through a real server the first issue waits for --first, and reserved domains get no mail', async () => {
  sink = await startSmtpSink();
  const env = sending(sink.url);
  paperboy.writePeople('people.yaml', `${PEOPLE}- email: nobody@example.org\n`);
  const waiting = await paperboy.run(['run'], { env });
  expect(waiting).toMatchObject({ code: 1, stderr: expect.stringContaining('first_issue_waits') });
  expect(sink.mails).toEqual([]);
  const first = await paperboy.run(['run', '--first'], { env });
  expect(first.stdout).toContain('1 subscriber at reserved domains');
  expect(sink.mails.map(({ to }) => to).sort()).toEqual(['ada@lab.org', 'bob@lab.org', 'cleo@lab.org']);
});

test('--first lets the first issue go and later changes nothing: nobody gets mail out of rhythm', async () => {
  sink = await startSmtpSink();
  const env = sending(sink.url);
  await paperboy.run(['run', '--first'], { env });
  const never = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][(new Date().getUTCDay() + 3) % 7];
  paperboy.writePeople('people.yaml', `${PEOPLE}- email: dan@lab.org\n  days: weekly:${never}\n`);
  expect((await paperboy.run(['run', '--dry-run'], { env })).stdout).toContain('No mail would go out now');
  expect(await paperboy.run(['run', '--first'], { env })).toMatchObject({ code: 0 });
  expect(sink.mails.map(({ to }) => to)).not.toContain('dan@lab.org');
});

test('a broken template holds the issue: nothing is claimed, and once it is mended everything goes out', async () => {
  sink = await startSmtpSink();
  const templates = join(paperboy.folder, 'templates');
  cpSync('templates', templates, { recursive: true });
  const text = readFileSync(join(templates, 'digest.txt.hbs'), 'utf8');
  writeFileSync(join(templates, 'digest.txt.hbs'), `${text}{{nonsense}}`);
  const env = { ...sending(sink.url), TEMPLATES_DIR: templates };
  const broken = await paperboy.run(['run', '--first'], { env });
  expect(broken).toMatchObject({ code: 1, stderr: expect.stringContaining('template_invalid') });
  expect(broken.stdout).toContain('3 mails wait');
  writeFileSync(join(templates, 'digest.txt.hbs'), text);
  expect((await paperboy.run(['run'], { env })).stdout).toContain('3 mails submitted');
});

test("papers that come in after today's mail are announced for the next one", async () => {
  await paperboy.run(['run']);
  const path = paperboy.writeDigest('more.txt', digest(['A Fourth Paper About Something Else']));
  await paperboy.run(['ingest', path]);
  const { stdout } = await paperboy.run(['run']);
  expect(stdout).toContain(
    '3 subscribers had a mail for today already: 1 paper that came in since will be in the next',
  );
  expect(stdout).not.toContain('nothing is new');
});

test('the sample digest never goes through a real server', async () => {
  sink = await startSmtpSink();
  const env = { ...sending(sink.url), SOURCES: resolve('samples/daily-papers.txt') };
  expect(await paperboy.run(['run', '--first'], { env })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('sample digest'),
  });
});

test('a server that refuses a reader for good fails that mail only, and the exit code says so', async () => {
  sink = await startSmtpSink({ rcpt: to => (to.startsWith('bob') ? '550 5.1.1 no such user' : undefined) });
  const { code, stdout } = await paperboy.run(['run', '--first'], { env: sending(sink.url) });
  expect(code).toBe(1);
  expect(stdout).toContain('2 mails submitted');
  expect(stdout).toContain('1 mail failed');
});

test('a server that defers is asked again later, and that is no failure', async () => {
  sink = await startSmtpSink({ rcpt: () => '450 4.2.0 greylisted' });
  const { code, stdout } = await paperboy.run(['run', '--first'], { env: sending(sink.url) });
  expect(code).toBe(0);
  expect(stdout).toContain('3 mails deferred');
});

test('an interrupted run finishes what is in flight, says what waits, and the next one sends it', async () => {
  sink = await startSmtpSink();
  const env = { ...sending(sink.url), SMTP_RATE: '1', SMTP_CONNECTIONS: '1' };
  const child = paperboy.start(['run', '--first'], env);
  let output = '';
  child.stdout!.setEncoding('utf8').on('data', chunk => {
    output += chunk;
  });
  sink.chaos.data = () => {
    if (sink?.mails.length === 0) child.kill('SIGINT');
    return undefined;
  };
  const [code] = await once(child, 'close');
  // The signal may arrive a little after the reply, when the second mail is under way.
  expect({ code, output }).toMatchObject({
    code: 1,
    output: expect.stringMatching(/[12] mails? submitted\n.*[12] mails? wait/),
  });
  const before = sink.mails.length;
  const { stdout } = await paperboy.run(['run'], { env: sending(sink.url) });
  expect(stdout).toMatch(new RegExp(`${3 - before} mails? submitted`));
  expect(sink.mails.map(({ to }) => to).sort()).toEqual(['ada@lab.org', 'bob@lab.org', 'cleo@lab.org']);
});

test('an unreachable server leaves every mail waiting, and says so', async () => {
  const { code, stderr } = await paperboy.run(['run', '--first'], { env: sending('smtp://127.0.0.1:1') });
  expect(code).toBe(1);
  expect(stderr).toContain('smtp_unreachable');
  sink = await startSmtpSink();
  const { stdout } = await paperboy.run(['run'], { env: sending(sink.url) });
  expect(stdout).toContain('3 mails submitted');
});

test.skipIf(!SHARED_DATA)(
  'reads the real page: 66 papers, new once and known afterwards, and mails the sample subscribers',
  async () => {
    const page = join(SHARED_DATA!, 'daily-papers-page.txt');
    const parsed = (await paperboy.run(['parse', page])).stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { title: string });
    expect(parsed).toHaveLength(66);
    expect(parsed.at(0)?.title).toBe(
      'Med-R1: Reinforcement Learning for Generalizable Medical Reasoning in Vision-Language Models',
    );
    expect(parsed.at(-1)?.title).toBe(
      'Towards Passive Safe Reinforcement Learning: A Comparative Study on Contact-rich Robotic Manipulation',
    );
    expect(JSON.parse((await paperboy.run(['ingest', '--json', page])).stdout)).toEqual({
      parsed: 66,
      new: 66,
      known: 0,
      rejected: 0,
    });
    expect(JSON.parse((await paperboy.run(['ingest', '--json', page])).stdout)).toEqual({
      parsed: 66,
      new: 0,
      known: 66,
      rejected: 0,
    });
    const { stdout } = await paperboy.run(['run'], { env: { SOURCES: page, SUBSCRIBERS_DIR: './nowhere' } });
    expect(stdout).toContain('3 mails submitted');
  },
);
