// The links under a paper: what the record brings, completed from its identifiers.
import type { PaperFacts } from '../domain/paper.ts';

export interface PaperLink {
  label: string;
  href: string;
}

/** Paper, PDF, code, project and discussion, as far as known. Only http and https: a stored `javascript:` is no link. */
export function paperLinks({ arxivId, doi, links = {} }: PaperFacts): PaperLink[] {
  const abs = links.abs ?? (arxivId ? `https://arxiv.org/abs/${arxivId}` : doi && `https://doi.org/${encodeURI(doi)}`);
  const candidates: [string, string | undefined][] = [
    ['Paper', abs],
    ['PDF', links.pdf ?? (arxivId && `https://arxiv.org/pdf/${arxivId}`)],
    ['Code', links.code],
    ['Project', links.project],
    ['Discussion', links.discussion],
  ];
  return candidates.flatMap(([label, url]) => {
    const href = url && webUrl(url);
    return href ? [{ label, href }] : [];
  });
}

function webUrl(text: string): string | undefined {
  const url = URL.parse(text);
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
