// What an SMTP server took, and what is made again from the ledger alone.
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { smtpSubmitter } from '../../src/deliver/smtp-submitter.ts';
import { LAYOUTS } from '../../src/domain/issue.ts';
import type { TokenKey } from '../../src/domain/link-token.ts';
import { type ReplayPorts, replayMail } from '../../src/pipeline/replay-mail.ts';
import { sendIssue } from '../../src/pipeline/send-issue.ts';
import { loadTemplates } from '../../src/render/load-templates.ts';
import { createRenderer, type Renderer } from '../../src/render/renderer.ts';
import { PAPERBOY_THEME } from '../../src/render/theme.ts';
import type { Store } from '../../src/store/store.ts';
import { TEMPLATES } from '../render/sample.ts';
import { type SmtpSink, startSmtpSink } from '../smtp-sink.ts';
import { newSubscriber, temporaryFolder, temporaryStore } from '../store/open.ts';
import { dayAfter, keep, MONDAY, planAt, subscribe } from './mails.ts';

const [DATE, NEXT_DATE] = ['2026-03-02', '2026-03-03'];
const PUBLIC_URL = 'https://papers.lab.org';
const FROM = { name: 'Páperboy', address: 'paperboy@lab.org' };
const OLD_KEY: TokenKey = { kid: 'k001', secret: Buffer.alloc(32, 1) };
const NEW_KEY: TokenKey = { kid: 'k002', secret: Buffer.alloc(32, 2) };
const HIVE = {
  title: 'How a Hive Decides Where to Live',
  arxivId: '2603.00001',
  abstract: 'Scouts dance — and the swarm listens.',
};
const KITES = { title: 'Kites That Steer Themselves in Gusty Wind', arxivId: '2603.00002' };

let path: string;
let store: Store;
let sink: SmtpSink;
let bundled: Renderer | undefined;

beforeEach(async () => {
  path = join(temporaryFolder(), 'paperboy.db');
  store = await temporaryStore(path);
  sink = await startSmtpSink();
});
afterEach(() => sink.close());

async function rendererOf(folder: string, postalAddress: string): Promise<Renderer> {
  const templates = await loadTemplates(folder);
  return createRenderer({ templates, theme: PAPERBOY_THEME, publicUrl: PUBLIC_URL, postalAddress });
}

const UNLIMITED = { messagesPerSecond: Number.POSITIVE_INFINITY, domainLimits: new Map() };

interface Made {
  renderer?: Renderer;
  tokenKey?: TokenKey;
  bounceAddress?: string;
}

/** Plans and sends what is due. */
async function send(now: Date, made: Made = {}): Promise<void> {
  bundled ??= await rendererOf(TEMPLATES, 'Paperboy, Example Street 1');
  const { renderer = bundled, tokenKey = OLD_KEY, bounceAddress } = made;
  await planAt(store, now);
  const sender = { from: FROM, publicUrl: PUBLIC_URL, tokenKey, bounceAddress };
  const maker = { ...sender, program: '1.0.0', renderer: async () => renderer };
  const openLine = async () => smtpSubmitter({ smtpUrl: sink.url, connections: 1 });
  const ports = { ...store, ...maker, paces: store.domainPaces, openLine, clock: { now: () => now }, at: () => {} };
  await sendIssue(ports, { ...UNLIMITED, worker: 'w', onProgress() {}, onEvent() {} });
}

async function replay(date = DATE, ports: Partial<ReplayPorts> = {}) {
  const [subscriber] = await store.subscribers.list();
  const here = { composedMails: store.composedMails, blobs: store.blobs, tokenKeys: [OLD_KEY], program: '1.0.0' };
  const mail = await replayMail({ ...here, ...ports }, { date, subscriber: subscriber! });
  return { ...mail, raw: Buffer.from(mail.raw).toString() };
}

