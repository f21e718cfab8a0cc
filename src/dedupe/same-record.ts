// Records that say the same of themselves, as a feed does that is read again: no title is too short for that.
import type { PaperFacts } from '../domain/paper.ts';
import { foldedWords } from './fold-text.ts';
import type { Profile } from './profile.ts';
import { differingNumbers } from './title-numbers.ts';
import { yearsApart } from './years.ts';

/** @returns why they are one, in words; undefined where the two have to be compared */
export function sameRecord(a: Profile, b: Profile): string | undefined {
  const [title, other] = [a.titles[0]!, b.titles[0]!];
  if (title.glued !== other.glued || title.about !== other.about || differingNumbers(title, other)) return undefined;
  const link = permalink(a.facts);
  if (link !== undefined && link === permalink(b.facts) && (yearsApart(a, b) ?? 0) <= 1)
    return 'same title and same link';
  return isEqualContent(a, b) ? 'the same record again' : undefined;
}

/** What a source says about a paper, not about its day: votes, places and comments change while it is the same. */
function isEqualContent({ facts: a }: Profile, { facts: b }: Profile): boolean {
  return (
    a.year === b.year &&
    a.publishedAt === b.publishedAt &&
    (a.listedAt ?? b.listedAt) === (b.listedAt ?? a.listedAt) &&
    permalink(a) === permalink(b) &&
    a.authors?.length === b.authors?.length &&
    isEqualText(a.title, b.title) &&
    isEqualText(a.venue, b.venue) &&
    isEqualText(a.authors?.join(), b.authors?.join()) &&
    isEqualText(a.abstract, b.abstract)
  );
}

function isEqualText(a = '', b = ''): boolean {
  return a === b || foldedWords(a).join(' ') === foldedWords(b).join(' ');
}

/** The page of one paper: without scheme, `www.`, marks of campaigns, fragment and slash at its end. */
function permalink({ links }: PaperFacts): string | undefined {
  const url = URL.parse(links?.abs ?? '');
  if (!url || url.pathname.length < 2) return undefined;
  const query = [...url.searchParams].filter(([name]) => !/^(?:utm_|fbclid$|gclid$|ref$)/.test(name)).sort();
  const rest = new URLSearchParams(query).toString();
  return `${url.host.replace(/^www\./, '')}${url.pathname.replace(/\/+$/, '')}${rest && `?${rest}`}`;
}
