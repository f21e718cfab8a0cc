// A fault that names file and line, with the lines around it for whoever mends it.
import type { FileFault } from '../preview/preview-ports.ts';

const LINES_AROUND = 3;
const PLACE = /^(.+?\.[a-z]+(?:\.[a-z]+)?)(?::(\d+))?: ([\s\S]+)$/;

/**
 * @param message as every error of this program names its place: `partials/style.mjml:12: what is wrong`
 * @param read the text of a file, as far as it can be had
 */
export function fileFault(message: string, read: (file: string) => string | undefined): FileFault {
  const [, file = '', at, reason = message] = PLACE.exec(message) ?? [];
  const line = at === undefined ? undefined : Number(at);
  return { file, line, message: reason, around: line === undefined ? [] : linesAround(read(file) ?? '', line) };
}

/** @param line from 1 */
export function linesAround(text: string, line: number): FileFault['around'] {
  return text
    .split(/\r\n?|\n/)
    .map((text, index) => ({ line: index + 1, text }))
    .slice(Math.max(0, line - 1 - LINES_AROUND), line + LINES_AROUND);
}
