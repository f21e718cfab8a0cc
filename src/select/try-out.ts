// What interests would have brought, had somebody had them for some days: told before anyone saves them.
import type { SelectedPaper } from '../domain/issue.ts';
import { type Days, type Interests, NO_INTERESTS } from '../domain/subscriber.ts';
import { numbersOf } from './bitset.ts';
import { compileReaders } from './compile-readers.ts';
import { type JustMissed, justMissed } from './just-missed.ts';
import type { PaperIndex } from './paper-index.ts';
import { ReaderMatch } from './reader-match.ts';
import { Selector } from './select.ts';
import { eachWanted } from './term.ts';
import { windowStart } from './window.ts';

export interface TryOut {
  /** Papers that came in during these days, and how many of them match. */
  considered: number;
  matched: number;
  /** How many mails were due, and of those that would have held papers, how many each. */
  due: number;
  mails: number[];
  /** The best by trend of what the mails would have held because it matches. */
  examples: SelectedPaper[];
  /** By muted word: the papers that would match without any of them, and have this one; ids, by trend. */
  muted: { word: string; removed: number[] }[];
  /** By keyword: how many papers it brings, and how many that nothing else brings; the noisiest first. */
  keywords: { keyword: string; papers: number; alone: number }[];
  /** For how many of the papers any category is known, where a category was chosen. */
  categoriesKnown?: number;
  /** What no mail would have held, for want of one word. */
  missed: JustMissed[];
}

interface Tried {
  interests: Interests;
  papersPerMail: number;
  rhythm: { days: Days };
}

const EXAMPLES_MAX = 5;
const BEGINNING_OF_TIME = new Date(0);

/**
 * @param index papers of some days, by how they trend now: what they did on each day is not looked at
 * @param dueAt when mails would have been due in these days, rising
 */
export function tryOut(index: PaperIndex, tried: Tried, dueAt: readonly Date[]): TryOut {
  const { mails, chosen } = tryMails(index, tried, dueAt);
  const { categories } = tried.interests;
  const matching = allMatching(index, tried.interests);
  const alreadySent = new Map(chosen.map(({ paperId }) => [paperId, '']));
  return {
    considered: index.papers.length,
    matched: matching.length,
    due: dueAt.length,
    mails,
    examples: chosen.filter(isMatch).slice(0, EXAMPLES_MAX),
    muted: mutedPapers(index, tried.interests),
    keywords: keywordShares(index, tried.interests, matching),
    ...(categories.length > 0 && { categoriesKnown: index.papers.filter(hasCategory).length }),
    missed: justMissed(index, { ...tried, windowStart: BEGINNING_OF_TIME, alreadySent }),
  };
}

/** How many of the papers each topic alone would bring, by its id. */
export function countByTopic(index: PaperIndex, topicIds: readonly string[]): Map<string, number> {
  return new Map(topicIds.map(id => [id, allMatching(index, { ...NO_INTERESTS, topics: [id] }).length]));
}

/** The mails one after the other, each without what those before held. */
function tryMails(index: PaperIndex, tried: Tried, dueAt: readonly Date[]) {
  const selector = new Selector(index);
  const chosen = new Map<number, SelectedPaper>();
  const mails: number[] = [];
  for (const [at, due] of dueAt.entries()) {
    // What had not come in yet is left out like what was sent.
    const later = index.papers.filter(({ paper }) => new Date(paper.enteredAt) > due).map(({ paper }) => paper.id);
    const alreadySent = new Map([...chosen.keys(), ...later].map(id => [id, '']));
    const start = windowStart(due, tried.rhythm.days, dueAt[at - 1]?.toISOString());
    const reader = { ...tried, alreadySent, windowStart: start };
    const [selection] = selector.select(compileReaders([reader], index.terms));
    for (const paper of selection!.papers) chosen.set(paper.paperId, paper);
    if (selection!.papers.length > 0) mails.push(selection!.papers.length);
  }
  const byTrend = [...chosen.values()].sort((a, b) => index.placeOf(a.paperId)! - index.placeOf(b.paperId)!);
  return { mails, chosen: byTrend };
}

/** Places of the papers that match, best first; why they do is not asked, for that would take longer than all else. */
function allMatching(index: PaperIndex, interests: Interests): number[] {
  const reader = { interests, papersPerMail: 1, windowStart: BEGINNING_OF_TIME, alreadySent: new Map() };
  const compiled = compileReaders([reader], index.terms);
  index.lookUp();
  const match = new ReaderMatch(index);
  match.look(compiled, 0);
  return numbersOf(match.matching);
}

function mutedPapers(index: PaperIndex, interests: Interests): TryOut['muted'] {
  const unmuted = allMatching(index, { ...interests, muted: [] });
  return interests.muted.map(word => {
    const term = index.terms.numberOf('keyword', word);
    const removed = unmuted.filter(place => index.finds(term, place));
    return { word, removed: removed.map(place => index.papers[place]!.paper.id) };
  });
}

function keywordShares(index: PaperIndex, interests: Interests, matching: readonly number[]): TryOut['keywords'] {
  const wanted = new Set<number>();
  eachWanted(interests, index.terms, term => wanted.add(term));
  const broughtBy = matching.map(place => [...wanted].filter(term => index.finds(term, place)));
  const shares = interests.keywords.map(keyword => {
    const term = index.terms.numberOf('keyword', keyword);
    const brought = broughtBy.filter(terms => terms.includes(term));
    return { keyword, papers: brought.length, alone: brought.filter(({ length }) => length === 1).length };
  });
  return shares.sort((a, b) => b.alone - a.alone);
}

/** What has the last place from outside says nothing about the interests. */
function isMatch({ reasons }: SelectedPaper): boolean {
  return reasons[0]?.kind !== 'outside';
}

function hasCategory({ paper }: PaperIndex['papers'][number]): boolean {
  return paper.primaryCategory !== undefined || (paper.categories ?? []).length > 0;
}
