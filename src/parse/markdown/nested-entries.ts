// What indented items are to the item above them: papers of their own, or its link once more.
import { parseArxivId } from '../../domain/arxiv-id.ts';
import type { Entry } from './entry.ts';
import { isPaperLink } from './markdown-line.ts';

/** @returns the papers, with links that were nested; and the items that only head a list of papers */
export function settleNested(entries: readonly Entry[]): { papers: Entry[]; sections: Entry[] } {
  const nested = Map.groupBy(entries, ({ parent }) => parent);
  const papers: Entry[] = [];
  const sections: Entry[] = [];
  for (const entry of entries) {
    const { parent } = entry;
    const below = nested.get(entry)?.length ?? 0;
    if (parent && isLinkOf(parent, entry, nested.get(parent)?.length ?? 0)) parent.links.push(...entry.links);
    else if (below > 1 && !entry.links.some(isPaperLink)) sections.push(entry);
    else papers.push(entry);
  }
  return { papers, sections };
}

/** The only link below an item without one, or the same paper again. */
function isLinkOf(parent: Entry, { links }: Entry, siblings: number): boolean {
  const paper = parent.links.find(isPaperLink);
  if (!paper) return siblings === 1;
  const id = parseArxivId(paper.url)?.id;
  return id !== undefined && links.some(({ url }) => parseArxivId(url)?.id === id);
}
