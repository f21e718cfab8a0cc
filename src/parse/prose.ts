// Telling an abstract from a title by its shape alone.

const WEB_ADDRESS = /\bhttps?:\/\//;
/** A full stop, perhaps inside quotes or brackets; questions and exclamations end titles too. At most three characters. */
const ENDS_LIKE_PROSE = /(?:[.…:;。]["'”’)\]]{0,2}|[.!?。！？]["'”’)\]]{1,2})$/;
/** A lower-case word, a number or a bracket, a full stop, and then a new sentence. */
const SENTENCE_BREAK = /[\p{Ll}\p{N})\]%]\.["'”’)]{0,2} [\p{Lu}\p{N}("“]|。/u;
const MIN_PROSE_WORDS = 6;
/** The shortest of 1,915 real machine-made summaries has 98 characters, the longest of 2,117 real titles 150. */
const MIN_PARAGRAPH_CHARS = 160;
const MAX_TITLE_CHARS = 500;

/** @returns whether the text reads as sentences: an abstract, one of its paragraphs, a summary; not a title or a name */
export function isProse(text: string): boolean {
  if (text.length > MAX_TITLE_CHARS || (text.includes('://') && WEB_ADDRESS.test(text))) return true;
  if (ENDS_LIKE_PROSE.test(text.slice(-3))) return wordCount(text) >= MIN_PROSE_WORDS || /[。]/.test(text);
  return text.length > MIN_PARAGRAPH_CHARS && SENTENCE_BREAK.test(text);
}

/** Words that a title in title case capitalises; shorter ones are often articles and prepositions. */
const TITLE_CASE_WORD = /(?<![\p{L}\p{N}])\p{L}[\p{L}\p{N}-]{3,}/gu;

/** @returns whether nearly all longer words begin with a capital: `A Revisit of Twelve Papers.` */
export function isTitleCase(text: string): boolean {
  const words = text.match(TITLE_CASE_WORD) ?? [];
  const capital = words.filter(word => /^\p{Lu}/u.test(word)).length;
  return capital > 1 && capital * 4 >= words.length * 3;
}

export function wordCount(text: string): number {
  return text.split(' ').length;
}
