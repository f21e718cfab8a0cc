// An OAI-PMH record as a paper: arXiv's own formats (arXiv, arXivRaw, arXivOld) and Dublin Core (oai_dc).
import { parseArxivId } from '../../domain/arxiv-id.ts';
import { readDoi } from '../../domain/doi.ts';
import type { Candidate } from '../../domain/paper.ts';
import { arxivAuthors } from '../arxiv-authors.ts';
import { arxivFacts } from '../arxiv-facts.ts';
import { givenFirst } from '../given-first.ts';
import { readInstant } from '../instant.ts';
import { factsOfAddresses } from '../labelled-record.ts';
import type { OaiRecord } from './read-answer.ts';

/** @param fetchedAt the latest day a date without a year can mean */
export function candidateOfRecord(record: OaiRecord, fetchedAt: string): Candidate {
  const all = (name: string) => record.fields.get(name) ?? [];
  const first = (name: string): string | undefined => all(name)[0];
  // The header names the record, `oai:arXiv.org:1601.03238`; Dublin Core adds its address, DOI and journal.
  const identifiers = [...all('id'), ...all('identifier')];
  const arxivId = identifiers.map(parseArxivId).find(id => id !== undefined);
  const categories = first('categories')?.split(/\s+/);
  return {
    ...(arxivId ? arxivFacts(arxivId) : factsOfAddresses(identifiers)),
    version: record.versions.map(({ version }) => version).sort((a, b) => b - a)[0] ?? arxivId?.version,
    title: first('title') ?? '',
    abstract: first('abstract') ?? first('description'),
    authors: authorsOf(record),
    primaryCategory: categories?.[0],
    categories,
    doi: first('doi') ?? identifiers.map(readDoi).find(doi => doi !== undefined),
    venue: first('journal-ref'),
    publishedAt: readInstant(firstDate(record, arxivId?.id), fetchedAt),
  };
}

function authorsOf({ authors, fields }: OaiRecord): string[] {
  if (authors.length > 0) {
    return authors.map(({ forenames, keyname, suffix }) => [forenames, keyname, suffix].filter(Boolean).join(' '));
  }
  const line = fields.get('authors')?.[0];
  return line === undefined ? (fields.get('creator') ?? []).map(givenFirst) : arxivAuthors(line);
}

/** The day of the first version. arXiv's `created` is the day of the latest one, which only for most papers is the same. */
function firstDate({ fields, versions }: OaiRecord, arxivId: string | undefined): string {
  const submitted = versions.find(({ version }) => version === 1)?.date;
  if (submitted !== undefined) return submitted;
  const created = fields.get('created')?.[0] ?? '';
  const isFirst = arxivId === undefined || created.slice(0, 7) <= monthOf(arxivId);
  return isFirst && created !== '' ? created : (fields.get('date')?.[0] ?? '');
}

/** The month that an id, `1601.03238` or `hep-th/9901001`, was given in: YYYY-MM. */
function monthOf(arxivId: string): string {
  const [, year = '', month = ''] = /(?:^|\/)(\d{2})(\d{2})/.exec(arxivId) ?? [];
  return `${year > '90' ? '19' : '20'}${year}-${month}`;
}
