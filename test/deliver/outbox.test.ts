// The outbox with a real ledger, a real connection and a server that misbehaves on request.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OutboxLimits, sendDue } from '../../src/deliver/outbox.ts';
import { smtpSubmitter } from '../../src/deliver/smtp-submitter.ts';
import type { CrashPoint } from '../../src/domain/crash-point.ts';
import type { SendEvent } from '../../src/domain/delivery.ts';
import { readDomainLimits } from '../../src/domain/domain-limits.ts';
import type { Store } from '../../src/store/store.ts';
import { dayAfter, keep, MONDAY, planAt, subscribe } from '../pipeline/mails.ts';
import { type SmtpSink, startSmtpSink } from '../smtp-sink.ts';
import { newSubscriber, temporaryStore } from '../store/open.ts';
import { withIssue } from '../store/planned-issue.ts';
import { message } from './message.ts';

const DATE = '2026-03-02';
let store: Store;
let sink: SmtpSink;

beforeEach(async () => {
  store = await temporaryStore();
  sink = await startSmtpSink();
});
afterEach(() => sink.close());

async function plan(...addresses: string[]): Promise<void> {
  for (const address of addresses) await store.subscribers.add(newSubscriber(address), MONDAY);
  await keep(store, [{ title: 'Kites That Steer Themselves in Gusty Wind' }]);
  await planAt(store, MONDAY);
}

interface Wish extends Partial<OutboxLimits> {
  now?: Date;
  connections?: number;
  smtpUrl?: string;
  at?: (point: CrashPoint) => void;
}

async function send({ now = MONDAY, connections = 1, smtpUrl = sink.url, at = () => {}, ...limits }: Wish = {}) {
  const events: SendEvent[] = [];
  const submitter = smtpSubmitter({ smtpUrl, connections });
  try {
    const settled = await sendDue(
      {
        ledger: store.ledger,
        paces: store.domainPaces,
        submitter,
        compose: async row => message(row.address),
        madeWith: { look: 'a'.repeat(64), tokenKid: 'k001' },
        clock: { now: () => now },
        at,
        onSettled() {},
        onEvent: event => events.push(event),
      },
      { worker: 'w', messagesPerSecond: Number.POSITIVE_INFINITY, domainLimits: new Map(), ...limits },
    );
    return { settled, events };
  } finally {
    await submitter.close();
  }
}

const recipients = () => sink.mails.map(({ to }) => to).toSorted();

test('sends every row that is due to its reader, over as many connections as are allowed', async () => {
  await plan('ada@lab.org', 'bob@lab.org', 'cleo@lab.org');
  expect(await send({ connections: 2 })).toEqual({ settled: 3, events: [] });
  expect(recipients()).toEqual(['ada@lab.org', 'bob@lab.org', 'cleo@lab.org']);
  expect(sink.connections).toBe(2);
  expect(await store.ledger.counts()).toMatchObject({ submitted: 3, pending: 0 });
});

test('greylisted mail is deferred, and taken when it is tried again', async () => {
  await plan('ada@lab.org');
  sink.chaos.rcpt = () => '450 4.2.0 greylisted, come back later';
  await send();
  expect(await store.ledger.counts()).toMatchObject({ deferred: 1, submitted: 0 });
  sink.chaos = {};
  await send({ now: dayAfter(0, 1) });
  expect(await store.ledger.counts()).toMatchObject({ deferred: 0, submitted: 1 });
  expect(recipients()).toEqual(['ada@lab.org']);
});

test('a domain that refuses us gets nothing more for a while, is named once, and loses nobody', async () => {
  await plan('ada@blocked.org', 'bob@blocked.org', 'cleo@lab.org', 'dan@blocked.org');
  const asked: string[] = [];
  sink.chaos.rcpt = to => {
    asked.push(to);
    return to.endsWith('@blocked.org') ? '550 5.7.1 your network is blocked' : undefined;
  };
  const { events } = await send();
  expect(events).toMatchObject([{ kind: 'domain_paused', domain: 'blocked.org' }]);
  expect(asked).toEqual(['ada@blocked.org', 'cleo@lab.org']);
  expect(await store.ledger.counts()).toMatchObject({ submitted: 1, deferred: 1, pending: 2, suppressed: 0 });
  sink.chaos = {};
  await send({ now: dayAfter(0, 1) });
  expect(await store.ledger.counts()).toMatchObject({ submitted: 4 });
});

