// The names of an entry's authors, one each, in the order they are spoken.
import { arxivAuthors } from '../arxiv-authors.ts';
import { givenFirst } from '../given-first.ts';
import { splitNames } from '../split-names.ts';
import type { FeedPerson } from './feed-entry.ts';
import { plainText } from './plain-text.ts';

/** `Family, I., Family, I. J.`: preprint servers join names that hold commas themselves; `CERN` is no initials. */
const INITIALS = /^(?!\p{Lu}{3})(?:\p{Lu}\.?[\s-]?){1,5}$/u;
/** `Family, Given I.`: nobody signs with a given name and initials alone. */
const FILED = /^[\p{L}'’-]+,\s*\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}\.?){1,3}$/u;

export function authorNames(persons: readonly FeedPerson[]): string[] {
  const named = persons.map(({ name }) => plainText({ kind: 'html', value: name ?? '' })).filter(name => name !== '');
  const [only] = named;
  if (only === undefined) return [];
  // Several authors have a field each; one field may be all authors, joined.
  if (named.length > 1) return named.flatMap(oneOrList);
  return FILED.test(only) ? [givenFirst(only)] : arxivAuthors(pairedWithInitials(only));
}

/** Two commas are a list, whatever stands around it; one may be `Family, Given`. */
function oneOrList(name: string): string[] {
  return name.split(/[,;]/).length > 2 ? splitNames(name) : [givenFirst(name)];
}

function pairedWithInitials(text: string): string {
  const parts = text.split(',').map(part => part.trim());
  const isPaired = parts.length % 2 === 0 && parts.every((part, at) => at % 2 === 0 || INITIALS.test(part));
  if (!isPaired) return text;
  return parts.flatMap((family, at) => (at % 2 === 0 ? [`${parts[at + 1]} ${family}`] : [])).join('; ');
}
