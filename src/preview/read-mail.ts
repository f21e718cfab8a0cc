// Captured bytes back to what people read: the head alone for lists, or head and bodies.
import PostalMime, { type Address, type Email } from 'postal-mime';

const BEGINNING_BYTES = 3000;
/** The line of a boundary, and the part's own head. */
const PART_HEAD = /^(?:\r\n)*--[^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n/;

export interface MailHead {
  subject: string;
  from: string;
  to: string;
}

export interface ReadMail extends MailHead {
  /** Name and unfolded value, in order. */
  headers: readonly (readonly [string, string])[];
  html?: string;
  text?: string;
  /** Why there are no bodies, where the mail could not be parsed. */
  fault?: string;
}

/** What a list shows of a mail. @param bytes a mail or its first kilobytes; what the head does not say is empty */
export async function readMailHead(bytes: Uint8Array): Promise<MailHead> {
  const { subject, from, to } = await readMail(bytes.subarray(0, headLength(bytes)));
  return { subject, from, to };
}

/**
 * The beginning of the first part as words to search in: a tenth of the work of parsing a mail, and no worse for finding one.
 * @param bytes a mail or its first kilobytes
 */
export function readBeginning(bytes: Uint8Array): string {
  const from = headLength(bytes);
  const body = Buffer.from(bytes.subarray(from, from + BEGINNING_BYTES)).toString('latin1');
  const unquoted = body
    .replace(PART_HEAD, '')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return new TextDecoder().decode(Buffer.from(unquoted, 'latin1')).replace(/<[^>]*>/g, ' ');
}

/** Never fails: a mail is listed and its source shown, however broken it is. */
export async function readMail(bytes: Uint8Array): Promise<ReadMail> {
  try {
    return describe(await PostalMime.parse(bytes));
  } catch (error) {
    return { subject: '(unreadable)', from: '', to: '', headers: [], fault: String(error) };
  }
}

/** With the empty line behind it. */
function headLength(bytes: Uint8Array): number {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('\r\n\r\n');
  return end < 0 ? bytes.length : end + 4;
}

function describe({ subject, from, to = [], headers, html, text }: Email): ReadMail {
  return {
    subject: subject || '(no subject)',
    from: from ? writeAddress(from) : '',
    to: to.map(writeAddress).join(', '),
    headers: headers.map(({ originalKey, value }) => [originalKey, value]),
    html,
    text,
  };
}

function writeAddress(address: Address): string {
  if (address.group) return `${address.name}: ${address.group.map(writeAddress).join(', ')}`;
  return address.name ? `${address.name} <${address.address}>` : address.address;
}
