// From a template's output to a fragment: lines of bearable length, and slots where tokens will stand.
import { MAIL_PURPOSES, type MailPurpose, TOKEN_LENGTH } from '../domain/link-token.ts';
import type { Fragment, Slot } from '../domain/mail.ts';

const LINE_MAX_OCTETS = 900;
/** A control character, which clean text never holds, so that no paper can forge a slot. */
const MARK = '\u0001';
const MARKED_SLOT = /\u0001([umvl])/g;
const PURPOSE_OF = new Map(MAIL_PURPOSES.map(purpose => [purpose.charAt(0), purpose]));

/** What templates print where a token will stand. */
export function slotMark(purpose: MailPurpose): string {
  return `${MARK}${purpose.charAt(0)}`;
}

/** Makes a fragment of a template's output. */
export function toFragment(output: string): Fragment {
  const slots: Slot[] = [];
  let grown = 0;
  const filled = !output.includes(MARK)
    ? output
    : output.replace(MARKED_SLOT, (mark, letter: string, offset: number) => {
        slots.push({ purpose: PURPOSE_OF.get(letter)!, at: offset + grown });
        grown += TOKEN_LENGTH - mark.length;
        return letter.repeat(TOKEN_LENGTH);
      });
  const text = filled.length <= LINE_MAX_OCTETS / 4 ? filled : filled.split('\n').map(foldLine).join('\n');
  return { text: text === '' || text.endsWith('\n') ? text : `${text}\n`, slots };
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
