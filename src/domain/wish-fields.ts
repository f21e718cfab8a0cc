// What a person can set, field by field, under the names that the people files use.
import { SETTABLE_FIELDS, type SettableField, type Wish } from './subscriber.ts';

/** A field's value; undefined where there is no name. */
export type FieldValue = string | number | boolean | readonly string[] | undefined;

/** A field that differs between two wishes. */
export interface FieldChange {
  field: SettableField;
  before: FieldValue;
  after: FieldValue;
}

export function fieldsOf({ name, interests, rhythm, papersPerMail, layout }: Wish): Record<SettableField, FieldValue> {
  return {
    name,
    ...interests,
    papers: papersPerMail,
    time_zone: rhythm.timeZone,
    at: rhythm.sendAt,
    days: rhythm.days,
    layout,
  };
}

/** @returns the wish `base` with these fields as `other` has them */
export function withFields(base: Wish, other: Wish, fields: Iterable<SettableField>): Wish {
  const taken = new Set(fields);
  const from = (field: SettableField): Wish => (taken.has(field) ? other : base);
  const { name } = from('name');
  return {
    address: base.address,
    ...(name !== undefined && { name }),
    interests: {
      topics: from('topics').interests.topics,
      keywords: from('keywords').interests.keywords,
      muted: from('muted').interests.muted,
      authors: from('authors').interests.authors,
      labs: from('labs').interests.labs,
      categories: from('categories').interests.categories,
      outside: from('outside').interests.outside,
    },
    rhythm: {
      timeZone: from('time_zone').rhythm.timeZone,
      sendAt: from('at').rhythm.sendAt,
      days: from('days').rhythm.days,
    },
    papersPerMail: from('papers').papersPerMail,
    layout: from('layout').layout,
  };
}

export function changedFields(before: Wish, after: Wish): FieldChange[] {
  const [old, wanted] = [fieldsOf(before), fieldsOf(after)];
  return SETTABLE_FIELDS.filter(field => JSON.stringify(old[field]) !== JSON.stringify(wanted[field])).map(field => ({
    field,
    before: old[field],
    after: wanted[field],
  }));
}
