// Text that must not be longer than a limit.

/** The text itself, or at most `limit` characters of it, cut after a word and ended by an ellipsis. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit - 1).toWellFormed();
  const space = text[limit - 1] === ' ' ? head.length : head.lastIndexOf(' ');
  // One word that fills the line is cut inside; half of a surrogate pair goes with it.
  const kept = space > limit / 3 ? head.slice(0, space) : head.replace(/\uFFFD$/, '');
  return `${kept.replace(/[\s,;:.–—-]+$/u, '')}…`;
}
