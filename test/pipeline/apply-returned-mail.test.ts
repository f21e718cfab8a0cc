// What mails of the inbox change, and what forged ones do not.
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { signToken } from '../../src/domain/link-token.ts';
import { messageIdOf, returnPathOf } from '../../src/domain/return-address.ts';
import { applyReturnedMail, type ReturnedMailPorts } from '../../src/pipeline/apply-returned-mail.ts';
import type { Store } from '../../src/store/store.ts';
import { feedbackReport, notice, statusReport } from '../bounce/returned-mails.ts';
import { newSubscriber, temporaryStore } from '../store/open.ts';
import { DATE, NOW, planIssueOf } from '../store/planned-issue.ts';
import { claimAt } from '../store/sending.ts';

const BOUNCES = 'bounces@lab.org';
const [ADA, BOB] = ['ada@uni.example.edu', 'bob@uni.example.edu'];
const KEY = { kid: 'k001', secret: Buffer.alloc(32, 1) };
const day = (count: number) => new Date(NOW.getTime() + count * 86_400_000);

let store: Store;
let now: Date;
/** Names of the deliveries, and of the readers, by address. */
let delivery: Record<string, string>;
let reader: Record<string, string>;

beforeEach(async () => {
  store = await temporaryStore(':memory:');
  now = NOW;
  for (const address of [ADA, BOB]) await store.subscribers.add(newSubscriber(address), NOW);
  await planIssueOf(store);
  const rows = await claimAt(store.ledger, NOW);
  delivery = Object.fromEntries(rows.map(({ address, publicId }) => [address, publicId]));
  reader = Object.fromEntries(rows.map(({ address, subscriberPublicId }) => [address, subscriberPublicId]));
});

function ports(changed: Partial<ReturnedMailPorts> = {}): ReturnedMailPorts {
  return { ...store, tokenKeys: [KEY], bounceAddress: BOUNCES, clock: { now: () => now }, ...changed };
}

interface Way {
  /** Of the envelope. */
  to?: string[];
  at?: Date;
  changed?: Partial<ReturnedMailPorts>;
}

function apply(text: string | Uint8Array, { to = [], at = now, changed }: Way = {}) {
  return applyReturnedMail({ name: '1', bytes: Buffer.from(text), receivedAt: at, recipients: to }, ports(changed));
}

const verp = (address: string) => returnPathOf(BOUNCES, delivery[address]!);
const copyFor = (address: string) =>
  `Return-Path: <paperboy@lab.org>\nFrom: Paperboy <paperboy@lab.org>\nTo: ${address}\nSubject: Ten papers\nMessage-ID: <${messageIdOf(DATE, delivery[address]!, 'lab.org')}>\n\nBees.\n`;
const fields = (address: string, status = '5.1.1', text = '550 5.1.1 no such user') =>
  `Final-Recipient: rfc822; ${address}\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${text}`;
const gone = (address: string) => statusReport({ recipients: [fields(address)], to: verp(address) });
const full = (address: string) =>
  statusReport({ recipients: [fields(address, '4.2.2', '452 4.2.2 mailbox full')], to: verp(address) });

const suppressed = async () => (await store.suppressions.list()).map(({ address, reason }) => [address, reason]);

