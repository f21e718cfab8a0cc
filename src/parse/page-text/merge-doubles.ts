// The trending page shows every card twice; a reader sees one paper.
import type { Card } from './card.ts';

/** Cards in their first order, each paper once: what either copy knows, and of the two texts the longer. */
export function mergeDoubles(cards: readonly Card[]): Card[] {
  const byId = new Map<string, Card>();
  const byTitle = new Map<string, Card>();
  const merged: Card[] = [];
  for (const card of cards) {
    const title = titleKey(card.title);
    const twin = byTitle.get(title);
    const known = (card.arxivId && byId.get(card.arxivId.id)) ?? (twin && contradicts(twin, card) ? undefined : twin);
    const kept = known ? Object.assign(known, mergeTwo(known, card)) : { ...card };
    if (!known) merged.push(kept);
    if (title !== '') byTitle.set(title, kept);
    if (kept.arxivId) byId.set(kept.arxivId.id, kept);
  }
  return merged;
}

function mergeTwo(first: Card, second: Card): Card {
  const abstract = [first.abstract, second.abstract].filter(text => text !== undefined);
  const known = Object.entries(first).filter(([, value]) => value !== undefined);
  return {
    ...second,
    ...(Object.fromEntries(known) as unknown as Card),
    abstract: abstract.sort((a, b) => b.length - a.length)[0],
  };
}

/** One title, but two papers. */
function contradicts(first: Card, second: Card): boolean {
  return first.arxivId !== undefined && second.arxivId !== undefined && first.arxivId.id !== second.arxivId.id;
}

function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
