// A text as its lines that hold something, each clean and with its number.
import { AppError } from '../domain/errors.ts';
import { cleanText } from './clean-text.ts';

/** A person reads such a text, and no person's line is longer; JSON and XML never come through here. */
const MAX_LINE_CHARS = 1_000_000;

const NEWLINE = 10;

export interface Line {
  /** From 1. */
  number: number;
  /** Clean and trimmed, never empty. */
  text: string;
  /** The line before it is blank, or it is the first. */
  afterBlank: boolean;
  /** It begins with white space. */
  indented: boolean;
}

/** @throws AppError input_line_too_long */
export function readLines(text: string, locator: string): Line[] {
  const unix = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  const lines: Line[] = [];
  let afterBlank = true;
  let number = 1;
  for (let start = 0; start < unix.length; number++) {
    const found = unix.indexOf('\n', start);
    const end = found < 0 ? unix.length : found;
    if (end - start > MAX_LINE_CHARS) {
      throw new AppError(
        'input_line_too_long',
        `${locator}: line ${number} has ${end - start} characters: expected at most ${MAX_LINE_CHARS} in a text file`,
      );
    }
    const raw = unix.slice(start, end);
    const clean = cleanText(raw);
    if (clean !== '') lines.push({ number, text: clean, afterBlank, indented: raw !== clean && /^\s/.test(raw) });
    afterBlank = clean === '';
    start = end + 1;
    for (; unix.charCodeAt(start) === NEWLINE; start++, number++) afterBlank = true;
  }
  return lines;
}
