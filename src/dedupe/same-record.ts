// Records that say the same of themselves, as a feed does that is read again: no title is too short for that.
import type { PaperFacts } from '../domain/paper.ts';
import { likenessOfAbstracts } from './abstracts.ts';
import { foldedWords } from './fold-text.ts';
import type { Profile } from './profile.ts';
import { differingNumbers } from './title-numbers.ts';
import { yearsApart } from './years.ts';

/** Abstracts with less in common are those of two works. */
const OTHER_ABSTRACT = -0.5;

/** @returns why they are one, in words; undefined where the two have to be compared */
export function sameRecord(a: Profile, b: Profile): string | undefined {
  const [title, other] = [a.titles[0]!, b.titles[0]!];
  if (title.glued !== other.glued || title.about !== other.about || differingNumbers(title, other)) return undefined;
  const link = permalink(a.facts);
  if ((yearsApart(a, b) ?? 0) > 1) return undefined;
  if (link !== undefined && link === permalink(b.facts) && !haveOtherAbstracts(a, b)) return 'same title and same link';
  return isEqualContent(a, b) ? 'the same record again' : undefined;
}

/** A page of news keeps its title and its link, whatever is new. */
function haveOtherAbstracts(a: Profile, b: Profile): boolean {
  return (likenessOfAbstracts(a.abstractPairs(), b.abstractPairs())?.value ?? 0) < OTHER_ABSTRACT;
}

/**
 * What a source says about a paper, not about its day: dates, votes, places and comments change while it is the same. Of
 * a title that many works have the day is all that tells them apart.
 */
function isEqualContent({ facts: a, titles: [title] }: Profile, { facts: b }: Profile): boolean {
  return (
    (!title!.isGeneric || isOneDay(a, b)) &&
    a.year === b.year &&
    permalink(a) === permalink(b) &&
    a.authors?.length === b.authors?.length &&
    isEqualText(a.title, b.title) &&
    isEqualText(a.venue, b.venue) &&
    isEqualText(a.authors?.join(), b.authors?.join()) &&
    isEqualText(a.abstract, b.abstract)
  );
}

function isOneDay(a: PaperFacts, b: PaperFacts): boolean {
  return a.publishedAt === b.publishedAt && (a.listedAt ?? b.listedAt) === (b.listedAt ?? a.listedAt);
}

function isEqualText(a = '', b = ''): boolean {
  return a === b || foldedWords(a).join(' ') === foldedWords(b).join(' ');
}

/** The page of one paper: without scheme, `www.`, marks of campaigns and slash at its end. */
function permalink({ links }: PaperFacts): string | undefined {
  const url = URL.parse(links?.abs ?? '');
  if (!url || url.pathname.length < 2) return undefined;
  const query = [...url.searchParams].filter(([name]) => !/^(?:utm_|fbclid$|gclid$|ref$)/.test(name)).sort();
  const rest = new URLSearchParams(query).toString();
  return `${url.host.replace(/^www\./, '')}${url.pathname.replace(/\/+$/, '')}${rest && `?${rest}`}${url.hash}`;
}
