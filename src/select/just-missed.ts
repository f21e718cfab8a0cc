// Papers that did not match one reader, but nearly: with the one word that would have brought them.
import type { Miss } from '../domain/issue.ts';
import type { Interests } from '../domain/subscriber.ts';
import type { Reader } from './compile-readers.ts';
import { judge } from './judge.ts';
import type { PaperIndex } from './paper-index.ts';

export interface JustMissed {
  paperId: number;
  miss: Miss;
}

const MISSED_MAX = 3;

/** A keyword of several parts, and the papers that have each. */
interface PartlyFound {
  keyword: string;
  parts: { text: string; places: ReadonlySet<number> }[];
}

/** Of the papers in the window that were not sent, the first by trend that were missed by one word: at most three. */
export function justMissed(index: PaperIndex, reader: Reader): JustMissed[] {
  const missed: JustMissed[] = [];
  const keywords = partlyFound(index, reader.interests);
  for (const [place, { paper }] of index.papers.entries()) {
    if (missed.length === MISSED_MAX) break;
    if (new Date(paper.enteredAt) < reader.windowStart || reader.alreadySent.has(paper.id)) continue;
    const miss = missOf(index, place, reader.interests, keywords);
    if (miss) missed.push({ paperId: paper.id, miss });
  }
  return missed;
}

/**
 * @param keywords the reader's, found once where many papers are asked for
 * @returns undefined for a paper that matches, or is more than one word away
 */
export function missOf(
  index: PaperIndex,
  place: number,
  interests: Interests,
  keywords = partlyFound(index, interests),
): Miss | undefined {
  const judgement = judge(index, place, interests);
  if (judgement.kind === 'matched') return undefined;
  if (judgement.kind === 'unmatched') return missingPart(place, keywords) ?? nearTopic(index, place, interests);
  // With two muted words in it, taking back one would not bring it.
  const others = { ...interests, muted: interests.muted.filter(word => word !== judgement.word) };
  return judge(index, place, others).kind === 'matched' ? { kind: 'muted', word: judgement.word } : undefined;
}

function partlyFound({ terms, words }: PaperIndex, { keywords }: Interests): PartlyFound[] {
  return keywords.flatMap(keyword => {
    const { phrases } = terms.at(terms.numberOf('keyword', keyword));
    if (phrases.length < 2) return [];
    const parts = phrases.map(phrase => ({
      text: phrase.text,
      places: new Set(words.papersOf(words.find(phrase))),
    }));
    return [{ keyword, parts }];
  });
}

function missingPart(place: number, keywords: readonly PartlyFound[]): Miss | undefined {
  for (const { keyword, parts } of keywords) {
    const missing = parts.filter(({ places }) => !places.has(place));
    if (missing.length === 1) return { kind: 'part', keyword, missing: missing[0]!.text };
  }
  return undefined;
}

function nearTopic(index: PaperIndex, place: number, interests: Interests): Miss | undefined {
  const topics = interests.topics.flatMap(chosen => index.terms.topicsOf(chosen));
  const groups = new Set(topics.map(id => index.topics.get(id)?.group));
  for (const { id, tier } of index.papers[place]!.topics.values()) {
    const topic = index.topics.get(id);
    if (tier === 'strong' && topic && groups.has(topic.group)) return { kind: 'topic', topic: id, name: topic.name };
  }
  return undefined;
}
