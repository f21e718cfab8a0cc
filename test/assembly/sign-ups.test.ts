// Letters through a real database, a real SMTP server and the built-in mailbox, with a clock that the test moves.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type House, openHouse } from '../../src/assembly/house.ts';
import { type LetterDesk, letterDesk } from '../../src/assembly/letter-desk.ts';
import { letterRenderer } from '../../src/assembly/mail-renderer.ts';
import { signUps } from '../../src/assembly/sign-ups.ts';
import { readConfig } from '../../src/config.ts';
import { verifyToken } from '../../src/domain/link-token.ts';
import type { NewSubscriber } from '../../src/domain/ports.ts';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import { type Mailbox, openMailbox } from '../../src/preview/mailbox.ts';
import { startMailboxServer } from '../../src/preview/mailbox-server.ts';
import type { SignUpPorts } from '../../src/web/ports.ts';

const START = new Date('2025-09-16T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const URL = 'http://papers.test';

let folder: string;
let house: House;
let mailbox: Mailbox;
let server: Awaited<ReturnType<typeof startMailboxServer>>;
let desk: LetterDesk;
let people: SignUpPorts;
let now: Date;
let due: number;
const faults: unknown[] = [];

async function open(env: Record<string, string> = {}): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'paperboy-letters-'));
  now = START;
  due = 0;
  faults.length = 0;
  const config = readConfig({ DATA_DIR: folder, ...env });
  house = Object.create(await openHouse(config), { clock: { value: { now: () => now } } });
  mailbox = await openMailbox(join(folder, 'mailbox'), house.clock);
  server = await startMailboxServer(mailbox, { host: '127.0.0.1', port: 0 });
  const renderer = await letterRenderer(config, URL);
  desk = letterDesk(house, {
    publicUrl: URL,
    smtpUrl: server.url,
    renderer: async () => renderer,
    report: fault => faults.push(fault),
  });
  people = signUps(house, { onLetter: () => {}, onDue: () => (due += 1) });
}

beforeEach(() => open());
afterEach(async () => {
  await desk.close();
  await server.close();
  await house.close();
  rmSync(folder, { recursive: true });
  expect(faults).toEqual([]);
});

const later = (milliseconds: number) => {
  now = new Date(now.getTime() + milliseconds);
};

async function subscribe(email: string, topics: string[] = [], trusted = false): Promise<void> {
  const about = { given: ['topics'] as const, wording: 'what was read', ...(trusted && { isTrusted: true as const }) };
  expect(await people.subscribe({ email, topics }, about)).toBeUndefined();
  await desk.send();
}

interface Got {
  to: string;
  subject: string;
  text: string;
  html: string;
  href: string;
}

/** All mails, in the order in which they came. */
async function inbox(): Promise<Got[]> {
  const { mails } = await mailbox.list({ limit: 100 });
  const read = mails.map(async ({ id }) => {
    const {
      to = '',
      subject = '',
      text = '',
      html = '',
    } = await PostalMime.parse((await mailbox.read(id))!).then(mail => ({ ...mail, to: mail.to?.[0]?.address }));
    return { to, subject, text, html, href: /http:\/\/papers\.test\/\S+/.exec(text)?.[0] ?? '' };
  });
  return (await Promise.all(read)).reverse();
}

/** Whom the link of a mail stands for. */
function idIn({ href }: Got, purpose: 'confirm' | 'manage'): string {
  return verifyToken(purpose, href.split('/').at(-1)!, house.keys.tokenKeys)!;
}

const byAddress = (address: string) => house.store.subscribers.byAddress(address);

function listed(address: string, more: Partial<NewSubscriber> = {}): NewSubscriber {
  return {
    address,
    interests: NO_INTERESTS,
    rhythm: { timeZone: 'UTC', sendAt: '07:00', days: 'weekdays' },
    papersPerMail: 10,
    layout: 'full',
    origin: 'cli',
    status: 'confirmed',
    consent: 'test',
    nextDueAt: () => START.toISOString(),
    ...more,
  };
}

