// Whether two records are one paper, and why: identity first, then what says the same of itself, then a small score.
import type { PaperFacts } from '../domain/paper.ts';
import { type Comparison, compare, type Part } from './compare.ts';
import { identityOf } from './identity.ts';
import { type Profile, profileOf } from './profile.ts';
import { sameRecord } from './same-record.ts';
import { yearsApart } from './years.ts';

export interface Decision {
  same: boolean;
  /** One clause an operator can read: "same arXiv id 2503.13939". */
  because: string;
  /** Points beyond those needed: above zero they are the same, unless something outweighs them; infinite with an identity. */
  score: number;
  /** What the score is made of; empty where no score was needed. */
  parts: readonly Part[];
}

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
  if (left.dois.length === 0 || right.dois.length === 0) return undefined;
  const shared = left.dois.find(doi => right.dois.includes(doi));
  return shared === undefined
    ? certainly(false, `DOIs differ: ${left.dois[0]} and ${right.dois[0]}`)
    : certainly(true, `same DOI ${shared}`);
}

function certainly(same: boolean, because: string): Decision {
  return { same, because, score: same ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY, parts: [] };
}

function decideByLikeness(a: Profile, b: Profile): Decision {
  if (a.titles[0]!.glued === '' || b.titles[0]!.glued === '') return certainly(false, 'a title has no words');
  const because = sameRecord(a, b);
  if (because !== undefined) return { same: true, because, score: Number.MAX_VALUE, parts: [] };
  const comparison = compare(a, b);
  const { score, parts, objection, abstracts, people = 0 } = comparison;
  if (abstracts?.isOneText && people >= 0.5 && !objection?.isFinal)
    return { same: true, because: 'same abstract and authors in common', score, parts };
  if (objection) return { same: false, because: objection.because, score, parts };
  return { same: score > 0, because: reason(comparison, a, b), score, parts };
}

function reason({ titles: [title, other], score, people, parts }: Comparison, a: Profile, b: Profile): string {
  const isSameTitle = title.glued === other.glued;
  if (score > 0) {
    const who = people === undefined ? 'nothing against it' : 'authors in common';
    return `${isSameTitle ? 'same title' : 'nearly the same title'} and ${who}`;
  }
  const years = parts.find(({ name }) => name === 'years');
  if (years && score - years.value * years.weight > 0)
    return `${isSameTitle ? 'same title' : 'alike'}, but ${yearsInWords(a, b)}`;
  return isSameTitle ? 'same title, but the rest differs' : 'not alike enough';
}

/** "5 years apart (2018 and 2023)". */
function yearsInWords(a: Profile, b: Profile): string {
  const apart = yearsApart(a, b);
  const [left, right] = [a, b].map(({ years = [0, 0] }) => (years[0] === years[1] ? years[0] : years.join('-')));
  return `${apart} ${apart === 1 ? 'year' : 'years'} apart (${left} and ${right})`;
}
