import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DOMAIN, PRIVATE_KEY, SELECTOR, verdicts } from '../deliver/dkim-key.ts';
import { findProgram } from '../programs.ts';
import { type SmtpSink, startSmtpSink } from '../smtp-sink.ts';
import { digest, type Installation, install, sending } from './paperboy.ts';

const CHROMIUM = findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
const PEOPLE = `- email: ada@lab.org
  topics: [rl]
- email: nobody+here@lab.org
  keywords: [zymurgy]
`;

let paperboy: Installation;
let sink: SmtpSink;

beforeAll(async () => {
  sink = await startSmtpSink();
  paperboy = install(sending(sink.url));
  paperboy.writePeople('people.yaml', PEOPLE);
  paperboy.writeDigest('digest.txt', digest(['Offline reinforcement learning', 'A survey of bees']));
  expect((await paperboy.run(['ingest', 'digest.txt'])).code).toBe(0);
});
afterEach(() => {
  sink.mails.length = 0;
  sink.chaos = {};
});
afterAll(async () => {
  paperboy.remove();
  await sink.close();
});

const ledger = () => paperboy.run(['run', '--dry-run', '--json']).then(({ stdout }) => JSON.parse(stdout));

test('send-test sends the mail of a subscriber to another address and writes nothing down', async () => {
  const before = await ledger();
  const { code, stdout } = await paperboy.run(['send-test', 'eve@lab.org', '--as', 'ada@lab.org']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/sent to eve@lab\.org: Offline reinforcement learning\n.*250 .*\n.*links in it lead nowhere/);
  const [mail] = sink.mails;
  expect([mail?.from, mail?.to]).toEqual(['paperboy@lab.org', 'eve@lab.org']);
  const { subject, to, html, text, headers } = await PostalMime.parse(mail?.raw ?? '');
  expect([subject, to?.[0]?.address]).toEqual(['Offline reinforcement learning', 'eve@lab.org']);
  expect(html).toContain('Offline reinforcement learning');
  expect(text).toContain('Offline reinforcement learning');
  const unsubscribe = headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
  expect(unsubscribe).toMatch(/\/u\/v1\.[a-z0-9]{4}\.upreview_preview_\./);
  expect(await ledger()).toEqual(before);
});

test('two test mails have Message-IDs of their own, or a mail program would drop the second', async () => {
  for (const _ of ['one', 'two']) await paperboy.run(['send-test', 'eve@lab.org', '--as', 'ada@lab.org']);
  const ids = sink.mails.map(({ raw }) => /^Message-ID: (.*)\r$/m.exec(raw)?.[1]);
  expect(new Set(ids).size).toBe(2);
});

test.each([
  [['nonsense', '--as', 'ada@lab.org'], 2, /"nonsense" is no address/],
  [['eve@example.org', '--as', 'ada@lab.org'], 2, /nobody can get mail at "example\.org"/],
  [['eve@lab.org', '--as', 'bob@lab.org'], 1, /nobody with the address "bob@lab\.org"/],
  [['eve@lab.org', '--as', 'nobody+here@lab.org'], 1, /nothing was sent: None of the 2 papers/],
  [['eve@lab.org'], 2, /--as <subscriber>/],
])('send-test %j ends with %i and says why', async (args, code, words) => {
  expect(await paperboy.run(['send-test', ...args])).toMatchObject({ code, stderr: expect.stringMatching(words) });
  expect(sink.mails).toEqual([]);
});

test('send-test tells what the server said against the mail', async () => {
  sink.chaos = { rcpt: () => '550 5.1.1 No such mailbox here' };
  const { code, stderr } = await paperboy.run(['send-test', 'eve@lab.org', '--as', 'ada@lab.org']);
  expect(code).toBe(1);
  expect(stderr).toContain('550 5.1.1 No such mailbox here');
});

describe('send-test with DKIM settings', () => {
  const dkim = { DKIM_DOMAIN: DOMAIN, DKIM_SELECTOR: SELECTOR, DKIM_KEY_FILE: 'dkim.pem' };
  const sendTest = (key: string) => {
    writeFileSync(join(paperboy.folder, 'dkim.pem'), key, { mode: 0o600 });
    return paperboy.run(['send-test', 'eve@lab.org', '--as', 'ada@lab.org'], { env: dkim });
  };

  test('signs, so that a real mailbox can say what it thinks of the signature', async () => {
    expect(await sendTest(PRIVATE_KEY)).toMatchObject({ code: 0 });
    expect(await verdicts(Buffer.from(sink.mails[0]?.raw ?? ''))).toEqual(['pass']);
  });

  test('sends nothing with a bad key', async () => {
    const { code, stderr } = await sendTest('no key');
    expect(code).toBe(2);
    expect(stderr).toMatch(/DKIM_KEY_FILE is "dkim\.pem": .*\[dkim_invalid\]/);
    expect(sink.mails).toEqual([]);
  });
});

