// The complete message as bytes, put together from fragments whose transfer encoding is made once.
import { MAIL_PURPOSES, type MailPurpose, TOKEN_LENGTH } from '../domain/link-token.ts';
import type { Fragment, Tokens } from '../domain/mail.ts';
import type { Message } from '../domain/ports.ts';
import { field, mailboxField, textField } from './header-field.ts';
import { type EncodedFragment, encodedOnce } from './quoted-printable.ts';

/**
 * Quoted-printable throughout: hardly a mail is without a letter beyond ASCII, and it keeps trailing spaces, dots and `From `
 * from everything that happens to mail on its way.
 */
const TRANSFER = 'Content-Transfer-Encoding: quoted-printable\r\n';
const TEXT = `Content-Type: text/plain; charset=utf-8\r\n${TRANSFER}\r\n`;
const HTML = `Content-Type: text/html; charset=utf-8\r\n${TRANSFER}\r\n`;

/**
 * CRLF line ends; `multipart/alternative`, text before HTML, or `text/plain` alone where there is no HTML. The same message always
 * gives the same bytes.
 */
export function composeMime(message: Message): Buffer {
  const { text, html, tokens } = message;
  const head = headOf(message);
  if (html.length === 0) return join([`${head}${TEXT}`, text], tokens);
  // `=_` never stands in quoted-printable, so no line of a part can be taken for a boundary.
  const boundary = `=_${boundaryName(message.messageId)}`;
  return join(
    [
      `${head}Content-Type: multipart/alternative;\r\n boundary="${boundary}"\r\n\r\n--${boundary}\r\n${TEXT}`,
      text,
      `\r\n--${boundary}\r\n${HTML}`,
      html,
      `\r\n--${boundary}--\r\n`,
    ],
    tokens,
  );
}

function headOf({ from, to, subject, messageId, date, headers }: Message): string {
  let head = fromField(from) + mailboxField('To', to) + textField('Subject', subject);
  head += field('Date', date.toUTCString().replace('GMT', '+0000')) + field('Message-ID', `<${messageId}>`);
  for (const [name, value] of headers) head += field(name, value);
  return `${head}MIME-Version: 1.0\r\n`;
}

/** Every mail of a house comes from the same mailbox. */
const FROM_FIELDS = new WeakMap<Message['from'], string>();

function fromField(from: Message['from']): string {
  const known = FROM_FIELDS.get(from);
  if (known !== undefined) return known;
  const made = mailboxField('From', from);
  FROM_FIELDS.set(from, made);
  return made;
}

/** What stands before the @: it names the delivery. */
function boundaryName(messageId: string): string {
  return messageId
    .split('@', 1)[0]!
    .replace(/[^\w.-]/g, '_')
    .slice(0, 60);
}

/** Mails are cut out of larger memory: getting it for each would take a tenth of the time. */
const SLAB = 1 << 20;
let slab = Buffer.allocUnsafeSlow(SLAB);
let used = 0;

function memory(size: number): Buffer {
  if (size > SLAB) return Buffer.allocUnsafeSlow(size);
  if (used + size > SLAB) {
    slab = Buffer.allocUnsafeSlow(SLAB);
    used = 0;
  }
  used += size;
  return slab.subarray(used - size, used);
}

function join(pieces: readonly (string | readonly Fragment[])[], tokens: Tokens): Buffer {
  let size = 0;
  for (const piece of pieces) {
    // Only an address may have letters beyond ASCII here: UTF-8, as RFC 6532 wants it.
    if (typeof piece === 'string') size += Buffer.byteLength(piece);
    else for (const fragment of piece) size += encodedOnce(fragment).bytes.length;
  }
  const mime = memory(size);
  writeTokens(tokens);
  let at = 0;
  for (const piece of pieces) {
    if (typeof piece === 'string') at += mime.write(piece, at);
    else for (const fragment of piece) at += place(encodedOnce(fragment), mime, at);
  }
  return mime;
}

/** The tokens of the message at hand. */
const TOKENS = {
  unsubscribe: Buffer.alloc(TOKEN_LENGTH),
  manage: Buffer.alloc(TOKEN_LENGTH),
  view: Buffer.alloc(TOKEN_LENGTH),
  learn: Buffer.alloc(TOKEN_LENGTH),
} as const satisfies Record<MailPurpose, Buffer>;

function writeTokens(tokens: Tokens): void {
  for (const purpose of MAIL_PURPOSES) TOKENS[purpose].write(tokens[purpose], 'latin1');
}

function place({ bytes, slots }: EncodedFragment, mime: Buffer, start: number): number {
  mime.set(bytes, start);
  for (const { purpose, at } of slots) mime.set(TOKENS[purpose], start + at);
  return bytes.length;
}
