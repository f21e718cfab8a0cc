// Bytes to text: byte order mark, strict UTF-8, then the charset that was declared; never a guess.
import { AppError } from '../domain/errors.ts';
import type { RawDocument } from '../domain/raw-document.ts';

export const MAX_INPUT_BYTES = 64 * 1024 * 1024;

/**
 * Decodes a document.
 * @throws AppError input_empty, input_too_large, or input_not_text naming the byte and its offset
 */
export function decode({ bytes, charset, locator }: RawDocument): string {
  if (bytes.length > MAX_INPUT_BYTES) {
    throw new AppError(
      'input_too_large',
      `${locator} has ${bytes.length} bytes: expected at most ${MAX_INPUT_BYTES} (64 MB)`,
    );
  }
  const text = decodeBytes(bytes, charset, locator);
  if (text.trim() === '') {
    throw new AppError(
      'input_empty',
      `${locator} holds ${bytes.length} bytes and no text: expected a digest of papers`,
    );
  }
  return text;
}

function decodeBytes(bytes: Uint8Array, charset: string | undefined, locator: string): string {
  const wide = utf16Mark(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    throw new AppError('input_not_text', `${locator}: byte 0x00 at offset ${nul}: expected text, this looks binary`);
  }
  const utf8 = tryDecode('utf-8', bytes);
  if (utf8 !== undefined) return utf8;
  const declared = charset ?? xmlCharset(bytes);
  const legacy = declared && tryDecode(declared, bytes);
  if (legacy !== undefined && legacy !== '') return legacy;
  const offset = firstInvalidByte(bytes);
  const value = bytes[offset]?.toString(16).padStart(2, '0');
  throw new AppError(
    'input_not_text',
    `${locator}: byte 0x${value} at offset ${offset} is not UTF-8: expected UTF-8, UTF-16 with a byte order mark, or a declared charset` +
      (declared ? ` (declared is "${declared}")` : ''),
  );
}

function utf16Mark([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** Swallows a leading byte order mark. @returns undefined for an unknown label or bytes that are not in this charset */
function tryDecode(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The encoding named in an XML declaration. XML 1.0 §4.3.3. */
function xmlCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  return /^<\?xml[^>]{0,150}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(head)?.[1];
}

/** Every prefix that ends before the first bad byte decodes, every longer one does not: halve until they meet. */
function firstInvalidByte(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >>> 1;
    if (startsValid(bytes.subarray(0, middle))) valid = middle;
    else invalid = middle;
  }
  return startsValid(bytes.subarray(0, invalid)) ? invalid - 1 : valid;
}

function startsValid(prefix: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(prefix, { stream: true });
    return true;
  } catch {
    return false;
  }
}
