// The interests of many readers, compiled once, so that each paper is scanned once for all of them.
import type { Evidence, RankedPaper } from '../domain/issue.ts';
import type { Interests } from '../domain/subscriber.ts';
import { scanPaper, toEvidence } from './evidence.ts';
import { type CompiledCatalogue, matchTopics, type TopicMatch } from './match-topics.ts';
import { PhraseIndex } from './phrase-index.ts';

/** A paper with the topics of the catalogue it is about. */
export interface TopicalPaper {
  paper: RankedPaper;
  topics: ReadonlyMap<string, TopicMatch>;
}

/** What one paper offers to anybody's interests. */
export interface ScannedPaper extends TopicalPaper {
  /** Evidence by keyword or muted word, as its reader wrote it. */
  phrases: ReadonlyMap<string, Evidence[]>;
  /** Folded author names. */
  authors: ReadonlySet<string>;
  /** Folded. */
  categories: ReadonlySet<string>;
}

/** The same for all readers: done once a batch. */
export function scanTopics(papers: readonly RankedPaper[], catalogue: CompiledCatalogue): TopicalPaper[] {
  return papers.map(paper => ({
    paper,
    topics: new Map(matchTopics(catalogue, paper).map(match => [match.id, match])),
  }));
}

/** Finds the keywords and muted words of these readers, each paper scanned once for all of them. */
export function scanInterests(papers: readonly TopicalPaper[], readers: readonly Interests[]): ScannedPaper[] {
  const index = new PhraseIndex();
  const spellings = new Map<number, Set<string>>();
  for (const { keywords, muted } of readers) {
    for (const text of [...keywords, ...muted]) {
      const phrase = index.add(text);
      if (phrase !== undefined) spellings.set(phrase, (spellings.get(phrase) ?? new Set()).add(text));
    }
  }
  return papers.map(topical => ({
    ...topical,
    phrases: phraseEvidence(index, spellings, topical.paper),
    authors: new Set((topical.paper.authors ?? []).map(foldName)),
    categories: new Set(categoriesOf(topical.paper).map(foldCategory)),
  }));
}

function phraseEvidence(
  index: PhraseIndex,
  spellings: ReadonlyMap<number, ReadonlySet<string>>,
  paper: RankedPaper,
): Map<string, Evidence[]> {
  const occurrences = Map.groupBy(scanPaper(index, paper), ({ phrase }) => phrase);
  const evidence = new Map<string, Evidence[]>();
  for (const [phrase, found] of occurrences) {
    // Shown as its reader wrote it: another reader's spelling of the same words is none of theirs.
    for (const text of spellings.get(phrase) ?? []) {
      evidence.set(
        text,
        toEvidence(found, paper, () => text),
      );
    }
  }
  return evidence;
}

/** Equal for "LeCun, Yann", "Yann LeCun" and "yann lecun". */
export function foldName(name: string): string {
  const folded = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return folded
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(' ');
}

/** Equal for "cs.LG" and "cs.lg". */
export function foldCategory(category: string): string {
  return category.toLowerCase();
}

function categoriesOf({ primaryCategory, categories = [] }: RankedPaper): string[] {
  return primaryCategory === undefined ? categories : [primaryCategory, ...categories];
}
