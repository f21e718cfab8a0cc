import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/domain/errors.ts';
import { decode, MAX_INPUT_BYTES } from '../../src/parse/decode.ts';
import { inWide, WIDE, WORDS, withWord } from './charsets.ts';
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

  test.each(WIDE)(
    'reads %s by its mark, without one where it is markup or JSON, and where the server says so',
    charset => {
      const text = 'Mem-α 🧠';
      expect(decode(document(inWide(charset, `\ufeff${text}`)))).toBe(text);
      for (const opening of ['<', '[', '{']) {
        expect(decode(document(inWide(charset, `${opening}${text}`)))).toBe(`${opening}${text}`);
      }
      expect(decode(document(inWide(charset, text), { charset }))).toBe(text);
    },
  );

  test('tells the byte order of a "utf-16" or "utf-32" that does not say it', () => {
    for (const charset of WIDE) {
      expect(decode(document(inWide(charset, 'Mem-α'), { charset: charset.slice(0, 6) }))).toBe('Mem-α');
    }
  });

  test('gives wide text back as it was, whatever it holds', () => {
    const words = fc.string({ unit: 'grapheme' }).map(text => `<${text.replaceAll('\0', ' ')}`);
    fc.assert(
      fc.property(words, fc.constantFrom(...WIDE), (text, charset) => {
        expect(decode(document(inWide(charset, text)))).toBe(text);
        expect(decode(document(inWide(charset, `\ufeff${text}`)))).toBe(text);
      }),
    );
  });

  test.each(WIDE)('names what is no character in %s', charset => {
    const unit = charset.startsWith('utf-16') ? 2 : 4;
    const lone = fault(inWide(charset, '<é\udc00é'));
    expect(lone.code).toBe('input_not_text');
    expect(lone.message).toMatch(new RegExp(`offset ${2 * unit} is no UTF-${unit * 8}`));
    expect(fault(inWide(charset, '<é\ud800')).message).toContain(`offset ${2 * unit} is no`);
    expect(fault(inWide(charset, '<éé').subarray(0, -1)).message).toMatch(/offset \d+ is no UTF/);
    expect(fault(inWide(charset, '<a\0b')).message).toContain('U+0000');
  });

  test('refuses a number beyond Unicode in UTF-32', () => {
    const bytes = inWide('utf-32be', '<é');
    bytes.writeUInt32BE(0x110000, 4);
    expect(fault(bytes).message).toContain('byte 0x00 at offset 4 is no UTF-32');
  });

  test.each(WORDS)(
    'reads $charset where the server, an XML declaration or a page says so',
    ({ charset, word, hex }) => {
      expect(decode(document(withWord('Title WORD end', hex), { charset }))).toBe(`Title ${word} end`);
      for (const markup of [
        `<?xml version="1.0" encoding="${charset}"?>\n<rss>WORD</rss>`,
        `\n<?xml version='1.0' encoding='${charset.toUpperCase()}' standalone='yes'?><rss>WORD</rss>`,
        `<!doctype html><html><head><meta charset=${charset}><title>WORD</title>`,
        `<html><META content="text/html; charset=${charset}" http-equiv="Content-Type"><title>WORD</title>`,
      ]) {
        expect(decode(document(withWord(markup, hex)))).toBe(markup.replace('WORD', word));
      }
    },
  );

  test('believes the server before the document itself', () => {
    const [koi] = WORDS;
    const xml = '<?xml version="1.0" encoding="windows-1251"?><rss>WORD</rss>';
    expect(decode(document(withWord(xml, koi.hex), { charset: 'koi8-r' }))).toContain(koi.word);
  });

  test('believes a byte order mark before the server', () => {
    const bytes = inWide('utf-16le', '\ufeffα');
    expect(decode(document(bytes, { charset: 'utf-8' }))).toBe('α');
    expect(decode(document('\ufeffα', { charset: 'koi8-r' }))).toBe('α');
  });

  test('reads UTF-8 as UTF-8, whatever it is declared to be', () => {
    const xml = '<?xml version="1.0" encoding="shift_jis"?><rss>論文</rss>';
    for (const charset of ['iso-8859-1', 'utf-16', 'utf-16be', 'iso-2022-jp', 'klingon']) {
      expect(decode(document(xml, { charset }))).toBe(xml);
    }
  });

  test.each(WORDS.filter(({ charset }) => charset !== 'iso-2022-jp'))(
    'reads $charset as its declaration says, though the server says UTF-8',
    ({ charset, word, hex }) => {
      const xml = `<?xml version="1.0" encoding="${charset}"?><rss>WORD</rss>`;
      expect(decode(document(withWord(xml, hex), { charset: 'utf-8' }))).toContain(word);
    },
  );

  test.each(['utf-16', 'unicode', 'ucs-2', 'utf-32'])('does not read single bytes as %s', charset => {
    const error = fault(withWord(`<?xml version="1.0" encoding="${charset}"?><a>WORD</a>`, 'ff'));
    expect(error.message).toContain(`"${charset}"`);
  });

  test.each(['utf-7', 'hz-gb-2312', 'iso-2022-kr'])('refuses %s, which would look like plain text', charset => {
    expect(fault(Buffer.from('+AGEA- ~{<:Ky2;~}'), charset)).toMatchObject({ code: 'input_not_text' });
    expect(decode(document('α', { charset }))).toBe('α');
  });

  test.each(['shift_jis', 'gb18030', 'euc-jp', 'euc-kr', 'big5'] as const)(
    'names a last character of %s that was cut',
    charset => {
      const { hex } = WORDS.find(word => word.charset === charset)!;
      const bytes = withWord('WORD', hex).subarray(0, -1);
      expect(fault(bytes, charset)).toMatchObject({
        code: 'input_not_text',
        message: expect.stringContaining(charset),
      });
    },
  );

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
