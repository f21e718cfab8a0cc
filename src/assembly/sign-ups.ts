// Subscribing, lost links and changes of address: what a page asks for becomes a letter, and what its link confirms takes effect.
import { randomUUID } from 'node:crypto';
import { parseAddress } from '../domain/address.ts';
import { AppError } from '../domain/errors.ts';
import { isOpen, type Letter } from '../domain/letter.ts';
import { SETTABLE_FIELDS, type Subscriber } from '../domain/subscriber.ts';
import { readWish } from '../people/wish.ts';
import { dueTimes } from '../schedule/due-times.ts';
import { nextDue } from '../schedule/next-due.ts';
import { localDate } from '../schedule/time-zones.ts';
import type { Confirmed, LetterPage, SignUpPorts } from '../web/ports.ts';
import type { House } from './house.ts';
import { peopleRules } from './sync-people.ts';

const ORIGIN = 'web';

export interface SignUpEvents {
  /** A letter waits. */
  onLetter(): void;
  /** Somebody is due at once. */
  onDue(): void;
}

export function signUps(house: House, { onLetter, onDue }: SignUpEvents): SignUpPorts {
  const { store, clock, config } = house;
  const rules = peopleRules(house);

  async function ask(letters: Parameters<typeof store.letters.ask>[0]): Promise<void> {
    await store.letters.ask(letters, clock.now());
    onLetter();
  }

  const signUp: SignUpPorts = {
    policy: { signup: config.signup, domains: config.signupDomains, timeZone: config.timeZone },

    async subscribe({ email, ...fields }, { wording, isTrusted, given }) {
      const read = readWish({ email, ...fields }, rules);
      if ('faults' in read) return { faults: read.faults };
      const { address, ...wish } = read.wish;
      const act = { kind: 'subscribe', wish, given, wording } as const;
      await ask([{ address, act, ...(isTrusted && { isTrusted }) }]);
      return undefined;
    },

    async sendLink(email, { isTrusted }) {
      const address = parseAddress(email)?.address;
      if (address === undefined) return { faults: [addressFault(email)] };
      await ask([{ address, act: { kind: 'link' }, ...(isTrusted && { isTrusted }) }]);
      return undefined;
    },

    async move(subscriber, email) {
      const to = parseAddress(email)?.address;
      if (to === undefined) return { faults: [addressFault(email)] };
      const from = subscriber.address;
      const act = { kind: 'move', move: randomUUID(), subscriber: subscriber.publicId, from, to } as const;
      await ask([
        { address: to, act },
        { address: from, act },
      ]);
      return undefined;
    },

    async letter(publicId) {
      const letter = await store.letters.byPublicId(publicId);
      return letter && pageOf(letter);
    },

    async again(publicId) {
      const letter = await store.letters.byPublicId(publicId);
      if (!letter || letter.answeredAt !== undefined || letter.act.kind !== 'subscribe') return;
      await ask([{ address: letter.address, act: letter.act, ...(letter.isTrusted && { isTrusted: true }) }]);
    },

    async confirm(publicId) {
      const letter = await store.letters.byPublicId(publicId);
      if (!letter) return undefined;
      if (letter.answeredAt === undefined && isOpen(letter, clock.now())) {
        if (letter.act.kind === 'subscribe') await welcome(letter, letter.act);
        if (letter.act.kind === 'move') await confirmMove(letter, letter.act);
      }
      return signUp.letter(publicId);
    },
  };
  return signUp;

  async function pageOf(letter: Letter): Promise<LetterPage> {
    const { address, act } = letter;
    const state = letter.answeredAt !== undefined ? 'confirmed' : isOpen(letter, clock.now()) ? 'open' : 'over';
    if (act.kind === 'move') {
      const other = await store.letters.otherOfMove(letter);
      const isMoved = (await store.subscribers.byPublicId(act.subscriber))?.address === act.to;
      const waitsFor = other?.answeredAt === undefined ? (address === act.to ? act.from : act.to) : undefined;
      return { kind: 'move', state, from: act.from, to: act.to, isMoved, ...(waitsFor !== undefined && { waitsFor }) };
    }
    const wish = act.kind === 'subscribe' ? { address, ...act.wish } : undefined;
    if (!wish) return { kind: 'subscribe', state: 'over' };
    const subscriber = state === 'confirmed' ? await store.subscribers.byAddress(address) : undefined;
    return { kind: 'subscribe', state, wish, ...(subscriber && { confirmed: confirmedPage(subscriber) }) };
  }

  function confirmedPage(subscriber: Subscriber): Confirmed {
    const { rhythm } = subscriber;
    const now = clock.now();
    const today = localDate(now, rhythm.timeZone);
    // The first issue is today's: the next one is of another day.
    let next = nextDue(rhythm, now);
    if (localDate(next, rhythm.timeZone) === today) next = nextDue(rhythm, next);
    return { subscriber, nextMail: { date: localDate(next, rhythm.timeZone), time: rhythm.sendAt } };
  }

  /** Each step can be done again: who clicks twice, or after a crash, ends where who clicked once does. */
  async function welcome(letter: Letter, act: Letter['act'] & { kind: 'subscribe' }): Promise<void> {
    const now = clock.now();
    const { address } = letter;
    const how = 'confirmation link';
    if ((await store.suppressions.reasonOf(address)) === 'erased') await store.suppressions.lift(address, now);
    const before = await store.subscribers.byAddress(address);
    if (before?.status === 'unsubscribed') await store.subscribers.resubscribe(before.publicId, now, how);
    const isHere = before?.listed && before.status !== 'unconfirmed';
    const outcome = await store.subscribers.add(
      {
        ...act.wish,
        address,
        given: isHere ? act.given : SETTABLE_FIELDS,
        origin: ORIGIN,
        status: 'confirmed',
        consent: how,
        wording: act.wording,
        // The first issue comes at once.
        nextDueAt: before?.status === 'unsubscribed' ? dueTimes(now).next : () => now.toISOString(),
      },
      now,
    );
    if (outcome === 'left')
      throw new AppError('link_invalid', 'Mail to this address is stopped here: ask the people who run this.');
    await store.letters.answer(letter.publicId, now);
    onDue();
  }

  async function confirmMove(letter: Letter, act: Letter['act'] & { kind: 'move' }): Promise<void> {
    const now = clock.now();
    await store.letters.answer(letter.publicId, now);
    const other = await store.letters.otherOfMove(letter);
    if (other?.answeredAt === undefined) return;
    if (await store.subscribers.move(act.subscriber, act.to)) return;
    throw new AppError('usage', 'The new address has a subscription of its own: leave with it first, then move.');
  }
}

function addressFault(found: string) {
  return { field: 'email', found, expected: 'expected one plain address such as ada@lab.org' };
}