test('send-test goes to the built-in mailbox while no server is set', async () => {
  const env = { SMTP_URL: '', PUBLIC_URL: '', DATA_DIR: 'trying' };
  const { code, stdout } = await paperboy.run(['send-test', 'eve@example.org', '--as', 'ada@lab.org'], { env });
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('the built-in mailbox') });
  const trying = join(paperboy.folder, 'trying');
  expect(readdirSync(trying)).toEqual(['mailbox']);
  const [file = ''] = readdirSync(join(trying, 'mailbox'));
  expect(readFileSync(join(trying, 'mailbox', file), 'utf8')).toContain('Delivered-To: eve@example.org');
});

test('preview --out writes mails as files, writes over its own and leaves others', async () => {
  const out = join(paperboy.folder, 'made', 'here');
  mkdirSync(out, { recursive: true });
  for (const name of ['mine.txt', 'ada-at-lab.org.txt']) writeFileSync(join(out, name), 'old');
  const { code, stdout } = await paperboy.run(['preview', '--out', 'made/here'], {
    env: { PATH: `${paperboy.folder}/nothing` },
  });
  expect(code).toBe(0);
  const files = ['.txt', '.eml', '.html'].map(ending => `ada-at-lab.org${ending}`);
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toEqual([
    ...files.map(file => join('made/here', file)),
    expect.stringContaining('nobody_here-at-lab.org: no mail. None of the 2 papers'),
    expect.stringContaining('Chromium is not installed here'),
  ]);
  expect(readdirSync(out).sort()).toEqual([...files, 'mine.txt'].sort());
  expect(readFileSync(join(out, 'mine.txt'), 'utf8')).toBe('old');
  expect(readFileSync(join(out, 'ada-at-lab.org.txt'), 'utf8')).toContain('Offline reinforcement learning');
  const { html } = await PostalMime.parse(readFileSync(join(out, 'ada-at-lab.org.eml')));
  expect(html?.replaceAll('\r\n', '\n').trim()).toBe(
    readFileSync(join(out, 'ada-at-lab.org.html'), 'utf8').replaceAll('\r\n', '\n').trim(),
  );
});

test.skipIf(!CHROMIUM)('preview --out takes pictures: two widths, light and dark', async () => {
  const { code, stdout } = await paperboy.run(['preview', '--out', 'pictures', '--fixture', 'one-paper']);
  expect(code).toBe(0);
  const pictures = ['600-light', '600-dark', '320-light'].map(look => join('pictures', `one-paper-${look}.png`));
  expect(stdout.trimEnd().split('\n').slice(-3)).toEqual(pictures);
  const pngs = pictures.map(path => readFileSync(join(paperboy.folder, path)));
  expect(pngs.map(png => png.subarray(1, 4).toString())).toEqual(['PNG', 'PNG', 'PNG']);
  // IHDR: the width is the first number in it.
  expect(pngs.map(png => png.readUInt32BE(16))).toEqual([600, 600, 320]);
  expect(pngs[0]).not.toEqual(pngs[1]);
});

test.each([
  [['--out', 'digest.txt'], 2, /--out is "digest\.txt", which is a file/],
  [['--out', 'digest.txt/below'], 2, /--out is "digest\.txt\/below": expected a folder/],
  [['--out', 'unmade', '--fixture', 'nonsense'], 2, /--fixture is "nonsense": expected one of no-papers/],
  [['--out', 'unmade', '--as', 'bob@lab.org'], 1, /nobody with the address "bob@lab\.org"/],
  [['--as', 'ada@lab.org'], 2, /expected --out/],
])('preview %j ends with %i and says what was expected', async (args, code, words) => {
  expect(await paperboy.run(['preview', ...args])).toMatchObject({ code, stderr: expect.stringMatching(words) });
  expect(existsSync(join(paperboy.folder, 'unmade'))).toBe(false);
});
