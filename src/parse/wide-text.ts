// UTF-16 and UTF-32, whose plain letters hold zero bytes; for UTF-32 there is no TextDecoder.

interface WideEncoding {
  name: 'UTF-16' | 'UTF-32';
  bigEndian: boolean;
}

/** XML 1.0 appendix F.1; a mark of UTF-16 is also how one of UTF-32 begins. */
const MARKS: readonly (WideEncoding & { mark: readonly number[] })[] = [
  { name: 'UTF-32', bigEndian: false, mark: [0xff, 0xfe, 0, 0] },
  { name: 'UTF-32', bigEndian: true, mark: [0, 0, 0xfe, 0xff] },
  { name: 'UTF-16', bigEndian: false, mark: [0xff, 0xfe] },
  { name: 'UTF-16', bigEndian: true, mark: [0xfe, 0xff] },
];
/** What markup and JSON begin with: `<`, `[`, `{`. */
const OPENINGS = new Set([0x3c, 0x5b, 0x7b]);
const LABEL = /^(?:utf-?16|utf-?32|unicode|(?:iso-10646-)?ucs-?[24])(le|be)?$/i;

/**
 * Recognises wide text by its mark, by the zero bytes around a first letter that opens markup or JSON (XML 1.0 appendix
 * F.1, RFC 4627 §3), or by zero bytes in what the server declares as wide.
 */
export function wideEncoding(bytes: Uint8Array, declared = ''): WideEncoding | undefined {
  return (
    MARKS.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte)) ??
    byOpening(bytes) ??
    byLabel(bytes, declared)
  );
}

function byOpening([first = 0, second, third, fourth]: Uint8Array): WideEncoding | undefined {
  if (OPENINGS.has(first) && second === 0)
    return { name: third === 0 && fourth === 0 ? 'UTF-32' : 'UTF-16', bigEndian: false };
  if (first !== 0) return undefined;
  if (OPENINGS.has(second ?? 0)) return { name: 'UTF-16', bigEndian: true };
  return second === 0 && third === 0 && OPENINGS.has(fourth ?? 0) ? { name: 'UTF-32', bigEndian: true } : undefined;
}

function byLabel(bytes: Uint8Array, declared: string): WideEncoding | undefined {
  const label = LABEL.exec(declared);
  if (!label) return undefined;
  const zero = bytes.indexOf(0);
  if (zero < 0) return undefined;
  const name = /32|4/.test(label[0]) ? 'UTF-32' : 'UTF-16';
  // A plain letter stands behind its zeros where the big end comes first.
  const bigEndian = label[1] ? label[1].toLowerCase() === 'be' : zero % (name === 'UTF-32' ? 4 : 2) === 0;
  return { name, bigEndian };
}

type WideText = { text: string } | { invalidAt: number };

/** Decodes strictly. @returns the text without its mark, or the offset of the first thing in it that is no character */
export function decodeWide(bytes: Uint8Array, { name, bigEndian }: WideEncoding): WideText {
  const decoded = name === 'UTF-32' ? fromUtf32(bytes, bigEndian) : fromUtf16(bytes, bigEndian);
  return 'text' in decoded ? { text: decoded.text.replace(/^\ufeff/, '') } : decoded;
}

function fromUtf16(bytes: Uint8Array, bigEndian: boolean): WideText {
  const units = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  const text = (bigEndian ? units.swap16() : units).toString('utf16le');
  if (!text.isWellFormed()) return { invalidAt: text.search(/\p{Surrogate}/u) * 2 };
  return bytes.length % 2 === 0 ? { text } : { invalidAt: bytes.length - 1 };
}

function fromUtf32(bytes: Uint8Array, bigEndian: boolean): WideText {
  const points = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // A character takes at most as many bytes in UTF-16.
  const units = Buffer.alloc(bytes.length);
  let end = 0;
  for (let at = 0; at < bytes.length; at += 4) {
    const point = at + 4 <= bytes.length ? points.getUint32(at, !bigEndian) : Number.NaN;
    if (!isCharacter(point)) return { invalidAt: at };
    if (point > 0xffff) {
      end = units.writeUInt16LE(0xd7c0 + (point >> 10), end);
      end = units.writeUInt16LE(0xdc00 + (point & 0x3ff), end);
    } else end = units.writeUInt16LE(point, end);
  }
  return { text: units.toString('utf16le', 0, end) };
}

function isCharacter(point: number): boolean {
  return point < 0xd800 || (point > 0xdfff && point <= 0x10ffff);
}
