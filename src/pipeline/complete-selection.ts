// What a mail says beside the papers chosen for it: since when they are new, what was just missed, what became of others.
import type { Layout, Selection } from '../domain/issue.ts';
import type { ReaderPast } from '../domain/ports.ts';
import { subjectOf } from '../render/subject.ts';
import { localDate } from '../schedule/time-zones.ts';
import type { Reader } from '../select/compile-readers.ts';
import { justMissed } from '../select/just-missed.ts';
import type { PaperIndex } from '../select/paper-index.ts';
import { followUps, type NewsByPaper } from './follow-ups.ts';

/** Whose selection it is. */
interface Addressee {
  reader: Reader;
  layout: Layout;
  /** IANA time zone. */
  timeZone: string;
  /** Absent for who was never sent anything. */
  past?: ReaderPast;
}

interface CompleteMail {
  selection: Selection;
  /** What follows from the selection's papers alone; absent where there is no mail. */
  subject?: string;
}

/** Completes the selections of one plan. A selection without papers stays as it is: nothing else alone is worth a mail. */
export function selectionCompleter(
  index: PaperIndex,
  news: NewsByPaper,
): (selection: Selection, addressee: Addressee) => CompleteMail {
  const dates = new Map<string, string>();
  // Readers have few different windows, and dates in a time zone are dear.
  const dateOf = (instant: Date, timeZone: string): string => {
    const key = `${instant.getTime()} ${timeZone}`;
    const date = dates.get(key) ?? localDate(instant, timeZone);
    dates.set(key, date);
    return date;
  };
  const paperOf = (id: number) => index.papers[index.placeOf(id)!]!.paper;

  return (selection, { reader, layout, timeZone, past }) => {
    if (selection.papers.length === 0) return { selection };
    const subject = subjectOf(selection.papers.map(({ paperId }) => paperOf(paperId)));
    const missed = missedBeside(selection, index, reader, past);
    const told = followUps(past, news);
    return {
      subject,
      selection: {
        ...selection,
        since: dateOf(reader.windowStart, timeZone),
        ...(layout !== 'full' && { layout }),
        ...(missed.length > 0 && { justMissed: missed }),
        ...(told.length > 0 && { followUps: told }),
        ...(subject === past?.lastMail?.subject && { isSubjectDated: true }),
      },
    };
  };
}

/** Every paper that a mail names. */
export function papersNamed({ papers, justMissed = [], followUps = [] }: Selection): number[] {
  return [...papers, ...justMissed, ...followUps].map(({ paperId }) => paperId);
}

/** Only where the mail has room: who gets more papers than fit has not missed any. Nobody is told twice of the same one. */
function missedBeside({ papers }: Selection, index: PaperIndex, reader: Reader, past?: ReaderPast) {
  if (papers.length >= reader.papersPerMail) return [];
  const told = new Map(reader.alreadySent);
  for (const { paperId } of papers) told.set(paperId, '');
  for (const paperId of past?.toldAsMissed ?? []) told.set(paperId, '');
  return justMissed(index, { ...reader, alreadySent: told });
}
