// A rendered mail: pieces that many readers share, with slots of fixed length for what is one reader's own.
import { type MailPurpose, TOKEN_LENGTH } from './link-token.ts';

/** A slot holds a token of `TOKEN_LENGTH` characters, at this offset of the fragment's text. */
export interface Slot {
  purpose: MailPurpose;
  at: number;
}

/**
 * Text that ends at a line end and has no line of more than 900 octets, so that its transfer encoding can be made once
 * and joined. Equal pieces are the same object, so that one can keep what was made of them.
 */
export interface Fragment {
  readonly text: string;
  /** By rising offset. */
  readonly slots: readonly Slot[];
}

/** A rendered mail but for the reader's own links. */
export interface MailFragments {
  subject: string;
  /** Empty in the layout `text`. */
  html: readonly Fragment[];
  text: readonly Fragment[];
}

export interface Mail {
  subject: string;
  /** Empty in the layout `text`: such a mail has no HTML part. */
  html: string;
  text: string;
}

export type Tokens = Readonly<Record<MailPurpose, string>>;

/** Puts one reader's tokens in. Each must be `TOKEN_LENGTH` characters long. */
export function fillSlots({ subject, html, text }: MailFragments, tokens: Tokens): Mail {
  return { subject, html: fill(html, tokens), text: fill(text, tokens) };
}

function fill(fragments: readonly Fragment[], tokens: Tokens): string {
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
