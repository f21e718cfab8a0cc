// Header fields as they stand in a message: text that may hold anything, mailboxes, and values that are ASCII already.
import { encodeWords, foldField } from './nodemailer.ts';

const LINE_MAX = 76;
const UNTIDY = /[\p{Cc}\p{Zl}\p{Zp} ]+/gu;
/** Printable, and no word is so long that a line could not be folded. */
const PLAIN = /^[\x20-\x7e]*$/;
const TIDY = /^[!-~]+(?: [!-~]+)*$/;
const WORD_MAX = 64;
const LONG_WORD = /\S{65}/;
/** A name of these needs no quotes. RFC 5322 §3.2.3. */
const ATOMS = /^[\w !#$%&'*+/=?^`{|}~-]*$/;

/** A field of free text: as it is where it can be, else in encoded words. RFC 2047. */
export function textField(name: string, text: string): string {
  const line = oneLine(text);
  return field(name, isPlain(line) ? line : encodeWords(line));
}

export function mailboxField(name: string, mailbox: { name?: string; address: string }): string {
  const address = oneLine(mailbox.address).replace(/[<> ]/g, '');
  const phrase = oneLine(mailbox.name ?? '');
  if (phrase === '') return field(name, address);
  if (!isPlain(phrase)) return field(name, `${encodeWords(phrase)} <${address}>`);
  return field(name, `${ATOMS.test(phrase) ? phrase : quoted(phrase)} <${address}>`);
}

/** A structured value, printable ASCII: nothing in it is encoded. */
export function field(name: string, value: string): string {
  const line = `${name}: ${PLAIN.test(value) ? value : oneLine(value)}`;
  if (line.length <= LINE_MAX) return `${line}\r\n`;
  // The only white space of a long address is the one before it.
  return `${value.includes(' ') ? foldField(line) : `${name}:\r\n ${value}`}\r\n`;
}

/** RFC 5322 §3.2.4. */
function quoted(phrase: string): string {
  return `"${phrase.replace(/["\\]/g, '\\$&')}"`;
}

/** What could end a line or be lost at a fold becomes one space. */
function oneLine(text: string): string {
  if (TIDY.test(text)) return text;
  return text.replace(UNTIDY, ' ').trim();
}

/** What looks like an encoded word would be decoded, though its author meant what it says. */
function isPlain(text: string): boolean {
  return PLAIN.test(text) && !text.includes('=?') && (text.length <= WORD_MAX || !LONG_WORD.test(text));
}
