import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { field, mailboxField, textField } from '../../src/deliver/header-field.ts';

const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '\r\nBcc: all@lab.org',
        '\n X',
        '\u202E',
        '=?utf-8?Q?a?=',
        '=?',
        '?=',
        '"',
        '\\',
        '<a@b.cd>',
        '😀',
        'ü',
        '\u2028',
        '\0',
      ),
      fc.constantFrom('x'.repeat(300), 'ж'.repeat(200), '👩‍👩‍👧 '.repeat(30)),
    ),
    { maxLength: 8 },
  )
  .map(parts => parts.join(''));

/** What of a text can reach a reader on one line. */
const shown = (text: string) =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();

function expectSound(written: string): void {
  expect(written.endsWith('\r\n')).toBe(true);
  const lines = written.slice(0, -2).split('\r\n');
  for (const [at, line] of lines.entries()) {
    expect(line).toMatch(/^[\x20-\x7e]+$/);
    expect(line.length).toBeLessThanOrEqual(at === 0 ? 90 : 78);
    if (at > 0) expect(line.startsWith(' ')).toBe(true);
  }
  for (const word of written.match(/=\?UTF-8\?[BQ]\?[^?]*\?=/g) ?? []) expect(word.length).toBeLessThanOrEqual(75);
}

describe('a field of text', () => {
  test('is read as it was written by two parsers, in lines that can be sent, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(nasty, async text => {
        const written = textField('Subject', text);
        expectSound(written);
        const mime = `${written}From: a@lab.org\r\n\r\nbody\r\n`;
        const postal = await PostalMime.parse(mime);
        expect(postal.headers.map(({ key }) => key)).toEqual(['subject', 'from']);
        expect(shown(postal.subject ?? '')).toBe(shown(text));
        const { subject = '' } = await simpleParser(mime);
        expect(shown(subject)).toBe(shown(text));
      }),
      { numRuns: 400 },
    );
  });

  test('each of its encoded words decodes by itself', () => {
    fc.assert(
      fc.property(nasty, text => {
        for (const [, kind, coded = ''] of textField('Subject', text).matchAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/g)) {
          const bytes =
            kind === 'B'
              ? Buffer.from(coded, 'base64')
              : Buffer.from(
                  coded
                    .replaceAll('_', ' ')
                    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
                  'latin1',
                );
          expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).not.toThrow();
        }
      }),
      { numRuns: 300 },
    );
  });

  test('stays readable where it is plain', () => {
    expect(textField('Subject', 'Two papers, and 5 more')).toBe('Subject: Two papers, and 5 more\r\n');
  });
});

describe('a mailbox', () => {
  test('keeps its name and its address, whatever the name holds', async () => {
    await fc.assert(
      fc.asyncProperty(nasty, async name => {
        const written = mailboxField('To', { name, address: 'ada@lab.org' });
        expectSound(written);
        const postal = await PostalMime.parse(`${written}Subject: S\r\n\r\nbody\r\n`);
        expect(postal.headers.map(({ key }) => key)).toEqual(['to', 'subject']);
        expect(postal.to).toHaveLength(1);
        expect(postal.to?.[0]?.address).toBe('ada@lab.org');
        expect(shown(postal.to?.[0]?.name ?? '')).toBe(shown(name));
      }),
      { numRuns: 400 },
    );
  });

  test('without a name is the bare address, and letters beyond ASCII stay in it', () => {
    expect(mailboxField('To', { address: 'jürgen@lab.org' })).toBe('To: jürgen@lab.org\r\n');
  });
});

test('a structured value is folded before white space and never ends its line early', () => {
  const url = `https://papers.lab.org/u/${'t'.repeat(60)}`;
  expect(field('List-Unsubscribe', `<${url}>`)).toBe(`List-Unsubscribe:\r\n <${url}>\r\n`);
  expect(field('X', 'a\r\nBcc: b')).toBe('X: a Bcc: b\r\n');
});
