// Where a paper can be read: what its record brings, completed from its identifiers.
import type { PaperFacts, PaperLinks } from './paper.ts';
import { safeUrl } from './safe-url.ts';

export interface PaperLink {
  kind: keyof PaperLinks;
  href: string;
}

/** In the order they are shown, only addresses that may be linked; the first also carries the title. */
export function paperLinks({ arxivId, doi, links = {} }: PaperFacts): PaperLink[] {
  const abs = arxivId ? `https://arxiv.org/abs/${arxivId}` : doi && doiUrl(doi);
  const pdf = arxivId && `https://arxiv.org/pdf/${arxivId}`;
  const known: PaperLinks = { ...links, abs: links.abs ?? abs, pdf: links.pdf ?? pdf };
  return (['abs', 'pdf', 'code', 'project', 'discussion'] as const).flatMap(kind => {
    const href = known[kind] && safeUrl(known[kind]);
    return href?.startsWith('http') ? [{ kind, href }] : [];
  });
}

/** arXiv registers a DOI for every paper; any other is that of a journal, proceedings or a library. */
export function publishedDoi({ doi, otherDois = [] }: Pick<PaperFacts, 'doi' | 'otherDois'>): string | undefined {
  return [doi, ...otherDois].find(each => each !== undefined && !each.startsWith('10.48550/'));
}

/** Where a DOI leads; `?` and `#` may stand in one. */
export function doiUrl(doi: string): string {
  return `https://doi.org/${encodeURI(doi.toWellFormed()).replace(/[?#]/g, encodeURIComponent)}`;
}
