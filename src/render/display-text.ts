// Text of papers and topics made fit for showing: a last defence behind the parser, and limits that keep a layout whole.

const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;
/** Embeddings, overrides and isolates would turn round what stands beside them (Unicode UAX #9); byte order marks. */
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069\uFEFF]/g;
const WORD_MAX = 100;
/** Printable ASCII with single spaces, as most names are: there is nothing to do. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;
/** Looked for where words begin only. */
const LONG_WORD = /(?<!\S)\S{101,}/gu;

/** One line of clean text; a word of more than 100 characters, which no column could hold, is cut. */
export function displayText(text: string): string {
  if (text.length <= WORD_MAX && PLAIN.test(text)) return text;
  const line = text.toWellFormed().replace(CONTROLS, ' ').replace(BIDI_CONTROLS, '').replace(/\s+/gu, ' ').trim();
  if (line.length <= WORD_MAX) return line;
  return line.replace(LONG_WORD, word => `${[...word].slice(0, WORD_MAX - 1).join('')}…`);
}
