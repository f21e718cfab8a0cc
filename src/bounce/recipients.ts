// Which recipients a notice for people is about, and what it says of each: an address begins a line, its words follow.
import { parseAddress } from '../domain/address.ts';

export interface Passage {
  /** As the notice writes it. */
  address: string;
  text: string;
}

const ADDRESS = `(?:"[^"\\n]{1,64}"|[^\\s<>()\\[\\],;:"'|@=]{1,64})@[\\w.-]{1,253}`;
/** `<a@b>: …`, `a@b`, `"a@b":`, `- a@b (…)`, `a@b... unknown`, `a@b on Monday`. */
const BEGINS_LINE = new RegExp(
  `^[\\s"'*>·•-]*<?(${ADDRESS})>?["']?(?=\\s*$|\\s*[:;,(#]|\\s*\\.\\.\\.|\\s+[-–]\\s|\\s+on\\s|\\s{2,}\\S|\\s+<|\\s+[\\p{L}\\d])`,
  'u',
);
/** `Recipient: <a@b>`, `Addressed To: a@b`, `宛先: a@b`. */
const LABELLED = new RegExp(
  `^[\\s*>-]*(?:to|recipient|recipient address|addressed to|rcpt to|failed (?:recipient|address)|user|an|empfänger|à|destinataire|para|destinatario|destinatário|a|кому|宛先|收件人)\\s*:\\s*<?(${ADDRESS})>?`,
  'iu',
);
/** `your mail to <a@b> could not be delivered`. */
const IN_A_SENTENCE = new RegExp(
  `\\b(?:delivered? to|deliver(?:ing)?(?: (?:the|your|this))?(?: message| mail| e-?mail)? to|(?:message|mail) to|reach|recipient|user|address|account|mailbox)[\\s:]{1,4}[<"'(]?(${ADDRESS})`,
  'iu',
);
const MAX_LINES = 2000;

/**
 * @param notice with `\n` as line end
 * @param others addresses that belong to the sender, in lower case: a notice names them too
 */
export function readPassages(notice: string, others: ReadonlySet<string>): Passage[] {
  const lines = notice.split('\n', MAX_LINES);
  for (const pattern of [BEGINS_LINE, LABELLED, IN_A_SENTENCE]) {
    const passages = split(lines, pattern);
    const own = passages.filter(({ address }) => !others.has(address));
    // Who writes to himself is both.
    if (passages.length > 0) return own.length > 0 ? own : passages;
  }
  return [];
}

function split(lines: readonly string[], pattern: RegExp): Passage[] {
  const passages = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of lines) {
    const address = pattern.exec(line.slice(0, 1000))?.[1];
    if (address !== undefined) {
      current = passages.get(address.toLowerCase()) ?? [];
      passages.set(address.toLowerCase(), current);
    }
    current?.push(line);
  }
  return [...passages].map(([address, text]) => ({ address, text: text.join('\n') }));
}

/**
 * The address of a report's field, such as `rfc822; ada@lab.org` or `utf-8; \x{…}`. RFC 3464 §2.3.1, RFC 6533 §3.
 * @returns undefined if it is none that mail can be sent to
 */
export function addressOfField(value: string | undefined): string | undefined {
  const written = value?.replace(/^[\w-]+\s*;/, '').replace(/\\x\{([0-9a-f]{1,6})\}/gi, codePoint) ?? '';
  return plainAddress(written) ?? plainAddress(/<([^<>]*)>/.exec(written)?.[1] ?? '');
}

/** @returns undefined for a text that is not one address */
export function plainAddress(text: string): string | undefined {
  return parseAddress(text.trim().replace(/^<|>$/g, ''))?.address;
}

function codePoint(_: string, hex: string): string {
  const code = Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
