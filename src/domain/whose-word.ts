// Whose word counts: what a wish does to the row of a person who may be here already. Files seed people, what is set later wins
// field by field, and nobody who left is brought back.
import type { NewSubscriber, Standing } from './ports.ts';
import { SETTABLE_FIELDS, type SettableField, type Wish, type WishOutcome } from './subscriber.ts';
import { changedFields, type FieldChange, withFields } from './wish-fields.ts';

/** The row as it should be. */
export interface WantedRow {
  wish: Wish;
  origin: string;
  managed: boolean;
  ownFields: readonly SettableField[];
  /** Whether the person becomes confirmed now, and consented so. */
  confirms: boolean;
}

export interface Decision {
  outcome: WishOutcome;
  /** Absent where nothing is written. */
  row?: WantedRow;
  changes: FieldChange[];
  /** What the person, or the operator for them, set otherwise than the file says: `before` the file's, `after` theirs. */
  kept: FieldChange[];
}

/** @param standing undefined for who is not here */
export function decideWish(standing: Standing | undefined, wish: NewSubscriber): Decision {
  if (standing?.isLeft) return { outcome: 'left', changes: [], kept: [] };
  const before = standing?.subscriber;
  if (!before) return { outcome: 'added', row: seeded(wish), changes: [], kept: [] };
  return wish.origin === 'file' ? listAgain(before, wish) : setLater(before, wish);
}

type Before = NonNullable<Standing['subscriber']>;

function seeded(wish: NewSubscriber): WantedRow {
  const { origin, managed = false } = wish;
  return { wish, origin, managed, ownFields: [], confirms: wish.status === 'confirmed' };
}

function listAgain(before: Before, wish: NewSubscriber): Decision {
  const managed = wish.managed ?? false;
  // Who subscribed on the web chose every field, and is not the file's to take off.
  const isOwn = before.origin === 'web' && !managed;
  const ownFields = managed ? [] : isOwn ? SETTABLE_FIELDS : (before.ownFields ?? []);
  const wanted = withFields(wish, before, ownFields);
  return outcomeOf(
    before,
    {
      wish: wanted,
      origin: isOwn ? before.origin : wish.origin,
      managed,
      ownFields: managed ? [] : (before.ownFields ?? []),
      confirms: confirmsNow(before, wish),
    },
    changedFields(wish, wanted),
  );
}

function setLater(before: Before, wish: NewSubscriber): Decision {
  if (!before.listed) {
    const row = { ...seeded(wish), confirms: confirmsNow(before, wish) };
    return { outcome: 'changed', row, changes: changedFields(before, wish), kept: [] };
  }
  const wanted = withFields(before, wish, wish.given ?? SETTABLE_FIELDS);
  const fields = changedFields(before, wanted).map(({ field }) => field);
  if (before.managed && fields.length > 0) return { outcome: 'managed', changes: [], kept: [] };
  return outcomeOf(
    before,
    {
      wish: wanted,
      origin: before.origin,
      managed: before.managed ?? false,
      ownFields: [...new Set([...(before.ownFields ?? []), ...fields])],
      confirms: confirmsNow(before, wish),
    },
    [],
  );
}

function confirmsNow(before: Before, wish: NewSubscriber): boolean {
  return before.status === 'unconfirmed' && wish.status === 'confirmed';
}

function outcomeOf(before: Before, row: WantedRow, kept: FieldChange[]): Decision {
  const changes = changedFields(before, row.wish);
  const isSame =
    changes.length === 0 &&
    before.listed &&
    !row.confirms &&
    before.origin === row.origin &&
    (before.managed ?? false) === row.managed;
  return isSame ? { outcome: 'known', changes, kept } : { outcome: 'changed', row, changes, kept };
}
