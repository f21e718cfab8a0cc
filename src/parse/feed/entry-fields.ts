// What entries of RSS and Atom have in common: persons, terms, modules.
import { readDoi } from '../../domain/doi.ts';
import type { FeedEntry, FeedPerson } from './feed-entry.ts';
import { MODULE_FIELDS } from './feed-fields.ts';
import { personOf } from './person.ts';
import { firstOf, type XmlField, type XmlFields } from './xml-field.ts';

/** @param kinds elements that name persons, the best first: only one kind is read, for the others repeat it */
export function sharedFields(
  fields: XmlFields,
  kinds: readonly string[],
): Pick<FeedEntry, 'authors' | 'categories' | 'modules' | 'fault'> {
  return {
    authors: personsIn(fields, kinds),
    categories: ['category', 'dc:subject']
      .flatMap(name => fields.get(name) ?? [])
      .map(termOf)
      .filter(term => term !== ''),
    modules: modulesIn(fields),
    fault: firstOf(fields, 'fault')?.text,
  };
}

function personsIn(fields: XmlFields, kinds: readonly string[]): FeedPerson[] {
  for (const kind of kinds) {
    const persons = fields.get(kind)?.map(personOf) ?? [];
    const named = persons.filter(person => person !== undefined);
    if (named.length > 0) return named;
  }
  return [];
}

function modulesIn(fields: XmlFields): Map<string, string> {
  const modules = new Map<string, string>();
  for (const [name, same] of fields) {
    if (!MODULE_FIELDS.has(name)) continue;
    const terms = same.map(termOf);
    // An identifier may be of any kind, and one entry may have several: the DOI is the one we know.
    const term = (name === 'dc:identifier' ? terms.find(readDoi) : undefined) ?? terms[0];
    if (term !== undefined) modules.set(name, term);
  }
  return modules;
}

/** Atom keeps terms in an attribute. */
function termOf({ text, attributes }: XmlField): string {
  return attributes.term ?? text;
}