describe('each kind does what it says:', () => {
  test('who does not exist is suppressed at once, with what the server said', async () => {
    expect(await apply(gone(ADA))).toEqual({
      kind: 'hard',
      reason: 'userunknown',
      status: '5.1.1',
      publicId: delivery[ADA],
      address: ADA,
    });
    expect(await store.suppressions.list()).toMatchObject([
      { address: ADA, reason: 'hard bounce', detail: 'userunknown (550 5.1.1)', at: NOW.toISOString() },
    ]);
  });

  test('five soft bounces on five days of fourteen suppress, and not one day earlier', async () => {
    for (const at of [0, 3, 6, 9]) {
      now = day(at);
      expect(await apply(full(ADA))).toMatchObject({ kind: 'soft', reason: 'mailboxfull' });
    }
    expect(await suppressed()).toEqual([]);
    now = day(12);
    await apply(full(ADA));
    expect(await suppressed()).toEqual([[ADA, 'soft bounces']]);
  });

  test('many soft bounces on one day are one, and old ones do not count', async () => {
    for (let count = 0; count < 8; count += 1) await apply(full(ADA));
    for (const at of [14, 15, 16, 17]) {
      now = day(at);
      await apply(full(ADA));
    }
    expect(await suppressed()).toEqual([]);
  });

  test('a complaint suppresses at once', async () => {
    const complaint = feedbackReport('Feedback-Type: abuse\nUser-Agent: x/1\nVersion: 1', copyFor(BOB));
    expect(await apply(complaint)).toMatchObject({ kind: 'complaint', address: BOB });
    expect(await suppressed()).toEqual([[BOB, 'complaint']]);
  });

  test.each([
    ['vacation', 'Subject: Out of office\nAuto-Submitted: auto-replied'],
    ['unrelated', 'Subject: Lunch?'],
  ])('a %s mail does nothing', async (reason, head) => {
    const text = `From: Ada <${ADA}>\nTo: ${verp(ADA)}\n${head}\n\nBack on Monday.`;
    expect(await apply(text)).toEqual({ kind: 'ignored', reason });
    expect(await suppressed()).toEqual([]);
  });

  test('a report that the mail was delivered does nothing', async () => {
    const fine = `Final-Recipient: rfc822; ${ADA}\nAction: delivered\nStatus: 2.0.0`;
    expect(await apply(statusReport({ recipients: [fine], to: verp(ADA) }))).toMatchObject({ kind: 'ignored' });
    expect(await suppressed()).toEqual([]);
  });
});

describe('the mail that came back is found', () => {
  test('by the recipient of the envelope', async () => {
    const report = statusReport({ recipients: [fields(ADA)], to: 'undisclosed-recipients:;' });
    expect(await apply(report, { to: [verp(ADA)] })).toMatchObject({ kind: 'hard', address: ADA });
  });

  test.each(['Delivered-To', 'X-Original-To', 'Envelope-To'])('by %s', async name => {
    const report = `${name}: ${verp(ADA)}\n${statusReport({ recipients: [fields(ADA)], to: BOUNCES })}`;
    expect(await apply(report)).toMatchObject({ kind: 'hard', address: ADA });
  });

  test('by the Message-ID in the copy, with or without a bounce address', async () => {
    const report = statusReport({ recipients: [fields(ADA)], copy: copyFor(ADA) });
    expect(await apply(report, { changed: { bounceAddress: undefined } })).toMatchObject({
      kind: 'hard',
      address: ADA,
    });
    expect(await suppressed()).toEqual([[ADA, 'hard bounce']]);
  });

  test('by the Message-ID that a notice answers', async () => {
    const answer = notice({
      headers: [`In-Reply-To: <${messageIdOf(DATE, delivery[ADA]!, 'lab.org')}>`],
      body: `<${ADA}>: user unknown`,
    });
    expect(await apply(answer)).toMatchObject({ kind: 'hard', address: ADA });
  });

  test('by the return path rather than by what the mail quotes', async () => {
    const report = statusReport({ recipients: [fields(ADA)], to: verp(ADA), copy: copyFor(BOB) });
    expect(await apply(report)).toMatchObject({ address: ADA });
  });

  test('by the Message-ID where a server wrote the return path in lower case', async () => {
    const to = `${verp(ADA).toLowerCase()}, ${returnPathOf(BOUNCES, 'lower_case_lower')}`;
    const report = statusReport({ recipients: [fields(ADA)], to, copy: copyFor(ADA) });
    expect(await apply(report)).toMatchObject({ kind: 'hard', address: ADA });
  });

  test('and not a mail by whose address alone the report goes', async () => {
    expect(await apply(full(ADA).replace(verp(ADA), BOUNCES))).toEqual({
      kind: 'ignored',
      reason: 'about no mail of ours',
    });
  });
});