test('a pause of a domain outlives the process', async () => {
  await plan('ada@blocked.org', 'bob@blocked.org');
  sink.chaos.rcpt = () => '550 5.7.1 blocked';
  await send();
  sink.chaos = {};
  await send({ now: new Date(MONDAY.getTime() + 60_000) });
  expect(sink.mails).toEqual([]);
});

test('a domain with a limit gets its mails at that pace, in one run', async () => {
  await plan('ada@slow.org', 'bob@slow.org', 'cleo@slow.org', 'dan@lab.org');
  const started = performance.now();
  const now = () => new Date(MONDAY.getTime() + performance.now() - started);
  const submitter = smtpSubmitter({ smtpUrl: sink.url, connections: 1 });
  await sendDue(
    {
      ledger: store.ledger,
      paces: store.domainPaces,
      submitter,
      compose: async row => message(row.address),
      madeWith: { look: 'a'.repeat(64), tokenKid: 'k001' },
      clock: { now },
      at() {},
      onSettled() {},
      onEvent() {},
    },
    { worker: 'w', messagesPerSecond: 1000, domainLimits: readDomainLimits('slow.org=2/s')! },
  );
  await submitter.close();
  expect(recipients()).toEqual(['ada@slow.org', 'bob@slow.org', 'cleo@slow.org', 'dan@lab.org']);
  expect(sink.mails.at(-1)?.to).toMatch(/@slow\.org$/);
});

test('no more than the limit goes out in a day; the others wait for the next', async () => {
  await plan('ada@lab.org', 'bob@lab.org', 'cleo@lab.org');
  const { events } = await send({ maxPerDay: 2, connections: 2 });
  expect(events).toEqual([{ kind: 'daily_limit', limit: 2 }]);
  expect(sink.mails).toHaveLength(2);
  await send({ maxPerDay: 2, now: dayAfter(0, 12) });
  expect(sink.mails).toHaveLength(2);
});

test('a server that cannot be reached ends the run; nothing counts as tried', async () => {
  await plan('ada@lab.org', 'bob@lab.org');
  await sink.close();
  await expect(send()).rejects.toThrow(/the SMTP server cannot be used any more/);
  expect(await store.ledger.counts()).toMatchObject({ pending: 2, claimed: 0 });
  sink = await startSmtpSink();
  await send();
  expect(recipients()).toEqual(['ada@lab.org', 'bob@lab.org']);
});

test('an issue that is held in the middle of its run stops at once, and goes on when it is resumed', async () => {
  await plan('ada@lab.org', 'bob@lab.org', 'cleo@lab.org');
  let held: Promise<unknown> | undefined;
  await send({
    at: point => {
      if (point === 'after_250') held ??= store.issueControl.hold(DATE, MONDAY);
    },
  });
  await held;
  expect(sink.mails.length).toBeLessThan(3);
  expect(await store.ledger.counts()).toMatchObject({ claimed: 0, committing: 0, uncertain: 0 });
  await store.issueControl.resume(DATE, MONDAY);
  await send();
  expect(recipients()).toEqual(['ada@lab.org', 'bob@lab.org', 'cleo@lab.org']);
});

test('told to stop, it finishes what is in flight and puts the rest back', async () => {
  await plan('ada@lab.org', 'bob@lab.org', 'cleo@lab.org', 'dan@lab.org');
  const stop = new AbortController();
  await send({ signal: stop.signal, at: point => point === 'after_250' && stop.abort() });
  expect(sink.mails).toHaveLength(1);
  expect(await store.ledger.counts()).toMatchObject({ submitted: 1, pending: 3, claimed: 0, uncertain: 0 });
});

test('who leaves between claim and commit gets nothing', async () => {
  await subscribe(store);
  const [ada] = await store.subscribers.list();
  await plan();
  let left: Promise<unknown> | undefined;
  await send({
    at: point => {
      if (point === 'after_claim') left = store.subscribers.unsubscribe(ada!.publicId, MONDAY, 'test');
    },
  });
  await left;
  expect(sink.mails).toEqual([]);
  expect(await store.ledger.counts()).toMatchObject({ suppressed: 1 });
});

test('of a large issue a hundred go ahead, and too many refusals hold the rest', async () => {
  await withIssue(store, 1000);
  let asked = 0;
  sink.chaos.rcpt = () => {
    asked += 1;
    return asked % 10 === 0 ? '550 5.1.1 no such user' : undefined;
  };
  const { events, settled } = await send({ connections: 4 });
  expect(settled).toBe(100);
  expect(events).toEqual([{ kind: 'canary_held', date: DATE, refused: 10, tried: 100 }]);
  expect(await store.ledger.counts()).toMatchObject({ submitted: 90, failed: 10, pending: 900 });
});
