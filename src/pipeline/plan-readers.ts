// The mails of the readers who are due, each chosen out of the papers in the order that suits its occasion.
import type { RankedPaper, Selection } from '../domain/issue.ts';
import { NO_OPINIONS, type ReaderOpinions } from '../domain/opinion.ts';
import type { ReaderPast } from '../domain/ports.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import type { RankOrder } from '../rank/score.ts';
import type { DueTimes } from '../schedule/due-times.ts';
import { compileReaders, type Reader } from '../select/compile-readers.ts';
import { Selector } from '../select/select.ts';
import { selectionCompleter } from './complete-selection.ts';
import type { NewsByPaper } from './follow-ups.ts';
import { type SaidBySubscriber, tasteLearner } from './learn-tastes.ts';
import { isNoteDue, nextMail, occasionOf, orderFor } from './occasion.ts';
import { indexWords, type PaperIndexes, toReader } from './one-reader.ts';

export interface DueReader {
  subscriber: Subscriber;
  /** Local date of the issue that is due. */
  date: string;
  /** Absent for who was never due before. */
  past?: ReaderPast;
}

/** One reader's share of a plan. */
export interface PlannedReader {
  subscriber: Subscriber;
  date: string;
  /** Not always a mail: see `isMail`. */
  selection: Selection;
  /** What follows from the selection's papers; absent where there are none. */
  subject?: string;
}

/** What the readers of a plan have in common. */
export interface PlanFacts {
  indexes: PaperIndexes;
  /** What may be told of papers that readers were sent before, and those of them that are in no index. */
  news: NewsByPaper;
  older: readonly RankedPaper[];
  times: DueTimes;
  now: Date;
}

type ReaderPlanner = (due: readonly DueReader[], said: SaidBySubscriber) => PlannedReader[];

export function readerPlanner(facts: PlanFacts): ReaderPlanner {
  const older = indexWords(facts.older);
  const planners = new Map<RankOrder, ReaderPlanner>();
  const plannerOf = (order: RankOrder) => {
    const planner = planners.get(order) ?? plannerInOrder(order, facts, older);
    planners.set(order, planner);
    return planner;
  };
  return (due, said) => {
    const orders = Map.groupBy(due, ({ subscriber, past }) => orderFor(occasionOf(subscriber, past)));
    return [...orders].flatMap(([order, readers]) => plannerOf(order)(readers, said));
  };
}

function plannerInOrder(
  order: RankOrder,
  { indexes, news, times, now }: PlanFacts,
  older: ReturnType<typeof indexWords>,
): ReaderPlanner {
  const index = indexes.inOrder(order);
  const selector = new Selector(index);
  const complete = selectionCompleter(index, { news, older });
  const tastesOf = tasteLearner(
    index.papers.map(({ paper }) => paper),
    now,
  );
  const matchedADay = perDay(index.papers);

  return (due, said) => {
    const tastes = tastesOf(saidBy(due, said));
    const readers = due.map(({ subscriber, past }) => ({
      ...toReader(subscriber, past, now),
      taste: tastes.get(subscriber.id),
    }));
    const selections = selector.select(compileReaders(readers, index.terms));
    return due.map(({ subscriber, date, past }, at) => {
      const reader = readers[at]!;
      const selection = selections[at]!;
      const occasion = occasionOf(subscriber, past);
      const { layout, rhythm } = subscriber;
      const mail = complete(selection, {
        reader,
        layout,
        timeZone: rhythm.timeZone,
        past,
        lessened: lessenedBy(said.get(subscriber.id)),
        occasion,
        isNoteDue: selection.papers.length === 0 && isNoteDue(subscriber, past, now),
        next:
          occasion === 'welcome'
            ? nextMail(subscriber, times.afterIssue(rhythm, date), matchedADay(selection.matched, reader))
            : undefined,
      });
      return { subscriber, date, ...mail };
    });
  };
}

function saidBy(due: readonly DueReader[], said: SaidBySubscriber): SaidBySubscriber {
  return new Map(due.flatMap(({ subscriber: { id } }) => (said.has(id) ? [[id, said.get(id)!] as const] : [])));
}

/** Said of that very paper, it holds also for who wants nothing learnt from it. */
function lessenedBy({ opinions }: ReaderOpinions = NO_OPINIONS): ReadonlySet<number> {
  return new Set(opinions.filter(({ kind }) => kind === 'less').map(({ paper }) => paper.id));
}

/** Spreads what matched in a reader's window over the days on which papers came in. */
function perDay(papers: readonly { paper: RankedPaper }[]): (matched: number, reader: Reader) => number {
  const days = [...new Set(papers.map(({ paper }) => paper.enteredAt.slice(0, 10)))];
  return (matched, { windowStart }) => {
    const first = windowStart.toISOString().slice(0, 10);
    return matched / Math.max(1, days.filter(day => day >= first).length);
  };
}
