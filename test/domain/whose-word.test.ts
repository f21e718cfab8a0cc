import { describe, expect, test } from 'vitest';
import type { NewSubscriber } from '../../src/domain/ports.ts';
import type { Subscriber, Wish } from '../../src/domain/subscriber.ts';
import { decideWish } from '../../src/domain/whose-word.ts';
import { newSubscriber } from '../store/open.ts';

const listed = (wish: Partial<NewSubscriber> = {}) => newSubscriber('ada@lab.org', wish);
const later = (papersPerMail: number, given: NewSubscriber['given'] = ['papers']) =>
  listed({ origin: 'web', papersPerMail, given });

function here(state: Partial<Subscriber> = {}): { subscriber: Subscriber; isLeft: boolean } {
  const { nextDueAt: _, consent: __, managed: ___, ...wish } = listed();
  const row = { id: 1, publicId: 'p'.repeat(16), listed: true, createdAt: '2026-01-01', nextDueAt: '2026-03-02' };
  return { subscriber: { ...wish, ...row, ...state }, isLeft: false };
}

const rowOf = (decision: ReturnType<typeof decideWish>) => decision.row!;
const papersOf = (wish: Wish) => wish.papersPerMail;

describe('a file', () => {
  test('seeds who is not here', () => {
    const decision = decideWish(undefined, listed({ papersPerMail: 3 }));
    expect(decision.outcome).toBe('added');
    expect(rowOf(decision)).toMatchObject({ origin: 'file', confirms: true, ownFields: [], managed: false });
  });

  test('changes what nobody else has set, and says what', () => {
    const decision = decideWish(here(), listed({ papersPerMail: 3 }));
    expect(decision).toMatchObject({
      outcome: 'changed',
      changes: [{ field: 'papers', before: 10, after: 3 }],
      kept: [],
    });
  });

  test('leaves what was set later, and the difference is told', () => {
    const ada = here({ papersPerMail: 7, ownFields: ['papers'] });
    const rhythm = { timeZone: 'Asia/Kolkata', sendAt: '07:00', days: 'weekdays' } as const;
    const decision = decideWish(ada, listed({ papersPerMail: 3, rhythm }));
    expect(decision.outcome).toBe('changed');
    expect(rowOf(decision).wish).toMatchObject({ papersPerMail: 7, rhythm });
    expect(rowOf(decision).ownFields).toEqual(['papers']);
    expect(decision.kept).toEqual([{ field: 'papers', before: 3, after: 7 }]);
  });

  test('that manages has the last word, and forgets what was set', () => {
    const decision = decideWish(here({ papersPerMail: 7, ownFields: ['papers'] }), listed({ managed: true }));
    expect(rowOf(decision)).toMatchObject({ managed: true, ownFields: [], wish: { papersPerMail: 10 } });
    expect(decision.kept).toEqual([]);
  });

  test('leaves who subscribed on the web as they are, also when it lists them no longer', () => {
    const ada = here({ origin: 'web', papersPerMail: 7 });
    const decision = decideWish(ada, listed());
    expect(decision).toMatchObject({ outcome: 'known', kept: [{ field: 'papers', before: 10, after: 7 }] });
    expect(rowOf(decideWish(ada, listed({ managed: true })))).toMatchObject({ origin: 'file', managed: true });
  });

  test('brings back who was in no file for a while', () => {
    expect(decideWish(here({ listed: false }), listed()).outcome).toBe('changed');
  });

  test('never brings back who left', () => {
    expect(decideWish({ ...here({ status: 'unsubscribed' }), isLeft: true }, listed())).toMatchObject({
      outcome: 'left',
      changes: [],
    });
    expect(decideWish({ isLeft: true }, listed()).row).toBeUndefined();
  });
});

describe('what is set later', () => {
  test('changes only what is given, and stays', () => {
    const decision = decideWish(here({ layout: 'text' }), later(4));
    expect(decision.outcome).toBe('changed');
    expect(papersOf(rowOf(decision).wish)).toBe(4);
    expect(rowOf(decision)).toMatchObject({ wish: { layout: 'text' }, origin: 'file', ownFields: ['papers'] });
  });

  test('adds to what was set before', () => {
    const decision = decideWish(here({ ownFields: ['days'] }), later(4));
    expect(rowOf(decision).ownFields).toEqual(['days', 'papers']);
  });

  test('is no change where it is the same', () => {
    expect(decideWish(here(), later(10)).outcome).toBe('known');
  });

  test('is refused for who is managed', () => {
    expect(decideWish(here({ managed: true }), later(4))).toMatchObject({ outcome: 'managed', changes: [] });
    expect(decideWish(here({ managed: true }), later(10)).outcome).toBe('known');
  });

  test('confirms who is unconfirmed, but only with consent', () => {
    const ada = here({ status: 'unconfirmed' });
    expect(rowOf(decideWish(ada, later(10))).confirms).toBe(true);
    expect(decideWish(ada, { ...later(10), status: 'unconfirmed' }).outcome).toBe('known');
  });
});
