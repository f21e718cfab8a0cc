// Captured bytes back to what people read: the head alone for lists, or head and bodies.
import PostalMime, { type Address, type Email } from 'postal-mime';

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

/** @param bytes a mail or its first kilobytes; what the head does not say is empty */
export async function readMailHead(bytes: Uint8Array): Promise<MailHead> {
  const { subject, from, to } = await readMail(headOf(bytes));
  return { subject, from, to };
}

/** Never fails: a mail is listed and its source shown, however broken it is. */
export async function readMail(bytes: Uint8Array): Promise<ReadMail> {
  try {
    return describe(await PostalMime.parse(bytes));
  } catch (error) {
    return { subject: '(unreadable)', from: '', to: '', headers: [], fault: String(error) };
  }
}

function headOf(bytes: Uint8Array): Uint8Array {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('\r\n\r\n');
  return end < 0 ? bytes : bytes.subarray(0, end + 4);
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
