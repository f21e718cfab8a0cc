// Readers made ready for selection: what they chose as numbers of terms, all in one row.
import { hasNoInterests, type Interests } from '../domain/subscriber.ts';
import type { Taste } from './learnt-taste.ts';
import { eachWanted, type Terms } from './term.ts';

/** What selection must know about one reader. */
export interface Reader {
  interests: Interests;
  papersPerMail: number;
  /** Start of the reader's window over `enteredAt`. */
  windowStart: Date;
  /** Local date of the mail by paper id. */
  alreadySent: ReadonlyMap<number, string>;
  /** Absent where nothing was learnt from the reader. */
  taste?: Taste;
}

/** By the number of the reader, from 0. What is of different length stands in one row, from one start to the next. */
export interface CompiledReaders {
  count: number;
  /** The wanted ones rising, then the muted ones. */
  terms: Uint32Array;
  starts: Uint32Array;
  mutedStarts: Uint32Array;
  /** Ids of papers. */
  sent: Uint32Array;
  sentStarts: Uint32Array;
  /** In milliseconds. */
  windowStarts: Float64Array;
  papersPerMail: Uint32Array;
  /** 1 for a place for something outside. */
  outside: Uint8Array;
  /** Of the few from whom anything was learnt. */
  tastes: ReadonlyMap<number, { taste: Taste; hasInterests: boolean }>;
}

/** @param terms grows by what these readers are the first to choose */
export function compileReaders(readers: readonly Reader[], terms: Terms): CompiledReaders {
  const sum = (lengthOf: (reader: Reader) => number) => readers.reduce((total, reader) => total + lengthOf(reader), 0);
  const compiled: CompiledReaders = {
    count: readers.length,
    terms: new Uint32Array(sum(({ interests }) => termsOf(interests, terms))),
    starts: new Uint32Array(readers.length + 1),
    mutedStarts: new Uint32Array(readers.length),
    sent: new Uint32Array(sum(({ alreadySent }) => alreadySent.size)),
    sentStarts: new Uint32Array(readers.length + 1),
    windowStarts: new Float64Array(readers.length),
    papersPerMail: new Uint32Array(readers.length),
    outside: new Uint8Array(readers.length),
    tastes: new Map(
      readers.flatMap(({ taste, interests }, at) =>
        taste ? [[at, { taste, hasInterests: !hasNoInterests(interests) }] as const] : [],
      ),
    ),
  };
  let end = 0;
  let sentEnd = 0;
  for (const [at, { interests, papersPerMail, windowStart, alreadySent }] of readers.entries()) {
    compiled.windowStarts[at] = windowStart.getTime();
    compiled.papersPerMail[at] = papersPerMail;
    compiled.outside[at] = interests.outside ? 1 : 0;
    const start = end;
    eachWanted(interests, terms, term => {
      end = insert(compiled.terms, term, start, end);
    });
    compiled.mutedStarts[at] = end;
    for (const word of interests.muted) {
      compiled.terms[end] = terms.numberOf('keyword', word);
      end += 1;
    }
    compiled.starts[at + 1] = end;
    for (const paperId of alreadySent.keys()) {
      compiled.sent[sentEnd] = paperId;
      sentEnd += 1;
    }
    compiled.sentStarts[at + 1] = sentEnd;
  }
  return compiled;
}

/** As many as there can be: one stands for no interests at all. */
function termsOf({ topics, keywords, muted, authors, labs, categories }: Interests, terms: Terms): number {
  const ofTopics = topics.reduce((count, topic) => count + terms.topicsOf(topic).length, 0);
  return 1 + ofTopics + keywords.length + muted.length + authors.length + labs.length + categories.length;
}

/** Keeps the row rising and each term once, so that equal choices are equal rows. @returns the new end */
function insert(row: Uint32Array, term: number, start: number, end: number): number {
  let at = end;
  while (at > start && row[at - 1]! > term) at -= 1;
  if (at > start && row[at - 1] === term) return end;
  // A loop, since calling `copyWithin` takes longer than moving so few.
  for (let free = end; free > at; free -= 1) row[free] = row[free - 1]!;
  row[at] = term;
  return end + 1;
}
