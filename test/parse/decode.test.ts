import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/domain/errors.ts';
import { decode, MAX_INPUT_BYTES } from '../../src/parse/decode.ts';
import { document } from './document.ts';

function fault(bytes: Uint8Array, charset?: string): AppError {
  try {
    decode(document(bytes, { charset }));
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('expected an AppError');
}

describe('decode', () => {
  test('reads UTF-8 and swallows its byte order mark', () => {
    expect(decode(document('\ufeffTÜLU 3: α-divergence'))).toBe('TÜLU 3: α-divergence');
  });

  test('reads UTF-16 of both byte orders by its mark', () => {
    const little = Buffer.from('\ufeffMem-α', 'utf16le');
    const big = Buffer.from(little).swap16();
    expect(decode(document(little))).toBe('Mem-α');
    expect(decode(document(big))).toBe('Mem-α');
  });

  test('falls back to the declared charset where the bytes are not UTF-8', () => {
    expect(decode(document(Buffer.from('Lefèvre', 'latin1'), { charset: 'iso-8859-1' }))).toBe('Lefèvre');
  });

  test('falls back to the encoding of an XML declaration', () => {
    const xml = '<?xml version="1.0" encoding="ISO-8859-1"?><rss>Lefèvre</rss>';
    expect(decode(document(Buffer.from(xml, 'latin1')))).toBe(xml);
  });

  test('names the first byte that is not UTF-8 and its offset', () => {
    const error = fault(Buffer.from([0x41, 0xc3, 0xa9, 0xff, 0x42]));
    expect(error.code).toBe('input_not_text');
    expect(error.message).toContain('byte 0xff at offset 3');
  });

  test('names an incomplete last character', () => {
    expect(fault(Buffer.from([0x41, 0xc3])).message).toContain('offset 1');
  });

  test('says which declared charset it could not use', () => {
    expect(fault(Buffer.from([0x41, 0xff]), 'klingon').message).toContain('"klingon"');
  });

  test('refuses NUL bytes with their offset', () => {
    const error = fault(Buffer.from('Title\0Abstract'));
    expect(error).toMatchObject({ code: 'input_not_text' });
    expect(error.message).toContain('offset 5');
  });

  test.each(['', ' \n\t\r\n', '\ufeff'])('refuses a document without text: %j', text => {
    expect(fault(new TextEncoder().encode(text)).code).toBe('input_empty');
  });

  test('refuses more than 64 MB', () => {
    expect(fault(new Uint8Array(MAX_INPUT_BYTES + 1)).code).toBe('input_too_large');
  });

  test('finds the bad byte wherever it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const head = Buffer.from(before.replaceAll('\0', ' '));
        const bytes = Buffer.concat([head, Buffer.from([0xfe]), Buffer.from(after.replaceAll('\0', ' '))]);
        fc.pre(head.length > 0);
        expect(fault(bytes).message).toContain(`byte 0xfe at offset ${head.length} `);
      }),
    );
  });
});
