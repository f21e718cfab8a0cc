// All papers that matched when a mail was cut: what it held, and what came too late in the order.
import { type AllMatches, type FrozenBatch, placedAs, type SelectedPaper, type Selection } from '../domain/issue.ts';
import type { Ledger, OpinionStore, Planner, SubscriberStore } from '../domain/ports.ts';
import type { PaperIndex } from '../select/paper-index.ts';
import { select } from '../select/select.ts';
import { longestWindow } from '../select/window.ts';
import { indexPapers, type PaperPool, rankedPapers, tasteOf, toReader } from './one-reader.ts';

const MAX_SHOWN = 200;

export interface MatchesPorts extends PaperPool {
  planner: Pick<Planner, 'pasts'>;
  ledger: Pick<Ledger, 'batch'>;
  opinions: OpinionStore;
  subscribers: Pick<SubscriberStore, 'byPublicId'>;
  issues: {
    delivery(
      publicId: string,
    ): Promise<{ batchId: number; selection: Selection; subscriberPublicId: string } | undefined>;
  };
}

/** What a mail was chosen from, as far as it is the same for all readers of its batch. */
interface Pool {
  batch: FrozenBatch;
  index: PaperIndex;
}

/**
 * Selects again for the reader of a mail, with the interests of now and without the cut, out of the papers that it was made of.
 * @returns undefined if there is no such mail
 */
export function matchesReader(ports: MatchesPorts): (deliveryPublicId: string) => Promise<AllMatches | undefined> {
  let kept: { batchId: number; pool: Promise<Pool> } | undefined;
  // Readers come for the mail of the day: its papers are indexed once for all of them.
  const poolOf = (batchId: number): Promise<Pool> => {
    if (kept?.batchId === batchId) return kept.pool;
    const pool = openMailPool(batchId, ports);
    kept = { batchId, pool };
    pool.catch(() => {
      kept = undefined;
    });
    return pool;
  };

  return async deliveryPublicId => {
    const delivery = await ports.issues.delivery(deliveryPublicId);
    const subscriber = delivery && (await ports.subscribers.byPublicId(delivery.subscriberPublicId));
    if (!delivery || !subscriber) return undefined;
    const { batch, index } = await poolOf(delivery.batchId);
    const dueAt = new Date(batch.dueAt);
    const pasts = await ports.planner.pasts([subscriber.id], longestWindow(dueAt), dueAt);
    const { papers } = index;
    const taste = await tasteOf(
      subscriber.id,
      { papers: papers.map(({ paper }) => paper), opinions: ports.opinions },
      dueAt,
    );
    const reader = { ...toReader(subscriber, pasts.get(subscriber.id), dueAt), taste };
    const everything = { ...reader, interests: { ...reader.interests, outside: false }, papersPerMail: papers.length };
    const found = chosenOf(select(index, everything), delivery.selection).flatMap(({ paperId, reasons }) => {
      const at = index.placeOf(paperId);
      return at === undefined ? [] : [{ paper: papers[at]!.paper, reasons }];
    });
    return { date: batch.date, papers: found.slice(0, MAX_SHOWN), matched: found.length };
  };
}

async function openMailPool(batchId: number, ports: MatchesPorts): Promise<Pool> {
  const batch = await ports.ledger.batch(batchId);
  const papers = await rankedPapers(ports, new Date(batch.dueAt));
  return { batch, index: indexPapers(papers, ports.catalogue) };
}

/** What matches, then what the mail held for some other reason, such as interests that the reader has no more. */
function chosenOf(everything: Selection, mail: Selection): SelectedPaper[] {
  const matching = everything.papers.filter(paper => placedAs(paper) === 'match');
  const ids = new Set(matching.map(({ paperId }) => paperId));
  return [...matching, ...mail.papers.filter(({ paperId }) => !ids.has(paperId))];
}
