// A record of an announcement mail as a paper.
import { parseArxivId } from '../../domain/arxiv-id.ts';
import type { AnnounceType, Candidate } from '../../domain/paper.ts';
import { arxivAuthors } from '../arxiv-authors.ts';
import { arxivFacts } from '../arxiv-facts.ts';
import { readInstant } from '../instant.ts';
import type { Line } from '../read-lines.ts';
import type { MailRecord, Section } from './split-records.ts';

/** `arXiv:2411.13560 (*cross-listing*)`, and before 2007 `Paper (*cross-listing*): hep-th/9901001`. */
const NAME = /^(?:arXiv|Paper)( \(\*cross-listing\*\))?: ?(\S+)( \(\*cross-listing\*\))?/;
const REPLACED = /^(?:replaced with revised version|(?:figures|part) added)/i;
const LABEL =
  /^(Date|From|Title|Authors?|Categories|Comments|Report-no|Journal-ref|DOI|MSC-class|ACM-class|Proxy|License): ?(.*)$/i;

interface Header {
  id?: string;
  isCross: boolean;
  /** It announces a new version of a known paper. */
  isReplaced: boolean;
  /** Label in lower case to its value, continuation lines joined. */
  fields: ReadonlyMap<string, string>;
}

/** @param fetchedAt the latest day a date without a year can mean */
export function candidateOfRecord({ header, section, listedAt, abstract }: MailRecord, fetchedAt: string): Candidate {
  const { id, fields, ...marks } = readHeader(header);
  const arxivId = id === undefined ? undefined : parseArxivId(id);
  const announceType = announceTypeOf(marks, section);
  const categories = fields.get('categories')?.split(/[\s,;]+/);
  return {
    ...(arxivId && arxivFacts(arxivId)),
    title: fields.get('title') ?? '',
    abstract: abstract.join(' '),
    authors: arxivAuthors(fields.get('authors') ?? fields.get('author') ?? ''),
    primaryCategory: categories?.[0],
    categories,
    doi: fields.get('doi'),
    venue: fields.get('journal-ref'),
    announceType,
    // A replacement is dated with its new version.
    publishedAt: announceType.startsWith('replace') ? undefined : readInstant(fields.get('date') ?? '', fetchedAt),
    listedAt,
  };
}

function readHeader(lines: readonly Line[]): Header {
  const fields = new Map<string, string>();
  const header: Header = { isCross: false, isReplaced: false, fields };
  let label = '';
  for (const { text, indented } of lines) {
    const name = NAME.exec(text);
    const [, found, value = ''] = (indented ? undefined : LABEL.exec(text)) ?? [];
    if (name && header.id === undefined) {
      header.id = name[2];
      header.isCross = (name[1] ?? name[3]) !== undefined;
    } else if (REPLACED.test(text)) header.isReplaced = true;
    else if (found) {
      label = found.toLowerCase();
      fields.set(label, value);
    } else if (label !== '') fields.set(label, `${fields.get(label)} ${text}`);
  }
  return header;
}

/** Mails of a day have a section for each kind, those of a month mark each record. */
function announceTypeOf({ isCross, isReplaced }: Omit<Header, 'id' | 'fields'>, section: Section): AnnounceType {
  if (isReplaced || section === 'replace') return isCross ? 'replace-cross' : 'replace';
  return isCross || section === 'cross' ? 'cross' : 'new';
}
