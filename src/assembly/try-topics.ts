// Trying out interests that nobody has yet on the papers of this installation.
import { AppError } from '../domain/errors.ts';
import type { Wish } from '../domain/subscriber.ts';
import { readWish, type WishFault } from '../people/wish.ts';
import { indexLatest, latestPapers, tryInterests } from '../pipeline/try-interests.ts';
import type { House } from './house.ts';
import { peopleRules } from './sync-people.ts';

/** An entry must have an address; nobody has this one (RFC 2606). */
const NOBODY = 'nobody@example.invalid';

/** Reads fields of a people file that are nobody's entry yet. */
export function readNobodysWish(
  house: Pick<House, 'catalogue' | 'config'>,
  chosen: Record<string, unknown>,
): { wish: Wish } | WishFault {
  return readWish({ email: NOBODY, ...chosen }, peopleRules(house));
}

/** @param chosen fields of a people file @throws AppError usage for one that cannot be read */
export async function tryTopics(house: House, chosen: Record<string, unknown>, days: number) {
  const read = readNobodysWish(house, chosen);
  if ('fault' in read) throw new AppError('usage', read.fault);
  const { store, compiled, prior, clock } = house;
  const latest = await latestPapers(store.papers, { now: clock.now(), days });
  return tryInterests(read.wish, indexLatest(latest, { catalogue: compiled, prior }));
}
