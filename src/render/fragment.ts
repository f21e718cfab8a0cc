// Pieces of a mail that many readers share, with slots of fixed length for what is one reader's own.
import { PURPOSES, type Purpose, TOKEN_LENGTH } from '../domain/link-token.ts';

/** A slot holds a token of `TOKEN_LENGTH` characters, at this offset of the fragment's text. */
interface Slot {
  purpose: Purpose;
  at: number;
}

/**
 * Text that ends at a line end and has no line of more than 900 octets, so that its transfer encoding can be made once
 * and joined. Equal cards are the same object, so that one can keep what was made of them.
 */
export interface Fragment {
  readonly text: string;
  /** By rising offset. */
  readonly slots: readonly Slot[];
}

/** A rendered mail but for the reader's own links. */
export interface MailFragments {
  subject: string;
  html: readonly Fragment[];
  text: readonly Fragment[];
}

export interface Mail {
  subject: string;
  html: string;
  text: string;
}

const LINE_MAX_OCTETS = 900;
/** A control character, which clean text never holds, so that no paper can forge a slot. */
const MARK = '\u0001';
const MARKED_SLOT = /\u0001([umvl])/g;
const PURPOSE_OF = new Map(PURPOSES.map(purpose => [purpose.charAt(0), purpose]));

/** What templates print where a token will stand. */
export function slotMark(purpose: Purpose): string {
  return `${MARK}${purpose.charAt(0)}`;
}

/** Makes a fragment of a template's output. */
export function toFragment(output: string): Fragment {
  const slots: Slot[] = [];
  let grown = 0;
  const filled = output.replace(MARKED_SLOT, (mark, letter: string, offset: number) => {
    slots.push({ purpose: PURPOSE_OF.get(letter)!, at: offset + grown });
    grown += TOKEN_LENGTH - mark.length;
    return letter.repeat(TOKEN_LENGTH);
  });
  const text = filled.split('\n').map(foldLine).join('\n');
  return { text: text === '' || text.endsWith('\n') ? text : `${text}\n`, slots };
}

/** Puts one reader's tokens in. Each must be `TOKEN_LENGTH` characters long. */
export function fillSlots(mail: MailFragments, tokens: Readonly<Record<Purpose, string>>): Mail {
  return { subject: mail.subject, html: fill(mail.html, tokens), text: fill(mail.text, tokens) };
}

function fill(fragments: readonly Fragment[], tokens: Readonly<Record<Purpose, string>>): string {
  const parts: string[] = [];
  for (const { text, slots } of fragments) {
    let from = 0;
    for (const { purpose, at } of slots) {
      parts.push(text.slice(from, at), tokens[purpose]);
      from = at + TOKEN_LENGTH;
    }
    parts.push(text.slice(from));
  }
  return parts.join('');
}

/** Breaks at spaces, which keeps every offset; never inside the condition of a comment that Outlook reads. */
function foldLine(line: string): string {
  if (line.length <= LINE_MAX_OCTETS / 4 || Buffer.byteLength(line) <= LINE_MAX_OCTETS) return line;
  let folded = line;
  let start = 0;
  let space = -1;
  let octets = 0;
  for (let at = 0; at < line.length; at += 1) {
    octets += Buffer.byteLength(line.charAt(at));
    if (octets > LINE_MAX_OCTETS && space > start) {
      folded = `${folded.slice(0, space)}\n${folded.slice(space + 1)}`;
      octets = Buffer.byteLength(line.slice(space + 1, at + 1));
      start = space;
    }
    if (line[at] === ' ' && !/<!--\[if[^\]]*$/.test(line.slice(start, at))) space = at;
  }
  return folded;
}
