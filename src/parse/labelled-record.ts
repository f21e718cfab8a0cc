// A record of labelled fields as a paper, whichever format the labels came from.
import { parseArxivId } from '../domain/arxiv-id.ts';
import type { Candidate } from '../domain/paper.ts';
import { factsOfLink } from './arxiv-facts.ts';
import { readInstant } from './instant.ts';
import type { LabelledField } from './labels.ts';
import { splitNames } from './split-names.ts';

/** Field to its lines, as they came. */
export type LabelledFields = ReadonlyMap<LabelledField, readonly string[]>;

/** @param fetchedAt the latest day a date without a year can mean */
export function candidateOfFields(fields: LabelledFields, fetchedAt: string): Candidate {
  const text = (field: LabelledField) => fields.get(field)?.join(' ');
  const list = (field: LabelledField, separator: RegExp) => text(field)?.split(separator);
  return {
    ...factsOfAddresses(fields.get('link') ?? []),
    title: text('title') ?? '',
    abstract: text('abstract'),
    authors: splitNames(text('authors') ?? ''),
    categories: list('categories', /[\s,;]+/),
    keywords: list('keywords', /[,;]/),
    doi: text('doi'),
    venue: text('venue'),
    publishedAt: readInstant(text('date') ?? '', fetchedAt),
  };
}

/** The first address or id that names an arXiv paper, else the first that is an address at all. */
export function factsOfAddresses(values: readonly string[]): Partial<Candidate> {
  const addresses = values.flatMap(value => value.split(/[\s<>()[\]]+/)).filter(value => value !== '');
  const named = addresses.find(address => parseArxivId(address));
  const address = named ?? addresses.find(value => /^https?:\/\//i.test(value));
  return address ? factsOfLink(address) : {};
}
