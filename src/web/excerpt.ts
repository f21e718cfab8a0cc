// The beginning of an abstract: whole sentences where they fit.

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * The first sentences that fit into `limit` characters; a first sentence longer than that is cut after a word.
 * @returns the text itself when it fits
 */
export function excerpt(text: string, limit = 320): string {
  if (text.length <= limit) return text;
  let end = 0;
  for (const { index, segment } of SENTENCES.segment(text)) {
    if (index + segment.trimEnd().length > limit) break;
    end = index + segment.length;
  }
  if (end > 0) return text.slice(0, end).trimEnd();
  const word = text.lastIndexOf(' ', limit - 1);
  // Never half of a surrogate pair.
  return `${text.slice(0, word > 0 ? word : limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
