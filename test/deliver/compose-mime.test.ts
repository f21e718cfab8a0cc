import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { composeMime } from '../../src/deliver/compose-mime.ts';
import { TOKEN_LENGTH } from '../../src/domain/link-token.ts';
import { fillSlots } from '../../src/domain/mail.ts';
import { slotMark, toFragment } from '../../src/render/fragment.ts';
import { fragment, message, TOKENS } from './message.ts';

/** postal-mime counts the line end before a boundary, which is the boundary's (RFC 2046 §5.1.1), to the part. */
const read = async (mime: Uint8Array) => {
  const { text, html, ...mail } = await PostalMime.parse(mime);
  return { ...mail, text: text?.replace(/\n$/, ''), html: html?.replace(/\n$/, '') };
};

async function headers(): Promise<Map<string, string>> {
  const { headers } = await PostalMime.parse(composeMime(message()));
  return new Map(headers.map(({ key, value }) => [key, value]));
}

test('carries both parts, text before HTML, as an independent parser reads them', async () => {
  const mail = await read(composeMime(message()));
  expect(mail.text).toBe('Hallo — мир\n');
  expect(mail.html).toBe('<p>Hallo — мир</p>\n');
  expect(mail.subject).toBe('Two papers');
  expect(mail.to).toEqual([{ name: 'Ada, Countess', address: 'ada@lab.org' }]);
  expect(mail.date).toBe('2026-03-02T07:00:00.000Z');
  const raw = composeMime(message()).toString('latin1');
  expect(raw.indexOf('text/plain')).toBeLessThan(raw.indexOf('text/html'));
});

test('without HTML is one part of plain text', async () => {
  const raw = composeMime(message('ada@lab.org', { html: '' }));
  expect(raw.toString('latin1')).not.toMatch(/multipart|boundary|text\/html/);
  const mail = await PostalMime.parse(raw);
  expect(mail.text).toBe('Hallo — мир\n');
  expect(mail.html ?? '').toBe('');
});

test('offers one-click unsubscription as RFC 8058 asks', async () => {
  const found = await headers();
  expect(found.get('list-unsubscribe')).toBe('<https://papers.lab.org/u/TOKEN>');
  expect(found.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
});

test('names the list, the message and the feedback loop', async () => {
  const found = await headers();
  expect(found.get('list-id')).toBe('"Paperboy" <daily.papers.lab.org>');
  expect(found.get('message-id')).toBe('<2026-03-02.delivery00000001@lab.org>');
  expect(found.get('feedback-id')).toBe('2026-03-02:daily:paperboy:papers.lab.org');
});

test('gives the same bytes for the same message, whether its fragments were seen before or not', () => {
  const once = message();
  expect(composeMime(once)).toEqual(composeMime(once));
  expect(composeMime(message())).toEqual(composeMime(once));
});

describe('a body', () => {
  const nasty = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.constantFrom(
          '.',
          '..',
          'From me',
          '  ',
          '\t',
          '--',
          '=',
          '=3D',
          `--=_2026-03-02.delivery00000001`,
          'ü'.repeat(400),
        ),
        fc.constant('x'.repeat(1200)),
      ),
      { maxLength: 12 },
    )
    // An end of line is LF in a fragment; a lone CR is none.
    .map(lines => `${lines.map(line => line.toWellFormed().replace(/[\r\n\0]/g, ' ')).join('\n')}\n`);

  test('comes back to the letter from two independent parsers, with no line over 76 octets', async () => {
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (text, html) => {
        const mime = composeMime(message('ada@lab.org', { text, html: `<pre>\n${html}` }));
        const lines = mime.toString('latin1').split('\r\n');
        expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(76);
        expect(lines.join('')).not.toMatch(/[\r\n]/);
        expect(lines.filter(line => /^(?:\.|From )/.test(line))).toEqual([]);
        const postal = await read(mime);
        expect(postal.text).toBe(text);
        expect(postal.html).toBe(`<pre>\n${html}`);
        const simple = await simpleParser(mime, { skipTextToHtml: true, skipHtmlToText: true });
        expect(simple.text).toBe(text);
        expect(simple.html).toBe(`<pre>\n${html}`);
      }),
      { numRuns: 60 },
    );
  });

  test('has each token whole in a line, wherever its slot is, and the same text as a page has', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 90 }).map(text => text.toWellFormed().replace(/[\p{Cc}\s]/gu, '')),
      fc.constantFrom('manage', 'view', 'learn', 'unsubscribe').map(name => slotMark(name as 'view')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async pieces => {
        const html = [toFragment(`${pieces.join('')}\n`), toFragment('next\n')];
        const mime = composeMime({ ...message(), html });
        const page = fillSlots({ subject: '', html, text: [] }, TOKENS).html;
        expect((await read(mime)).html).toBe(page);
        const raw = mime.toString('latin1');
        for (const { purpose } of html[0]!.slots) expect(raw).toContain(TOKENS[purpose]);
        expect(raw.match(/([umvl])\1{47}/g)?.length ?? 0).toBeGreaterThanOrEqual(html[0]!.slots.length);
      }),
      { numRuns: 100 },
    );
  });

  test('takes other tokens into the same fragments, and nothing else changes', () => {
    const text = [toFragment(`See ${slotMark('view')} and ${slotMark('manage')}.\n`)];
    const other = { ...TOKENS, view: 'w'.repeat(TOKEN_LENGTH) };
    const [one, two] = [TOKENS, other].map(tokens => composeMime({ ...message(), text, tokens }).toString('latin1'));
    expect(two).toBe(one!.replaceAll(TOKENS.view, other.view));
    expect(two).not.toBe(one);
  });
});

test('an empty fragment adds nothing', async () => {
  const mime = composeMime({ ...message(), text: [fragment('one\n'), fragment(''), fragment('two\n')] });
  expect((await read(mime)).text).toBe('one\ntwo\n');
});
