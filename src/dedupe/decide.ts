// Whether two records are one paper, and why: identity first, then the title where nothing contradicts, then a small score.
import type { PaperFacts } from '../domain/paper.ts';
import { type Comparison, compare, type Part } from './compare.ts';
import { identityOf } from './identity.ts';
import { isOneName } from './people.ts';
import { type Profile, profileOf, type TitleProfile } from './profile.ts';

export interface Decision {
  same: boolean;
  /** One clause an operator can read: "same arXiv id 2503.13939". */
  because: string;
  /** Points for and against: above zero they are the same, unless something outweighs them; infinite with an identity. */
  score: number;
  /** What the score is made of; empty where no score was needed. */
  parts: readonly Part[];
}

/** Below this length a title such as "Adam" names no single work: authors or abstract must agree as well. */
const TELLING_TITLE_LENGTH = 20;
/** Two works by different people share a title of this length only by a strange chance; misread names are likelier. */
const UNIQUE_TITLE_LENGTH = 32;

/** Symmetric: `decide(a, b)` equals `decide(b, a)` but for the order of what it names. */
export function decide(a: PaperFacts, b: PaperFacts): Decision {
  return decideByIdentity(a, b) ?? decideByLikeness(profileOf(a), profileOf(b));
}

function decideByIdentity(a: PaperFacts, b: PaperFacts): Decision | undefined {
  const [left, right] = [identityOf(a), identityOf(b)];
  if (left.arxivId && right.arxivId) {
    return left.arxivId === right.arxivId
      ? certainly(true, `same arXiv id ${left.arxivId}`)
      : certainly(false, `arXiv ids differ: ${left.arxivId} and ${right.arxivId}`);
  }
  if (left.doi && right.doi) {
    return left.doi === right.doi
      ? certainly(true, `same DOI ${left.doi}`)
      : certainly(false, `DOIs differ: ${left.doi} and ${right.doi}`);
  }
  return undefined;
}

function certainly(same: boolean, because: string): Decision {
  return { same, because, score: same ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY, parts: [] };
}

function decideByLikeness(a: Profile, b: Profile): Decision {
  if (a.titles[0]!.glued === '' || b.titles[0]!.glued === '') return certainly(false, 'a title has no words');
  const comparison = compare(a, b);
  const { score, parts, people, abstracts } = comparison;
  if (people && abstracts === 1) return { same: true, because: 'same abstract and authors in common', score, parts };
  const against = objection(a, b, comparison);
  if (against) return { same: false, because: against, score, parts };
  return { same: score > 0, because: reason(comparison), score, parts };
}

/** What no likeness outweighs. */
function objection(a: Profile, b: Profile, { titles, people, abstracts = 0 }: Comparison): string | undefined {
  const [title, other] = titles;
  if (title.isGeneric || other.isGeneric) {
    const agree = people === 1 && a.year !== undefined && a.year === b.year;
    if (!agree && abstracts < 0.5) return 'a title that many works have, and not the same people in the same year';
  }
  const isSameTitle = title.glued === other.glued;
  if (isSameTitle && people === 0 && title.glued.length < UNIQUE_TITLE_LENGTH)
    return 'same title, but no author in common';
  const isShort = Math.min(title.glued.length, other.glued.length) < TELLING_TITLE_LENGTH;
  if (isShort && !people && abstracts < 0.5)
    return 'a title too short to name one work, and neither authors nor abstract agree';
  if ((a.isBare || b.isBare) && people === undefined && abstracts <= 0 && hasOtherWords(title, other))
    return 'titles with other words, and neither authors nor abstract agree';
  return undefined;
}

/** "Attention Is (Not) All You Need": a word that is no misspelling in the place of another, or in the midst where nothing was cut. */
function hasOtherWords(a: TitleProfile, b: TitleProfile): boolean {
  const [onlyA, onlyB] = [wordsOnlyIn(a, b), wordsOnlyIn(b, a)];
  // More than that are no words of a title, but of fields that slipped into it.
  if (onlyA > 1 || onlyB > 1) return false;
  const isFramed = a.list[0] === b.list[0] && a.list.at(-1) === b.list.at(-1);
  return (onlyA > 0 && onlyB > 0) || (onlyA + onlyB > 0 && isFramed);
}

/** Initials and names that slipped into a title are no words of it. */
function wordsOnlyIn({ list }: TitleProfile, { glued, list: others, people }: TitleProfile): number {
  return list.filter(
    word =>
      word.length > 2 &&
      !glued.includes(word) &&
      !others.some(other => isOneName(word, other)) &&
      !people.some(({ family }) => isOneName(word, family)),
  ).length;
}

function reason({ titles: [title, other], score, people }: Comparison): string {
  const isSameTitle = title.glued === other.glued;
  if (score <= 0) return `${isSameTitle ? 'same title, but the rest differs' : 'not alike enough'} (${points(score)})`;
  if (isSameTitle) return people ? 'same title and authors in common' : 'same title and nothing against it';
  return `nearly the same (${points(score)})`;
}

function points(score: number): string {
  return `${score > 0 ? '+' : ''}${score.toFixed(1)} points`;
}