/** Done to the database by another hand. */
function change(sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

async function sendOne(): Promise<void> {
  await subscribe(store, { name: 'Ada, Countess' });
  await keep(store, [HIVE, KITES]);
  await send(MONDAY);
}

test.each(LAYOUTS)('makes again, in the layout %s, the very bytes that the server took', async layout => {
  await subscribe(store, { layout, name: 'Zoë' });
  await keep(store, [HIVE, KITES]);
  await send(MONDAY);
  const { raw, sha256, state } = await replay();
  expect(raw).toContain('MIME-Version');
  expect(raw).toBe(sink.mails[0]?.raw);
  expect([sha256, state]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), 'submitted']);
});

test('makes mails again after a restart, with other templates, another key, and papers that changed since', async () => {
  const templates = temporaryFolder();
  cpSync(TEMPLATES, templates, { recursive: true });
  await subscribe(store);
  await keep(store, [HIVE]);
  await send(MONDAY, { renderer: await rendererOf(templates, 'Example Street 1') });

  await store.close();
  writeFileSync(join(templates, 'partials', 'masthead.mjml'), '<mj-text>Another masthead</mj-text>');
  store = await temporaryStore(path);
  await keep(store, [KITES, { ...HIVE, version: 2, links: { code: 'https://github.com/a/b' } }], dayAfter(0, 2));
  await send(dayAfter(1), { renderer: await rendererOf(templates, 'Example Street 2'), tokenKey: NEW_KEY });

  const tokenKeys = [NEW_KEY, OLD_KEY];
  const replayed = [await replay(DATE, { tokenKeys }), await replay(NEXT_DATE, { tokenKeys })];
  expect(replayed.map(({ raw }) => raw)).toEqual(sink.mails.map(({ raw }) => raw));
  expect(replayed[0]?.raw).not.toBe(replayed[1]?.raw);
});

test('makes mails again with the bounce address of then', async () => {
  await subscribe(store);
  await keep(store, [HIVE]);
  await send(MONDAY, { bounceAddress: 'bounces@lab.org' });
  const { raw } = await replay();
  expect(raw).toContain('<mailto:bounces+unsubscribe@lab.org?subject=');
  expect(raw).toBe(sink.mails[0]?.raw);
  expect(sink.mails[0]?.from).toMatch(/^bounces\+[\w-]{16}@lab\.org$/);
});

test('makes a mail again of which nobody knows whether it was taken, and says so', async () => {
  sink.chaos.data = () => 'drop';
  await sendOne();
  expect(await replay()).toMatchObject({ state: 'uncertain', raw: sink.mails[0]?.raw });
});

test('another version of the program is no difference where it makes the same mail', async () => {
  await sendOne();
  expect((await replay(DATE, { program: '2.0.0' })).raw).toBe(sink.mails[0]?.raw);
});

test('what mails are made with is written down once, however many go out', async () => {
  for (const name of ['ada', 'bob', 'eve']) await subscribe(store, { address: `${name}@lab.org` });
  await keep(store, [HIVE]);
  const blobs = () => {
    const database = new DatabaseSync(path, { readOnly: true });
    const { count } = database.prepare('select count(*) as count from blobs').get() as { count: number };
    database.close();
    return count;
  };
  await send(MONDAY);
  const first = blobs();
  await keep(store, [KITES], dayAfter(0, 2));
  await send(dayAfter(1));
  expect(sink.mails).toHaveLength(6);
  expect([first > 2, blobs()]).toEqual([true, first]);
});

const OTHER_HASH = `update deliveries set mime_sha256 = '${'0'.repeat(64)}'`;
const blobGone = (text: string) => `delete from blobs where cast(bytes as text) like '%${text}%'`;
const blobDamaged = (text: string) => `update blobs set bytes = x'00' where cast(bytes as text) like '%${text}%'`;

