// Why a paper is chosen: one reason for each paper and term that finds it, made once and shared by all its readers.
import { type Evidence, isWithoutVotes, type Reason } from '../domain/issue.ts';
import type { PaperIndex } from './paper-index.ts';
import { TERM_KINDS } from './term.ts';

interface Weighed {
  reason: Reason;
  /** Smaller comes first. */
  weight: number;
  text: string;
}

export class Reasons {
  readonly #index: PaperIndex;
  readonly #made = new Map<number, Weighed>();

  constructor(index: PaperIndex) {
    this.#index = index;
  }

  /**
   * Why some terms, which all find the paper, choose it: topics first, the surest of them first, then keywords, those in the
   * title first. The order follows from the set, so that equal sets give equal reasons.
   */
  of(place: number, terms: readonly number[]): Reason[] {
    const weighed: Weighed[] = [];
    for (const term of terms) insert(weighed, this.#weighed(place, term));
    return weighed.map(({ reason }) => reason);
  }

  #weighed(place: number, term: number): Weighed {
    const key = term * this.#index.papers.length + place;
    const known = this.#made.get(key);
    if (known) return known;
    const { kind, text } = this.#index.terms.at(term);
    const reason = makeReason(this.#index, place, term);
    const weight = TERM_KINDS.indexOf(kind) + rankWithin(reason, this.#index, place);
    const made = { reason, weight, text };
    this.#made.set(key, made);
    return made;
  }
}

/** Into the place it belongs: there are few, and sorting would take longer than all else. */
function insert(sorted: Weighed[], next: Weighed): void {
  let at = sorted.length;
  for (; at > 0 && isBefore(next, sorted[at - 1]!); at -= 1) sorted[at] = sorted[at - 1]!;
  sorted[at] = next;
}

function isBefore(one: Weighed, other: Weighed): boolean {
  return one.weight === other.weight ? one.text < other.text : one.weight < other.weight;
}

/** Where the phrases of a keyword stand in a paper that it finds: of each field the first place, and how often. */
export function keywordEvidence(
  { words, papers, occurrences }: PaperIndex,
  place: number,
  keyword: string,
): Evidence[] {
  const { paper } = papers[place]!;
  const evidence: Evidence[] = [];
  for (const { phrase, positions } of occurrences.get(keyword) ?? []) {
    let last: Evidence | undefined;
    for (const position of words.within(positions, place)) {
      const { field, start, end } = words.occurrence(position, phrase);
      if (last?.field === field) last.count += 1;
      else {
        last = { phrase: paper[field]!.slice(start, end), field, count: 1, start, end };
        evidence.push(last);
      }
    }
  }
  return evidence;
}

function makeReason(index: PaperIndex, place: number, term: number): Reason {
  const { paper, topics } = index.papers[place]!;
  const { kind, text } = index.terms.at(term);
  switch (kind) {
    case 'topic': {
      const { tier, evidence } = topics.get(text)!;
      return { kind, topic: text, name: index.topics.get(text)?.name ?? text, tier, evidence: telling(evidence) };
    }
    case 'keyword':
      return { kind, keyword: text, evidence: keywordEvidence(index, place, text) };
    case 'author':
      return { kind, author: text };
    case 'lab':
      return { kind, lab: text, organization: paper.organization ?? text };
    case 'category':
      return { kind, category: text };
    case 'trending':
      return { kind: isWithoutVotes(paper) ? 'picked' : 'trending' };
    case 'outside':
      return { kind };
  }
}

/** What only supports is left out where something says it by itself. */
function telling(evidence: readonly Evidence[]): Evidence[] {
  const strong = evidence.filter(({ weak }) => !weak);
  return strong.length > 0 ? strong : [...evidence];
}

/** Below 1, so that it decides only among reasons of a kind. */
function rankWithin(reason: Reason, index: PaperIndex, place: number): number {
  if (reason.kind === 'keyword') return reason.evidence.some(({ field }) => field === 'title') ? 0 : 0.5;
  if (reason.kind !== 'topic') return 0;
  const topics = [...index.papers[place]!.topics.keys()];
  return topics.indexOf(reason.topic) / topics.length;
}
