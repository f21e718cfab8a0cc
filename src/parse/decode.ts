// Bytes to text: UTF-16 and UTF-32 by their marks, strict UTF-8, then the charset that was declared; never a guess.
import { AppError } from '../domain/errors.ts';
import type { RawDocument } from '../domain/raw-document.ts';
import { declaredCharsets } from './declared-charset.ts';
import { decodeWide, wideEncoding } from './wide-text.ts';

export const MAX_INPUT_BYTES = 64 * 1024 * 1024;

const EXPECTED = 'expected UTF-8, UTF-16 or UTF-32 with a byte order mark, or a declared charset';
/** Charsets that write everything in ASCII bytes, so that UTF-8 would take them for plain text. */
const SEVEN_BIT = /^(?:cs)?(?:iso-?2022-?|hz\b|utf-?7$)/;

/**
 * Decodes a document.
 * @throws AppError input_empty, input_too_large, or input_not_text naming the byte and its offset
 */
export function decode(document: RawDocument): string {
  const { bytes, locator } = document;
  if (bytes.length > MAX_INPUT_BYTES) {
    throw new AppError(
      'input_too_large',
      `${locator} has ${bytes.length} bytes: expected at most ${MAX_INPUT_BYTES} (64 MB)`,
    );
  }
  const text = decodeBytes(document);
  if (text.trim() === '') {
    throw new AppError(
      'input_empty',
      `${locator} holds ${bytes.length} bytes and no text: expected a digest of papers`,
    );
  }
  return text;
}

function decodeBytes(document: RawDocument): string {
  const { bytes, charset, locator } = document;
  const wide = wideEncoding(bytes, charset);
  if (!wide) return decodeNarrow(document);
  const decoded = decodeWide(bytes, wide);
  if ('invalidAt' in decoded) throw notText(document, decoded.invalidAt, `is no ${wide.name}: expected ${wide.name}`);
  const nul = decoded.text.indexOf('\0');
  if (nul < 0) return decoded.text;
  throw new AppError('input_not_text', `${locator}: character ${nul} is U+0000: expected text, this looks binary`);
}

function decodeNarrow(document: RawDocument): string {
  const { bytes, charset } = document;
  const nul = bytes.indexOf(0);
  if (nul >= 0) throw notText(document, nul, 'is no character: expected text, this looks binary');
  const declared = declaredCharsets(bytes, charset);
  const said = declared.length === 0 ? '' : ` (declared is ${declared.map(label => `"${label}"`).join(', ')})`;
  const sevenBit = declared.find(label => SEVEN_BIT.test(label));
  if (sevenBit && isAscii(bytes)) {
    const text = tryDecode(sevenBit, bytes);
    if (text !== undefined) return text;
    throw new AppError(
      'input_not_text',
      `${document.locator} cannot be read as what it declares: expected UTF-8${said}`,
    );
  }
  // Hardly any other text is UTF-8 by accident: what decodes as UTF-8 is UTF-8, whatever was declared.
  for (const label of ['utf-8', ...declared]) {
    const text = tryDecode(label, bytes);
    if (text !== undefined) return text;
  }
  throw notText(document, firstInvalidByte(bytes), `is not UTF-8: ${EXPECTED}${said}`);
}

function notText({ bytes, locator }: RawDocument, offset: number, fault: string): AppError {
  const value = bytes[offset]?.toString(16).padStart(2, '0');
  return new AppError('input_not_text', `${locator}: byte 0x${value} at offset ${offset} ${fault}`);
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every(byte => byte < 0x80);
}

/** Swallows a leading byte order mark. @returns undefined for an unknown label or bytes that are not in this charset */
function tryDecode(label: string, bytes: Uint8Array): string | undefined {
  try {
    const decoder = new TextDecoder(label, { fatal: true });
    // Nearly all bytes decode as UTF-16, but no text has it without a zero byte.
    return decoder.encoding.startsWith('utf-16') ? undefined : decoder.decode(bytes);
  } catch {
    return undefined;
  }
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
