// Papers that did not match one reader, but nearly: with the one word that would have brought them.
import type { Miss } from '../domain/issue.ts';
import type { Interests } from '../domain/subscriber.ts';
import { hasBit, nextBit } from './bitset.ts';
import type { Reader } from './compile-readers.ts';
import type { PaperIndex } from './paper-index.ts';
import { eachWanted } from './term.ts';

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

/** What a reader asks of every paper. */
interface Sought {
  /** Papers that anything wanted finds. */
  wanted: Int32Array;
  muted: { word: string; term: number }[];
  keywords: PartlyFound[];
  /** The topics that the reader follows. */
  followed: readonly { id: string; group: string }[];
}

/** Of the papers in the window that were not sent, the first by trend that were missed by one word: at most three. */
export function justMissed(index: PaperIndex, reader: Reader): JustMissed[] {
  const missed: JustMissed[] = [];
  const sought = seek(index, reader.interests);
  const { bits } = index.window(reader.windowStart.getTime());
  for (let place = nextBit(bits, 0); place >= 0 && missed.length < MISSED_MAX; place = nextBit(bits, place + 1)) {
    const { id } = index.papers[place]!.paper;
    if (reader.alreadySent.has(id)) continue;
    const miss = missOf(index, place, reader.interests, sought);
    if (miss) missed.push({ paperId: id, miss });
  }
  return missed;
}

/**
 * @param sought by the reader, found once where many papers are asked for
 * @returns undefined for a paper that matches, or is more than one word away
 */
export function missOf(
  index: PaperIndex,
  place: number,
  interests: Interests,
  sought = seek(index, interests),
): Miss | undefined {
  const matches = hasBit(sought.wanted, place);
  const [by, another] = sought.muted.filter(({ term }) => index.finds(term, place));
  // With two muted words in it, taking back one would not bring it.
  if (by) return matches && !another ? { kind: 'muted', word: by.word } : undefined;
  return matches ? undefined : (missingPart(place, sought.keywords) ?? nearTopic(index, place, sought.followed));
}

function seek(index: PaperIndex, interests: Interests): Sought {
  const { terms } = index;
  const muted = [...new Set(interests.muted)].map(word => ({ word, term: terms.numberOf('keyword', word) }));
  const chosen: number[] = [];
  eachWanted(interests, terms, term => chosen.push(term));
  index.lookUp();
  const wanted = new Int32Array(index.width);
  for (const term of chosen) {
    const set = index.setOf[term]!;
    for (let word = 0; set > 0 && word < index.width; word += 1) wanted[word]! |= index.sets[set + word]!;
  }
  const followed = interests.topics.flatMap(chosen => terms.topicsOf(chosen)).flatMap(id => index.topics.get(id) ?? []);
  return { wanted, muted, keywords: partlyFound(index, interests), followed };
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

/** A neighbour of a followed topic that the paper hints at: the same group alone would be too far away. */
function nearTopic(index: PaperIndex, place: number, followed: Sought['followed']): Miss | undefined {
  const { topics, hints } = index.papers[place]!;
  const hinted = followed.filter(({ id }) => hints.has(id));
  if (hinted.length === 0) return undefined;
  for (const { id, tier } of topics.values()) {
    const topic = index.topics.get(id);
    if (tier === 'strong' && topic && hinted.some(({ group }) => group === topic.group))
      return { kind: 'topic', topic: id, name: topic.name };
  }
  return undefined;
}
