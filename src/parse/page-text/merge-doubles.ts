// The trending page shows every card twice; a reader sees one paper.
import type { Card } from './card.ts';
import { isMenu } from './page-chrome.ts';

/**
 * Cards in their first order, each paper once: what either copy knows, and of the two texts the longer. The first of
 * two copies is changed and kept.
 */
export function mergeDoubles(cards: readonly Card[]): Card[] {
  const byId = new Map<string, Card>();
  const byTitle = new Map<string, Card>();
  const merged: Card[] = [];
  for (const card of cards) {
    const title = titleKey(card.title);
    const twin = byTitle.get(title);
    const known = (card.arxivId && byId.get(card.arxivId.id)) ?? (twin && contradicts(twin, card) ? undefined : twin);
    if (known) complete(known, card);
    else merged.push(card);
    const kept = known ?? card;
    if (title !== '') byTitle.set(title, kept);
    if (kept.arxivId) byId.set(kept.arxivId.id, kept);
  }
  return merged;
}

/** Adds to the first of two copies what only the second knows. */
function complete(first: Card, second: Card): void {
  first.abstract = wholeOf(first.abstract, second.abstract);
  for (const key of Object.keys(second) as (keyof Card)[]) {
    if (first[key] === undefined) Object.assign(first, { [key]: second[key] });
  }
}

/** The longer of two texts, unless all it has more is what the page shows next: pages joined without a line end between. */
function wholeOf(first: string | undefined, second: string | undefined): string | undefined {
  if (first === second) return first;
  const [short = '', long = ''] = [first ?? '', second ?? ''].sort((a, b) => a.length - b.length);
  const isGlued = short !== '' && long.startsWith(short) && isMenu(long.slice(short.length));
  return (isGlued ? short : long) || undefined;
}

/** One title, but two papers. */
function contradicts(first: Card, second: Card): boolean {
  return first.arxivId !== undefined && second.arxivId !== undefined && first.arxivId.id !== second.arxivId.id;
}

const ASCII = /^[\x00-\x7f]*$/;

function titleKey(title: string): string {
  // Most titles are ASCII, and folding them is a third of the work.
  if (ASCII.test(title)) return title.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