describe('who subscribes', () => {
  test('gets one mail, and is a subscriber with all that was chosen only when its link is confirmed', async () => {
    await subscribe('Ada@lab.org', ['reasoning']);
    const [mail, ...more] = await inbox();
    expect(more).toEqual([]);
    expect([mail!.to, mail!.subject]).toEqual(['Ada@lab.org', 'Confirm your subscription to Paperboy']);
    expect(await byAddress('ada@lab.org')).toBeUndefined();
    const id = idIn(mail!, 'confirm');
    expect(await people.letter(id)).toMatchObject({ kind: 'subscribe', state: 'open' });
    expect(await people.confirm(id)).toMatchObject({
      state: 'confirmed',
      confirmed: { nextMail: { date: '2025-09-17', time: '07:00' } },
    });
    const subscriber = await byAddress('ada@lab.org');
    expect(subscriber).toMatchObject({
      status: 'confirmed',
      origin: 'web',
      interests: { topics: ['reasoning'] },
      nextDueAt: START.toISOString(),
    });
    expect(await house.store.subscribers.consents(subscriber!.id)).toEqual([
      { at: START.toISOString(), act: 'given', how: 'confirmation link', wording: 'what was read' },
    ]);
    expect(due).toBe(1);
  });

  test('may click twice: the second click changes nothing', async () => {
    await subscribe('ada@lab.org');
    const id = idIn((await inbox())[0]!, 'confirm');
    await people.confirm(id);
    later(HOUR);
    expect(await people.confirm(id)).toMatchObject({ state: 'confirmed' });
    expect(await house.store.subscribers.consents((await byAddress('ada@lab.org'))!.id)).toHaveLength(1);
    expect(due).toBe(1);
  });

  test('finds nothing of what was typed in the mail', async () => {
    await people.subscribe(
      { email: 'ada@lab.org', keywords: ['buy cheap pills'], name: 'Visit evil.example' },
      { given: [], wording: '' },
    );
    await desk.send();
    const [mail] = await inbox();
    expect(`${mail!.text}${mail!.html}${mail!.subject}`).not.toMatch(/pills|evil/);
  });

  test('has 48 hours for it, and can have a new link sent then', async () => {
    await subscribe('ada@lab.org', ['reasoning']);
    const first = idIn((await inbox())[0]!, 'confirm');
    later(48 * HOUR);
    expect(await people.confirm(first)).toMatchObject({ state: 'over' });
    expect(await byAddress('ada@lab.org')).toBeUndefined();
    await people.again(first);
    await desk.send();
    await people.confirm(idIn((await inbox())[1]!, 'confirm'));
    expect(await byAddress('ada@lab.org')).toMatchObject({ interests: { topics: ['reasoning'] } });
  });

  test('by the newest link alone, once that was sent', async () => {
    await subscribe('ada@lab.org', ['reasoning']);
    later(MINUTE);
    await subscribe('ada@lab.org', ['robotics']);
    expect(await inbox()).toHaveLength(1);
    const first = idIn((await inbox())[0]!, 'confirm');
    expect(await people.letter(first)).toMatchObject({ state: 'open' });
    later(14 * MINUTE);
    await desk.send();
    expect(await people.confirm(first)).toMatchObject({ state: 'over' });
    await people.confirm(idIn((await inbox())[1]!, 'confirm'));
    expect(await byAddress('ada@lab.org')).toMatchObject({ interests: { topics: ['robotics'] } });
  });

  test('gets one mail in a quarter of an hour and three a day, however often somebody asks', async () => {
    for (let minute = 0; minute < 24 * 60; minute += 5) {
      await subscribe('ada@lab.org');
      later(5 * MINUTE);
    }
    expect(await inbox()).toHaveLength(3);
  });

  test('and is one already, is told so with a link to the settings, and nothing changes', async () => {
    await house.store.subscribers.add(listed('ada@lab.org'), START);
    const before = await byAddress('ada@lab.org');
    await subscribe('ada@lab.org', ['robotics']);
    const [mail] = await inbox();
    expect(mail!.subject).toBe('You are subscribed to Paperboy');
    expect(idIn(mail!, 'manage')).toBe(before!.publicId);
    expect(await byAddress('ada@lab.org')).toEqual(before);
  });

  test('and had left, comes back with what they had chosen and what they choose now', async () => {
    const interests = { ...NO_INTERESTS, topics: ['reasoning'], keywords: ['offline'] };
    await house.store.subscribers.add(listed('ada@lab.org', { interests }), START);
    const { publicId } = (await byAddress('ada@lab.org'))!;
    await house.store.subscribers.unsubscribe(publicId, START, 'test');
    await subscribe('ada@lab.org', ['robotics']);
    await people.confirm(idIn((await inbox())[0]!, 'confirm'));
    expect(await byAddress('ada@lab.org')).toMatchObject({
      status: 'confirmed',
      publicId,
      interests: { topics: ['robotics'], keywords: ['offline'] },
    });
  });

  test.each([
    ['hard bounce', 0],
    ['complaint', 0],
    ['operator', 0],
    ['erased', 1],
  ] as const)('and is suppressed (%s), gets %i mails', async (reason, mails) => {
    await house.store.suppressions.add('ada@lab.org', reason, START);
    await subscribe('ada@lab.org');
    expect(await inbox()).toHaveLength(mails);
    if (mails === 0) return;
    await people.confirm(idIn((await inbox())[0]!, 'confirm'));
    expect(await byAddress('ada@lab.org')).toMatchObject({ status: 'confirmed' });
    expect(await house.store.suppressions.reasonOf('ada@lab.org')).toBeUndefined();
  });

  test('with an address that is none, is told what was expected, and nothing is kept', async () => {
    const refused = await people.subscribe({ email: 'ada@lab' }, { given: [], wording: '' });
    expect(refused?.faults).toEqual([
      { field: 'email', found: 'ada@lab', expected: 'expected one plain address such as ada@lab.org' },
    ]);
    expect(await house.store.letters.due(START, 10)).toEqual([]);
  });
});

