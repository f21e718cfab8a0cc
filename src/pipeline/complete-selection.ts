// What a mail says beside the papers chosen for it: since when they are new, what was just missed, what became of others.
import type { Layout, NextMail, Occasion, SelectedPaper, Selection } from '../domain/issue.ts';
import type { ReaderPast } from '../domain/ports.ts';
import { subjectOf } from '../render/subject.ts';
import { localDate } from '../schedule/time-zones.ts';
import type { Reader } from '../select/compile-readers.ts';
import { mutedBy } from '../select/judge.ts';
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
  /** Ids of papers of which the reader said *Less like this*. */
  lessened?: ReadonlySet<number>;
  occasion?: Occasion;
  /** Where nothing matches, it is time to say so. */
  isNoteDue?: boolean;
  /** Told in a first mail. */
  next?: NextMail;
}

/** What may be told of papers that readers were sent before. */
export interface NewsToTell {
  news: NewsByPaper;
  /** The papers it is about that entered before those that are selected from. */
  older: PaperIndex;
}

interface CompleteMail {
  selection: Selection;
  /** What follows from the selection's papers alone; absent where there is no mail. */
  subject?: string;
}

/**
 * Completes the selections of one plan. A selection without papers stays as it is, unless a note is due: nothing else alone is
 * worth a mail.
 * @param toTell absent where nobody was sent anything
 */
export function selectionCompleter(
  index: PaperIndex,
  toTell?: NewsToTell,
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

  const isMuted = (id: number, { interests }: Reader): boolean =>
    [index, toTell?.older].some(papers => {
      const place = papers?.placeOf(id);
      return papers && place !== undefined && mutedBy(papers, place, interests) !== undefined;
    });

  return (selection, { reader, layout, timeZone, past, lessened, occasion, isNoteDue, next }) => {
    if (selection.papers.length === 0) {
      if (!isNoteDue || selection.considered === 0) return { selection };
      const missed = missedBeside(selection, index, reader, past);
      return {
        selection: {
          ...selection,
          occasion: 'quiet',
          since: dateOf(reader.windowStart, timeZone),
          ...(layout !== 'full' && { layout }),
          ...(missed.length > 0 && { justMissed: missed }),
        },
      };
    }
    const subject = subjectOf(selection.papers.map(({ paperId }) => paperOf(paperId)));
    const missed = missedBeside(selection, index, reader, past);
    const isUnwanted = (id: number) => lessened?.has(id) || isMuted(id, reader);
    const told = toTell ? followUps(past, toTell.news, isUnwanted) : [];
    return {
      subject,
      selection: {
        ...selection,
        papers: markMaybeSeen(selection.papers, past),
        since: dateOf(reader.windowStart, timeZone),
        ...(layout !== 'full' && { layout }),
        ...(occasion && { occasion }),
        ...(next && { next }),
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

/** Papers come once more where nobody knows whether the mail was sent in which they were. */
function markMaybeSeen(papers: SelectedPaper[], past?: ReaderPast): SelectedPaper[] {
  if (!past || past.maybeSent.size === 0) return papers;
  return papers.map(paper => (past.maybeSent.has(paper.paperId) ? { ...paper, maybeSeen: true } : paper));
}

/** Only where the mail has room: who gets more papers than fit has not missed any. Nobody is told twice of the same one. */
function missedBeside({ papers }: Selection, index: PaperIndex, reader: Reader, past?: ReaderPast) {
  if (papers.length >= reader.papersPerMail) return [];
  const told = new Map(reader.alreadySent);
  for (const { paperId } of papers) told.set(paperId, '');
  for (const paperId of past?.toldAsMissed ?? []) told.set(paperId, '');
  return justMissed(index, { ...reader, alreadySent: told });
}