test.each<[string, () => unknown, Partial<ReplayPorts>, RegExp]>([
  ['a template is gone', () => change(blobGone('<mjml')), {}, /its template digest\.mjml is gone/],
  ['the theme is gone', () => change(blobGone('"serif":')), {}, /its theme is gone/],
  ['everything it was made with is gone', () => change('delete from blobs'), {}, /the list .* is gone/],
  ['a template was tampered with', () => change(blobDamaged('<mjml')), {}, /its template digest\.mjml is gone/],
  ['the key is gone', () => {}, { tokenKeys: [NEW_KEY] }, /the key "k001", .* is configured no more/],
  ['the key is another', () => {}, { tokenKeys: [{ ...NEW_KEY, kid: 'k001' }] }, /another key "k001"/],
  ['the name changed', () => change(`update subscribers set name = 'Ada'`), {}, /name or address/],
  ['the name was erased', () => change('update subscribers set name = null'), {}, /name or address/],
  ['the address changed', () => change(`update subscribers set address = 'a@lab.org'`), {}, /name or address/],
  ['the choice is gone', () => change('delete from selections'), {}, /the list of its papers is gone/],
  ['the papers are gone', () => change(`update batches set papers = '[]'`), {}, /paper \d is not in batch 1/],
  ['it is from an older program', () => change('update deliveries set look = null'), {}, /did not write down yet/],
  [
    'another version made it',
    () => change(OTHER_HASH),
    { program: '2.0.0' },
    /by Paperboy 1\.0\.0, and this is 2\.0\.0/,
  ],
  ['other code of this version made it', () => change(OTHER_HASH), {}, /by Paperboy 1\.0\.0 too, but with other code/],
])('says what differs where %s', async (_, damage, ports, message) => {
  await sendOne();
  damage();
  await expect(replay(DATE, ports)).rejects.toMatchObject({
    code: 'mail_differs',
    message: expect.stringMatching(message),
  });
});

test('names all that differs at once', async () => {
  await sendOne();
  change(`update subscribers set name = 'Ada'; delete from selections`);
  const other = replay(DATE, { tokenKeys: [NEW_KEY], program: '2.0.0' });
  await expect(other).rejects.toThrow(/"k001".*papers is gone.*name or address.*Paperboy 1\.0\.0, and this is 2\.0\.0/);
});

test('a template that this version cannot use is blamed on the version', async () => {
  await sendOne();
  const odd = {
    ...store.blobs,
    get: async (hash: string) => (await store.blobs.get(hash))?.replace('{{preheader}}', '{{old}}'),
  };
  await expect(replay(DATE, { blobs: odd, program: '2.0.0' })).rejects.toMatchObject({
    code: 'mail_differs',
    message: expect.stringMatching(/by Paperboy 1\.0\.0, and this is 2\.0\.0; digest.*"old"/),
  });
});

test('a date without a mail is told from a mail that was never made', async () => {
  await sendOne();
  await expect(replay(NEXT_DATE)).rejects.toMatchObject({
    code: 'mail_unknown',
    message: `there is no mail of ${NEXT_DATE} to ada@lab.org: expected the local date of one that was due`,
  });
  await planAt(store, dayAfter(1));
  await expect(replay(NEXT_DATE)).rejects.toMatchObject({
    code: 'mail_unknown',
    message: `the mail of ${NEXT_DATE} to ada@lab.org was never made: it is skipped`,
  });
});

test('the ledger holds no copy of the mailbox, and two mails to it have marks of their own', async () => {
  await sendOne();
  await store.subscribers.sync([newSubscriber('bob@lab.org')], { now: MONDAY, complete: false });
  await keep(store, [{ title: 'Bread' }], dayAfter(0, 2));
  await send(dayAfter(1));
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare('select * from deliveries where mailbox_mark is not null and subscriber_id = 1').all();
  database.close();
  expect(rows).toHaveLength(2);
  expect(new Set(rows.map(row => row.mailbox_mark)).size).toBe(2);
  expect(JSON.stringify(rows)).not.toMatch(/ada@lab|countess/i);
});