describe('where only some domains may', () => {
  beforeEach(async () => {
    await desk.close();
    await server.close();
    await house.close();
    rmSync(folder, { recursive: true });
    await open({ SIGNUP_DOMAINS: 'lab.org', SIGNUPS_PER_HOUR: '2' });
  });

  test('others get no mail, subdomains do', async () => {
    for (const email of ['eve@elsewhere.org', 'eve@notlab.org', 'ada@mail.lab.org']) await subscribe(email);
    expect((await inbox()).map(({ to }) => to)).toEqual(['ada@mail.lab.org']);
  });

  test('what is more than may go out in an hour waits, and nobody of a trusted network waits for it', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await subscribe(`${name}@lab.org`);
    await subscribe('trusted@lab.org', [], true);
    expect((await inbox()).map(({ to }) => to)).toEqual(['a@lab.org', 'b@lab.org', 'trusted@lab.org']);
    later(HOUR);
    await desk.send();
    expect((await inbox()).slice(3).map(({ to }) => to)).toEqual(['c@lab.org', 'd@lab.org']);
  });
});

describe('a lost link', () => {
  test('is mailed to a subscriber, and to nobody else', async () => {
    await house.store.subscribers.add(listed('ada@lab.org'), START);
    for (const email of ['ADA@lab.org', 'nobody@lab.org']) await people.sendLink(email, {});
    await desk.send();
    const mails = await inbox();
    expect(mails.map(({ to }) => to)).toEqual(['ADA@lab.org']);
    expect(idIn(mails[0]!, 'manage')).toBe((await byAddress('ada@lab.org'))!.publicId);
  });
});

describe('another address', () => {
  const move = async (from: string, to: string) => {
    await people.move((await byAddress(from))!, to);
    await desk.send();
    return inbox();
  };

  test('is used once both have confirmed it, whichever does first', async () => {
    await house.store.subscribers.add(listed('old@lab.org'), START);
    const { publicId } = (await byAddress('old@lab.org'))!;
    const mails = await move('old@lab.org', 'new@lab.org');
    expect(mails.map(({ to }) => to).toSorted()).toEqual(['new@lab.org', 'old@lab.org']);
    expect(mails.find(({ to }) => to === 'new@lab.org')!.text).not.toContain('old@lab.org');
    const [first, second] = mails.map(mail => idIn(mail, 'confirm'));
    expect(await people.confirm(first!)).toMatchObject({ state: 'confirmed', isMoved: false });
    expect((await byAddress('old@lab.org'))?.publicId).toBe(publicId);
    expect(await people.confirm(second!)).toMatchObject({ state: 'confirmed', isMoved: true });
    expect((await byAddress('new@lab.org'))?.publicId).toBe(publicId);
    expect(await byAddress('old@lab.org')).toBeUndefined();
  });

  test('that has a subscription of its own is not taken', async () => {
    for (const address of ['old@lab.org', 'new@lab.org']) await house.store.subscribers.add(listed(address), START);
    const [first, second] = (await move('old@lab.org', 'new@lab.org')).map(mail => idIn(mail, 'confirm'));
    await people.confirm(first!);
    await expect(people.confirm(second!)).rejects.toThrow('has a subscription of its own');
    expect((await byAddress('old@lab.org'))?.status).toBe('confirmed');
  });
});

test('a server that cannot be reached loses no letter: it goes when the server is back', async () => {
  const { url } = server;
  await server.close();
  await subscribe('ada@lab.org');
  expect(await inbox()).toEqual([]);
  server = await startMailboxServer(mailbox, { host: '127.0.0.1', port: Number(new globalThis.URL(url).port) });
  later(2 * MINUTE);
  await desk.send();
  expect(await inbox()).toHaveLength(1);
});

test('two processes that send at once send each letter once', async () => {
  const renderer = await letterRenderer(house.config, URL);
  const other = letterDesk(house, {
    publicUrl: URL,
    smtpUrl: server.url,
    renderer: async () => renderer,
    report: fault => faults.push(fault),
  });
  for (let at = 0; at < 20; at += 1)
    await people.subscribe({ email: `reader${at}@lab.org` }, { given: [], wording: '' });
  await Promise.all([desk.send(), other.send()]);
  const to = (await inbox()).map(mail => mail.to).toSorted();
  expect(new Set(to).size).toBe(20);
  expect(to).toHaveLength(20);
});

test('what somebody was sending when the program ended is not sent again, and its link counts', async () => {
  await people.subscribe({ email: 'ada@lab.org' }, { given: [], wording: '' });
  const [letter] = await house.store.letters.due(now, 1);
  expect(await house.store.letters.commit(letter!.publicId, now)).toBe(true);
  later(HOUR);
  await desk.send();
  expect(await inbox()).toEqual([]);
  expect(await people.letter(letter!.publicId)).toMatchObject({ state: 'open' });
});

test('after seven days nothing of a letter is left', async () => {
  await subscribe('ada@lab.org');
  const id = idIn((await inbox())[0]!, 'confirm');
  later(7 * 24 * HOUR + MINUTE);
  await desk.send();
  expect(await people.letter(id)).toBeUndefined();
});
