// The complete message as bytes, put together from fragments whose transfer encoding is made once.
import type { Purpose } from '../domain/link-token.ts';
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
  const fields = [
    mailboxField('From', from),
    mailboxField('To', to),
    textField('Subject', subject),
    field('Date', date.toUTCString().replace('GMT', '+0000')),
    field('Message-ID', `<${messageId}>`),
  ];
  for (const [name, value] of headers) fields.push(field(name, value));
  fields.push('MIME-Version: 1.0\r\n');
  return fields.join('');
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
  const encoded: (string | EncodedFragment)[] = [];
  let size = 0;
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      encoded.push(piece);
      // Only an address may have letters beyond ASCII here: UTF-8, as RFC 6532 wants it.
      size += Buffer.byteLength(piece);
      continue;
    }
    for (const fragment of piece) {
      const made = encodedOnce(fragment);
      encoded.push(made);
      size += made.bytes.length;
    }
  }
  const mime = memory(size);
  const octets = octetsOf(tokens);
  let at = 0;
  for (const piece of encoded) at += typeof piece === 'string' ? mime.write(piece, at) : place(piece, octets, mime, at);
  return mime;
}

function octetsOf(tokens: Tokens): Record<Purpose, Uint8Array> {
  const octets = (purpose: Purpose) => Buffer.from(tokens[purpose], 'latin1');
  return { unsubscribe: octets('unsubscribe'), manage: octets('manage'), view: octets('view'), learn: octets('learn') };
}

function place(
  { bytes, slots }: EncodedFragment,
  tokens: Record<Purpose, Uint8Array>,
  mime: Buffer,
  start: number,
): number {
  mime.set(bytes, start);
  for (const { purpose, at } of slots) mime.set(tokens[purpose], start + at);
  return bytes.length;
}
