// The one DKIM signer of both senders: relaxed header, simple body, rsa-sha256, over-signed. RFC 6376.
import { hash, type KeyObject, sign } from 'node:crypto';
import { readDkimKey } from './dkim-key.ts';

export interface DkimSigner {
  /**
   * The same message always gives the same signature: it has no time of its own.
   * @param mime a complete message with CRLF line ends, to be sent as it is
   * @returns the complete `DKIM-Signature` field, folded, with its CRLF, to be sent before the message
   */
  sign(mime: Uint8Array): Promise<string>;
}

/**
 * Named once more than they are there, and the absent ones once, so that none can be added afterwards without breaking the
 * signature: a second From, a second way to unsubscribe. RFC 6376 §8.15, RFC 8058 §4.
 */
const SIGNED = [
  'from',
  'to',
  'cc',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'list-help',
  'list-subscribe',
  'list-post',
  'list-owner',
  'list-archive',
  'feedback-id',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
];
const LINE_MAX = 76;
/** The longest line with its leading space. */
const BASE64_LINE = new RegExp(`.{1,${LINE_MAX - 4}}`, 'g');
const EMPTY_LINE = '\r\n\r\n';
const [LF, CR] = [10, 13];

/**
 * No library signs this way: nodemailer and mailauth cannot name a header once more than it is there, and sign on the main thread.
 * @throws AppError dkim_invalid where the key, tried on a sample at once, is no good
 */
export function dkimSigner(options: { domain: string; selector: string; privateKeyPem: string }): DkimSigner {
  const { domain, selector, privateKeyPem } = options;
  const key = readDkimKey(privateKeyPem);
  const tags = ['v=1;', 'a=rsa-sha256;', 'c=relaxed/simple;', `d=${domain};`, `s=${selector};`];
  const start = fold('DKIM-Signature: ', tags, ' ');
  return {
    async sign(mime) {
      const { field, data } = prepare(mime, start);
      return `${field}${inLines(await signElsewhere(data, key))}\r\n`;
    },
  };
}

/**
 * @param start the field up to the tags that depend on the message
 * @returns the field up to the empty `b=`, and what is to be signed: RFC 6376 §3.7
 */
function prepare(mime: Uint8Array, start: string): { field: string; data: Buffer } {
  const bytes = Buffer.from(mime.buffer, mime.byteOffset, mime.byteLength);
  const end = bytes.indexOf(EMPTY_LINE);
  // A message without an empty line has no body.
  const body = end < 0 ? bytes.subarray(bytes.length) : bytes.subarray(end + EMPTY_LINE.length);
  // One character for each octet, whatever the octets mean.
  const fields = readFields(bytes.toString('latin1', 0, end < 0 ? bytes.length : end + 2));
  const names: string[] = [];
  let canonical = '';
  for (const [name, values] of fields) {
    // From the last to the first, as verifiers take them; then one that is not there. RFC 6376 §5.4.2.
    for (const value of values.reverse()) {
      names.push(`${name}:`);
      canonical += `${name}:${value}\r\n`;
    }
    names.push(`${name}:`);
  }
  names.push(names.pop()!.replace(':', ';'));
  const field = `${start}\r\n ${fold('h=', names, '')}\r\n bh=${bodyHash(body)};\r\n b=`;
  // The field is folded before single spaces, and where there is no other white space.
  const own = field.slice(field.indexOf(':') + 2).replaceAll('\r\n', '');
  return { field, data: Buffer.from(`${canonical}dkim-signature:${own}`, 'latin1') };
}

/** The fields to be signed in relaxed form, by name, each with what it holds from top to bottom. RFC 6376 §3.4.2. */
function readFields(header: string): Map<string, string[]> {
  const fields = new Map<string, string[]>(SIGNED.map(name => [name, []]));
  for (let at = 0; at < header.length; ) {
    let end = header.indexOf('\r\n', at);
    while (end >= 0 && isWhiteSpace(header.charCodeAt(end + 2))) end = header.indexOf('\r\n', end + 2);
    if (end < 0) end = header.length;
    const colon = header.indexOf(':', at);
    if (colon >= 0 && colon < end) {
      const name = relaxed(header.slice(at, colon)).toLowerCase();
      const values = fields.get(name);
      if (values) values.push(relaxed(header.slice(colon + 1, end)));
      else if (name.startsWith('list-')) fields.set(name, [relaxed(header.slice(colon + 1, end))]);
    }
    at = end + 2;
  }
  return fields;
}

const UNEVEN = /\r\n|\t| {2}/;

/** Spaces and tabs only: other white space of Unicode may be an octet of a letter here. */
function relaxed(text: string): string {
  const even = UNEVEN.test(text) ? text.replaceAll('\r\n', '').replace(/[\t ]+/g, ' ') : text;
  const start = even.startsWith(' ') ? 1 : 0;
  return even.slice(start, even.endsWith(' ') ? Math.max(start, even.length - 1) : undefined);
}

function isWhiteSpace(code: number): boolean {
  return code === 32 || code === 9;
}

/** Empty lines at the end do not count, and the last line always ends. RFC 6376 §3.4.3. */
function bodyHash(body: Buffer): string {
  let end = body.length;
  while (body[end - 1] === LF && body[end - 2] === CR) end -= 2;
  const whole = end + 2 <= body.length ? body.subarray(0, end + 2) : Buffer.concat([body, Buffer.from('\r\n')]);
  return hash('sha256', whole, 'base64');
}

/** Words to lines that begin with a space. */
function fold(start: string, words: readonly string[], between: string): string {
  let text = start;
  let line = start.length;
  for (const [index, word] of words.entries()) {
    const width = between.length + word.length;
    if (index === 0) {
      text += word;
      line += word.length;
    } else if (line + width > LINE_MAX) {
      text += `\r\n ${word}`;
      line = 1 + word.length;
    } else {
      text += between + word;
      line += width;
    }
  }
  return text;
}

function inLines(signature: Buffer): string {
  return signature.toString('base64').match(BASE64_LINE)!.join('\r\n ');
}

/** Off the main thread, where it takes most of the time of a mail. */
function signElsewhere(data: Buffer, key: KeyObject): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    sign('sha256', data, key, (error, signature) => (error ? reject(error) : resolve(signature)));
  });
}
