// How much of each paper a mail shows, so that mail programs do not cut it off. What is left out counts as sent: "See all" leads
// to it.

/** How many papers, from the first, are shown in full, then briefly, then by their title; the others are left out. */
export interface Shape {
  full: number;
  compact: number;
  title: number;
}

/** What one paper takes in each form, in octets. */
export type CardSizes = Readonly<Record<keyof Shape, number>>;

/**
 * A shape that takes at least `excess` octets less: the last full card becomes a brief one, and so on to the first; then the last
 * brief one becomes a title; then the last titles go. The first paper always stays: where nothing more can be saved, less is.
 * @param sizes of each paper of the shape, in order
 * @returns the shape itself where nothing can be saved
 */
export function shorten(sizes: readonly CardSizes[], shape: Shape, excess: number): Shape {
  let { full, compact, title } = shape;
  let saved = 0;
  while (saved < excess) {
    if (full > 0) {
      full -= 1;
      compact += 1;
      saved += sizes[full]!.full - sizes[full]!.compact;
    } else if (compact > 0) {
      compact -= 1;
      title += 1;
      saved += sizes[compact]!.compact - sizes[compact]!.title;
    } else if (title > 1) {
      title -= 1;
      saved += sizes[title]!.title;
    } else break;
  }
  const isSame = full === shape.full && compact === shape.compact && title === shape.title;
  return isSame ? shape : { full, compact, title };
}

/** The form of the paper at this place. */
export function formAt(at: number, { full, compact }: Shape): keyof Shape {
  if (at < full) return 'full';
  return at < full + compact ? 'compact' : 'title';
}

/** How many papers are shown at all. */
export function countOf({ full, compact, title }: Shape): number {
  return full + compact + title;
}