test('without a bounce address people may write to the same inbox: what is not about our mail is kept', async () => {
  const changed = { bounceAddress: undefined };
  const letter = `From: Ada <${ADA}>\nTo: paperboy@lab.org\nSubject: Re: Ten papers\n\nThank you!`;
  expect(await apply(letter, { changed })).toEqual({ kind: 'ignored', reason: 'unrelated', kept: true });
  expect(await apply(gone(ADA), { changed })).toMatchObject({ reason: 'about no mail of ours', kept: true });
  const ours = statusReport({ recipients: [fields(ADA)], copy: copyFor(ADA) });
  expect(await apply(ours, { changed })).not.toHaveProperty('kept');
  expect(await apply(letter)).not.toHaveProperty('kept');
});

describe('a forged report changes nothing:', () => {
  const forgeries: Record<string, () => string> = {
    'it names the address of a reader': () => statusReport({ recipients: [fields(ADA)] }),
    'it guesses a return path': () =>
      statusReport({ recipients: [fields(ADA)], to: returnPathOf(BOUNCES, '0123456789abcdef') }),
    'it guesses a Message-ID': () =>
      statusReport({ recipients: [fields(ADA)], copy: copyFor(ADA).replace(delivery[ADA]!, '0123456789abcdef') }),
    'it comes to the return path at another domain': () =>
      statusReport({ recipients: [fields(ADA)], to: verp(ADA).replace('lab.org', 'evil.example.org') }),
    'it complains in the name of a reader': () =>
      feedbackReport(`Feedback-Type: abuse\nOriginal-Rcpt-To: ${ADA}\nVersion: 1`),
    'it names a reader in plain words': () => notice({ body: `<${ADA}>: user unknown` }),
  };

  test.each(Object.keys(forgeries))('%s', async name => {
    expect(await apply(forgeries[name]!())).toMatchObject({ kind: 'ignored' });
    expect(await suppressed()).toEqual([]);
  });

  test('who has a mail of his own can stop that one only, whatever other address he writes', async () => {
    await apply(statusReport({ recipients: [fields(ADA)], to: verp(BOB) }));
    expect(await suppressed()).toEqual([]);
    await apply(feedbackReport(`Feedback-Type: abuse\nOriginal-Rcpt-To: ${ADA}`, copyFor(BOB)));
    expect(await suppressed()).toEqual([[BOB, 'complaint']]);
  });

  test('many guesses cost few questions', async () => {
    let asked = 0;
    const deliveryOf = async () => {
      asked += 1;
      return undefined;
    };
    const ids = Array.from({ length: 5000 }, (_, at) => `<2026-03-02.${String(at).padStart(16, '0')}@lab.org>`);
    const report = notice({ headers: [`References: ${ids.join('\n ')}`], body: `<${ADA}>: user unknown` });
    await apply(report, { changed: { suppressions: { ...store.suppressions, deliveryOf } } });
    expect(asked).toBe(10);
  });
});

