import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/domain/errors.ts';
import { parse } from '../../src/parse/parse.ts';
import { document } from './document.ts';

const MB = 1_000_000;

describe('a document as a whole', () => {
  test.each([
    ['nothing', new Uint8Array(), 'input_empty', /0 bytes/],
    ['a NUL byte', 'Daily Papers\0', 'input_not_text', /offset 12/],
    ['bytes that are not UTF-8', Buffer.from([0x44, 0x80]), 'input_not_text', /0x80 at offset 1/],
    ['a greeting', 'Hello world', 'format_unknown', /begins "Hello world"/],
    ['a number', '1', 'format_unknown', /JSON of another shape/],
    ['JSON of another shape', '{"answer": 42}', 'format_unknown', /JSON of another shape/],
    ['broken JSON', '[{"paper": {"id"', 'format_unknown', /begins like JSON .* but is none/],
    ['an HTML page', '<!doctype html><html><body>Daily Papers</body></html>', 'format_unknown', /HTML page/],
    [
      'a CSV table',
      'id,title,abstract\n7,"A Paper","Its text."',
      'format_unknown',
      /such as CSV \("id,title,abstract"\): expected/,
    ],
    ['a table with tabs', 'Title\tYear\nA Paper\t2020', 'format_unknown', /such as CSV/],
    ['XML of another kind', '<?xml version="1.0"?><OAI-PMH/>', 'format_unknown', /unknown kind/],
  ])('%s is a clear error', async (_, content, code, message) => {
    const failure = parse(document(content));
    await expect(failure).rejects.toBeInstanceOf(AppError);
    await expect(failure).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test.each(['> ', '>', '> > ', '\t>> '])('a digest that a mail quoted with %j reads as if it were not', async mark => {
    const abstract = 'We read what was forwarded. The marks are gone, and p > 0.5 stays as it is in the text.';
    const digest = `Daily Papers\n\nSep 16\n\nA Title\n\n${abstract}\n\nAnother Title\n\n${abstract}`;
    const plain = await parse(document(digest));
    expect(plain.papers).toHaveLength(2);
    expect(await parse(document(digest.replace(/^/gm, mark)))).toEqual(plain);
    const list = '- [A Paper](https://arxiv.org/abs/1706.03762)\n  - **Abstract:** Nested.';
    expect(await parse(document(list.replace(/^/gm, mark)))).toEqual(await parse(document(list)));
  });

  test('an unknown format says what would have been understood', async () => {
    await expect(parse(document('Hello world'))).rejects.toThrow(
      /daily_papers API.*JSON Lines.*RSS or Atom.*Daily Papers page/,
    );
  });

  test('50 MB on one line of text are refused with the line number', async () => {
    const failure = parse(document(`Daily Papers\n${'a'.repeat(50 * MB)}`));
    await expect(failure).rejects.toMatchObject({
      code: 'input_line_too_long',
      message: expect.stringContaining('line 2 '),
    });
  });

  test('JSON and XML may be one long line', async () => {
    const long = 'word '.repeat(MB / 2);
    const json = await parse(document(JSON.stringify([{ title: 'A Paper', abstract: long }])));
    expect(json.papers[0]?.abstract).toHaveLength(long.length - 1);
    const xml = `<rss version="2.0"><channel><item><title>A Paper</title><description>${long}</description></item></channel></rss>`;
    expect((await parse(document(xml))).papers).toHaveLength(1);
  });

  test('more than 64 MB are refused', async () => {
    await expect(parse(document(new Uint8Array(65 * 1024 * 1024)))).rejects.toMatchObject({ code: 'input_too_large' });
  });

  test('a large page of nothing but one sign is read to its end', async () => {
    for (const sign of ['[', '](', '![', '\\', '* ', '·', '<a ', '**', '\n', '_', '][1]', '# ']) {
      const line = `${sign.repeat(20_000)}\n`;
      const page = `Daily Papers\n\nby AK and the research community\n\n${line.repeat(50)}`;
      expect((await parse(document(page))).papers.length).toBeLessThan(2);
    }
  });

  test('any bytes give papers, rejects or an AppError', async () => {
    const pieces = fc.constantFrom(
      ...[
        'Daily Papers\n\n',
        '### ',
        '[',
        '](https://huggingface.co/papers/2503.13939)',
        '\n\n',
        '- ',
        '12',
        '· 9 authors',
        'Title: x',
      ],
      ...[
        '{"title":"A b"}',
        '<rss version="2.0"><channel>',
        '<item>',
        '<title>',
        '&',
        '\\',
        'Submitted by',
        '**',
        'We show it works. ',
      ],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 30 }), async parts => {
        const result = await parse(document(parts.join(''))).catch(error => error);
        if (result instanceof Error) expect(result).toBeInstanceOf(AppError);
        else for (const { title } of result.papers) expect(title).toMatch(/\p{L}/u);
      }),
      { numRuns: 500 },
    );
  });
});
