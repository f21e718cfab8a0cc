// Who wrote an entry, from the many ways feeds name a person.
import type { FeedPerson } from './feed-entry.ts';
import type { XmlField } from './xml-field.ts';

/** `mail (Name)` of RSS 2.0; `Name (mail)` and `Name <mail>` are as common. */
const FORMS = [
  /^(?:mailto:)?(?<email>[^\s@()<>]{1,200}@[^\s@()<>]{1,200})(?:\s{1,5}\((?<name>[^()]{1,300})\))?$/i,
  /^(?<name>[^()<>]{1,300}?)\s{0,5}[(<](?:mailto:)?(?<email>[^\s@()<>]{1,200}@[^\s@()<>]{1,200})[)>]$/i,
];

/** @returns undefined where the field names nobody */
export function personOf(field: XmlField): FeedPerson | undefined {
  const written = field.attributes.name || field.text;
  const form = FORMS.map(pattern => pattern.exec(written)).find(match => match !== null);
  const person = {
    name: form ? form.groups?.name?.trim() : written,
    email: field.attributes.email || form?.groups?.email,
    url: field.attributes.url,
  };
  return person.name || person.email || person.url ? withoutEmpty(person) : undefined;
}

function withoutEmpty(person: FeedPerson): FeedPerson {
  return Object.fromEntries(Object.entries(person).filter(([, value]) => value));
}