describe('mail to the unsubscribe address', () => {
  const letter = (subject: string) =>
    `From: somebody@else.example\nTo: bounces+unsubscribe@lab.org\nSubject: ${subject}\n\nThis message was automatically generated.\n`;
  const token = (address = ADA) => signToken('unsubscribe', reader[address]!, KEY);
  const statusOf = async (address: string) => (await store.subscribers.byAddress(address))?.status;

  test('unsubscribes by its token, whoever sends it, and again is no change', async () => {
    expect(await apply(letter(token()))).toEqual({ kind: 'unsubscribed', reason: 'token', address: ADA });
    expect(await statusOf(ADA)).toBe('unsubscribed');
    expect(await apply(letter(`Re: ${token()}`))).toMatchObject({ kind: 'unsubscribed' });
    expect([await statusOf(ADA), await statusOf(BOB)]).toEqual(['unsubscribed', 'confirmed']);
  });

  test('is told by the envelope too', async () => {
    const moved = letter(token()).replace('bounces+unsubscribe@lab.org', 'list@lab.org');
    expect(await apply(moved, { to: ['BOUNCES+UNSUBSCRIBE@lab.org'] })).toMatchObject({ kind: 'unsubscribed' });
  });

  test.each([
    ['without a token', () => 'unsubscribe'],
    ['with the address of a reader', () => ADA],
    ['with a token of another purpose', () => signToken('manage', reader[ADA]!, KEY)],
    [
      'with a token of another key',
      () => signToken('unsubscribe', reader[ADA]!, { ...KEY, secret: Buffer.alloc(32, 2) }),
    ],
    ['with a token of nobody', () => signToken('unsubscribe', 'nobody_nobody_no', KEY)],
    ['with a token that was changed', () => `${token().slice(0, -1)}_`],
  ])('does nothing %s', async (_name, subject) => {
    expect(await apply(letter(subject()))).toEqual({ kind: 'ignored', reason: 'no token' });
    expect([await statusOf(ADA), await statusOf(BOB)]).toEqual(['confirmed', 'confirmed']);
  });

  test('does nothing at another address', async () => {
    expect(await apply(letter(token()).replace('+unsubscribe', ''))).toMatchObject({ kind: 'ignored' });
    expect(await statusOf(ADA)).toBe('confirmed');
  });
});

describe('the same mail twice changes nothing more,', () => {
  test('also when a crash came between the soft bounce that was one too many and the suppression', async () => {
    for (const at of [0, 1, 2, 3]) {
      now = day(at);
      await apply(full(ADA));
    }
    const crash = { ...store.suppressions, add: () => Promise.reject(new Error('power cut')) };
    const last = { at: day(4) };
    now = day(4);
    await expect(apply(full(ADA), { ...last, changed: { suppressions: crash } })).rejects.toThrow('power cut');
    now = day(6);
    await apply(full(ADA), last);
    expect(await suppressed()).toEqual([[ADA, 'soft bounces']]);
    expect(await store.suppressions.addSoftPoint(ADA, day(4))).toBe(5);
  });

  test('also days later: a soft bounce counts for the day it came in', async () => {
    for (const at of [0, 1, 2, 3, 4, 5]) {
      now = day(at);
      await apply(full(ADA), { at: NOW });
    }
    expect(await suppressed()).toEqual([]);
  });

  test('a mail from a clock that is ahead counts for today', async () => {
    await apply(full(ADA), { at: day(400) });
    expect(await store.suppressions.addSoftPoint(ADA, NOW)).toBe(1);
  });

  test('and the first reason stands', async () => {
    await apply(gone(ADA));
    await apply(gone(ADA));
    await apply(feedbackReport('Feedback-Type: abuse', copyFor(ADA)));
    expect(await suppressed()).toEqual([[ADA, 'hard bounce']]);
  });
});

describe('what cannot be understood does no harm:', () => {
  test('no mail at all', async () => {
    expect(await apply('')).toEqual({ kind: 'ignored', reason: 'no mail' });
    expect(await apply(Buffer.alloc(100_000, 0))).toEqual({ kind: 'ignored', reason: 'no mail' });
  });

  test('a report that is cut at any place', async () => {
    const report = gone(ADA);
    for (let end = 0; end < report.length; end += 37) {
      expect((await apply(report.slice(0, end))).kind).toMatch(/^(?:ignored|soft|hard)$/);
    }
  });

  test('any bytes behind a head', async () => {
    const bytes = fc.uint8Array({ maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(bytes, async body => {
        const { kind } = await apply(Buffer.concat([Buffer.from(`To: ${verp(BOB)}\nSubject: `), body]));
        expect(kind).not.toBe('failed');
      }),
    );
    expect(await suppressed()).toEqual([]);
  });

  test('a mail whose reading breaks is kept', async () => {
    const bytes = {
      subarray: () => {
        throw new Error('unheard of');
      },
    } as unknown as Uint8Array;
    const mail = { name: '1', bytes, receivedAt: NOW, recipients: [] };
    expect(await applyReturnedMail(mail, ports())).toEqual({ kind: 'failed', reason: 'cannot be read', kept: true });
  });
});
