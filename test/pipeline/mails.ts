// Mails planned from papers of a test, and taken as sent.
import type { Selection } from '../../src/domain/issue.ts';
import type { Candidate } from '../../src/domain/paper.ts';
import type { NewSubscriber } from '../../src/domain/ports.ts';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import { keepPaper } from '../../src/pipeline/keep-paper.ts';
import { type Plan, planIssue } from '../../src/pipeline/plan-issue.ts';
import { compileCatalogue } from '../../src/select/match-topics.ts';
import type { Store } from '../../src/store/store.ts';
import { newSubscriber } from '../store/open.ts';
import { submitAll } from '../store/sending.ts';

export const MONDAY = new Date('2026-03-02T06:00:00Z');
const DAY_MS = 86_400_000;

/** @param days after Monday at 7:00 in Berlin */
export function dayAfter(days: number, hours = 0): Date {
  return new Date(MONDAY.getTime() + days * DAY_MS + hours * 3_600_000);
}

export function subscribe(store: Store, wish: Partial<NewSubscriber> & { keywords?: string[] } = {}): Promise<unknown> {
  const { keywords = [], ...rest } = wish;
  const interests = { ...NO_INTERESTS, keywords };
  return store.subscribers.add(newSubscriber('ada@lab.org', { interests, ...rest }), MONDAY);
}

/** @returns the ids of the papers, in their order */
export async function keep(store: Store, records: readonly Candidate[], now = dayAfter(0, -1)): Promise<number[]> {
  const ids: number[] = [];
  for (const record of records) {
    const kept = await store.papers.write(writer => keepPaper(record, writer, { now }));
    ids.push(kept!.paperId);
  }
  return ids;
}

export const NOTHING_RANKED = {
  catalogue: compileCatalogue({ version: 1, groups: {}, topics: [] }),
  /** Every text is as likely as any other. */
  prior: () => 0.1,
};

/** Plans for who is due; the mails wait. */
export function planAt(store: Store, now: Date): Promise<Plan> {
  return planIssue(
    { ...store, ...NOTHING_RANKED, at: () => {} },
    { now, everyone: false, skipReserved: false, listReaders: true },
  );
}

/** Who is due, with what they are sent; those for whom nothing matched too. */
export async function mailsAt(store: Store, now: Date): Promise<{ date: string; selection: Selection }[]> {
  const { readers } = await planAt(store, now);
  await submitAll(store.ledger, now);
  return readers.map(({ date, selection }) => ({ date, selection }));
}
