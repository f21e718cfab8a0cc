// Literature records of INSPIRE-HEP: what its API answers, and what its harvesters hand on. https://github.com/inspirehep/rest-api-doc
import { z } from 'zod';
import { parseArxivId } from '../domain/arxiv-id.ts';
import type { Candidate } from '../domain/paper.ts';
import { arxivFacts } from './arxiv-facts.ts';
import type { Format } from './format.ts';
import { givenFirst } from './given-first.ts';
import { readInstant } from './instant.ts';
import { listOf, words } from './lenient-fields.ts';
import { oncePerInput } from './once-per-input.ts';

const values = listOf(z.object({ value: z.string() }));

/** Only the title must be right; a broken field besides it is as if it were absent. */
const literature = z.object({
  titles: z.array(z.object({ title: z.string() })).min(1),
  authors: listOf(z.object({ full_name: z.string() })),
  collaborations: values,
  abstracts: values,
  arxiv_eprints: listOf(z.object({ value: z.string(), categories: listOf(z.string()) })),
  dois: values,
  publication_info: listOf(
    z.object({
      journal_title: words,
      journal_volume: words,
      year: z.number().int().optional().catch(undefined),
      artid: words,
      page_start: words,
      pubinfo_freetext: words,
    }),
  ),
  preprint_date: words,
  earliest_date: words,
  keywords: values,
});
type Literature = z.infer<typeof literature>;

export const inspire: Format = {
  name: 'inspire',
  looksLike: 'JSON of INSPIRE-HEP literature records',
  recognises: input => recordsOf(input).length > 0,
  read(input, harvest) {
    for (const [index, value] of recordsOf(input).entries()) {
      const result = literature.safeParse(value);
      const place = { text: JSON.stringify(value) ?? '' };
      if (result.success) harvest.add(toCandidate(result.data, harvest.fetchedAt), place);
      else {
        const { path = [], message = '' } = result.error.issues[0] ?? {};
        harvest.reject(`record ${index + 1} cannot be read at ${path.join('.') || 'its root'}: ${message}`, place);
      }
    }
  },
};

/** A record alone, `{ metadata }`, `{ hits: { hits: [{ metadata }] } }`, and a harvester's `[{ results_data: […] }]`. */
const recordsOf = oncePerInput((input): unknown[] => {
  if (!/^[[{]/.test(input.head) || !('value' in input.json)) return [];
  const records = [input.json.value].flat().flatMap(unwrapList).map(unwrap);
  return records.some(isLiterature) ? records : [];
});

function unwrapList(value: unknown): unknown[] {
  const { results_data: results, hits } = (value ?? {}) as { results_data?: unknown; hits?: { hits?: unknown } };
  const list = results ?? hits?.hits;
  return Array.isArray(list) ? list : [value];
}

function unwrap(value: unknown): unknown {
  return (value as { metadata?: unknown } | null)?.metadata ?? value;
}

function isLiterature(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'titles' in value && Array.isArray(value.titles);
}

function toCandidate(record: Literature, fetchedAt: string): Candidate {
  const eprint = record.arxiv_eprints?.[0];
  const arxivId = eprint && parseArxivId(eprint.value);
  const named = record.authors?.map(author => givenFirst(author.full_name));
  return {
    ...(arxivId && arxivFacts(arxivId)),
    title: record.titles[0]?.title ?? '',
    abstract: record.abstracts?.[0]?.value,
    authors: named?.length ? named : record.collaborations?.map(({ value }) => `${value} Collaboration`),
    primaryCategory: eprint?.categories?.[0],
    categories: eprint?.categories,
    doi: record.dois?.[0]?.value,
    venue: venueOf(record),
    year: record.publication_info?.[0]?.year,
    keywords: record.keywords?.map(({ value }) => value),
    publishedAt: readInstant(record.preprint_date ?? record.earliest_date ?? '', fetchedAt),
  };
}

/** `Phys.Rev. D93 (2015) 016005`, as arXiv's own journal references look. */
function venueOf({ publication_info: [info] = [] }: Literature): string | undefined {
  if (info?.journal_title === undefined) return info?.pubinfo_freetext;
  const year = info.year === undefined ? undefined : `(${info.year})`;
  return [info.journal_title, info.journal_volume, year, info.artid ?? info.page_start].filter(Boolean).join(' ');
}
