// Untrusted text made clean, once: NFC, single spaces, nothing invisible.

/** Most lines need no work, and finding that out must be cheap: page text is read at tens of megabytes a second. */
const NEEDS_WORK = /[^\x20-\x7e]| {2}|^ | $/;
/** Controls that are not white space, soft hyphen, zero-width signs, bidi marks, embeddings, overrides and isolates, tags. */
const INVISIBLE =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
/** No script stacks as many (UAX #15 §13): without a bound, bringing long runs of marks into order takes quadratic time. */
const TOO_MANY_MARKS = /(\p{M}{30})\p{M}+/gu;
const JOINERS = /[\u200c\u200d]+/g;
/** But for a lone space, which stays. */
const WHITE_SPACE = /[\s\u0085]{2,}|[^\S ]|\u0085/g;

/** @returns the text in NFC on one line, with single spaces and without control, bidi-override or zero-width characters */
export function cleanText(text: string): string {
  if (!NEEDS_WORK.test(text)) return text;
  return text
    .toWellFormed()
    .replace(TOO_MANY_MARKS, '$1')
    .normalize('NFC')
    .replace(WHITE_SPACE, ' ')
    .replace(INVISIBLE, '')
    .replace(JOINERS, keepJoiner)
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Joiners spell words in Persian and Indic scripts and hold emoji together; beside ASCII they only hide. */
function keepJoiner(run: string, at: number, text: string): string {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at + run.length);
  return before > 0x7f && after > 0x7f ? run.charAt(0) : '';
}

/** The beginning of a record for a reject, at most 200 characters. */
export function excerptOf(text: string): string {
  return cleanText(text.slice(0, 400)).slice(0, 200).toWellFormed();
}
