// What nobody sends in good faith: each document is read, or refused in one clear sentence, and then the next one is read.
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openParser } from '../../src/assembly/guarded-parser.ts';
import { AppError, type ErrorCode } from '../../src/domain/errors.ts';
import type { ParsedDocument } from '../../src/domain/parsed-document.ts';
import {
  atom,
  ENTITIES,
  hfJson,
  INSIDE,
  LONG,
  MANY,
  markdown,
  NESTED,
  page,
  pageText,
  rss,
  rssItem,
} from './attacks.ts';
import { inWide, WIDE, WORDS, withWord } from './charsets.ts';
import { document } from './document.ts';

const LOCATOR = 'https://example.org/papers';
/** The codes that say something of a document. */
const REFUSALS: ErrorCode[] = [
  'input_empty',
  'input_not_text',
  'input_too_costly',
  'input_too_large',
  'input_line_too_long',
  'format_unknown',
];
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\p{Surrogate}/u;

const parser = openParser();
afterAll(() => parser.close());

/** Reads through the guard, so that what hangs, hoards or crashes is refused by it; asserts all that must hold of any answer. */
async function survive(content: string | Uint8Array, charset?: string): Promise<ParsedDocument | AppError> {
  const answer = await parser.parse(document(content, { locator: LOCATOR, charset })).catch(error => error);
  if (answer instanceof AppError) {
    expect(REFUSALS).toContain(answer.code);
    expect(answer.message).toMatch(/^https:\/\/example\.org\/papers\b.*\S: expected /s);
    expect(answer.message.length).toBeLessThan(1500);
    expect(answer.message).not.toMatch(CONTROL);
    return answer;
  }
  expect(answer).toMatchObject({ papers: expect.any(Array), rejected: expect.any(Array) });
  expect(JSON.stringify([answer.papers, answer.rejected])).not.toMatch(/\\u(?:00[01]|d[89a-f])/);
  return answer;
}

test.each(Object.entries(ENTITIES))('expands nothing and fetches nothing: %s', async (_, attack) => {
  const answer = await survive(attack);
  if (answer instanceof AppError) return;
  expect(JSON.stringify(answer)).not.toMatch(/lollol|root:|aaaaaaaa/);
});

test.each(Object.entries({ ...NESTED, ...LONG, ...MANY }))('survives %s', async (_, attack) => {
  await survive(attack);
});

test.each(Object.entries(INSIDE))('survives %s', async (_, attack) => {
  await survive(attack);
});

test('reads an honest document after all of them', async () => {
  expect(await survive(rss(rssItem('What Attention Costs')))).toMatchObject({ papers: [{ arxivId: '2501.00001' }] });
});

test('calls HTML in the place of a feed what it is', async () => {
  const answer = await survive(
    '<!doctype html><html><head><title>Sign in</title></head><body>Please sign in</body></html>',
  );
  expect(answer).toMatchObject({ code: 'format_unknown', message: expect.stringContaining('HTML') });
});

const FEED = rss(
  `${rssItem('Über Aufmerksamkeit', '&lt;p&gt;Was sie kostet&lt;/p&gt;')}${rssItem('<![CDATA[α & β]]>')}`,
);

test('survives every beginning of a feed', async () => {
  const bytes = Buffer.from(FEED);
  for (let end = 0; end < bytes.length; end += 1) await survive(bytes.subarray(0, end));
  expect(await survive(bytes)).toMatchObject({ papers: [{}, {}] });
});

test.each(WIDE)('reads a feed in %s, and survives every beginning of it', async charset => {
  const text = rss(rssItem('Über Aufmerksamkeit'), `<?xml version="1.0" encoding="${charset.slice(0, 6)}"?>`);
  const bytes = inWide(charset, text);
  expect(await survive(bytes)).toMatchObject({ papers: [{ title: 'Über Aufmerksamkeit' }] });
  for (let end = 1; end < bytes.length; end += 7) await survive(bytes.subarray(0, end));
});

test.each(WORDS)('reads a feed in $charset, and says so where it is declared as something else', async word => {
  const prolog = (charset: string) => `<?xml version="1.0" encoding="${charset}"?>`;
  const feed = (charset: string) => withWord(rss(rssItem('WORD in short'), prolog(charset)), word.hex);
  expect(await survive(feed(word.charset))).toMatchObject({ papers: [{ title: expect.stringContaining(word.word) }] });
  expect(await survive(feed('utf-8'), word.charset)).toMatchObject({ papers: [{}] });
  if (word.charset === 'iso-2022-jp') return;
  for (const wrong of ['utf-8', 'utf-16', 'iso-2022-jp', 'klingon']) {
    const answer = await survive(feed(wrong));
    expect(answer).toMatchObject({ code: 'input_not_text', message: expect.stringContaining(`"${wrong}"`) });
  }
});

const HONEST = [
  FEED,
  atom(
    '<title>α</title><link href="https://arxiv.org/abs/2501.00001"/><summary type="html">&lt;b&gt;b&lt;/b&gt;</summary>',
  ),
  hfJson("Andr\\'e and $\\alpha$-divergence", 'H$^{\\mathbf{3}}$DP, \\textbf{x} and 5 &lt; 6'),
  '{"title":"What Attention Costs","authors":["Ada Lovelace"],"arxivId":"2501.00001","upvotes":[{"at":"2025-01-01","count":1}]}',
  pageText(
    'We measure what attention costs.\n\nUpvote\n\n12\n\n· 3 authors\n\nA Second Title\n\nAnd a second abstract.',
  ),
  markdown(
    'What **Attention** `Costs`',
    'by Ada Lovelace, Alan Turing. *NeurIPS 2025*\n  > We measure it.\n\n| a | b |\n|---|---|',
  ),
  page(
    'by Ada Lovelace<p>We measure &amp; weigh.<table><tr><td><a href="https://huggingface.co/papers/2501.00002">B</a>',
  ),
].map(text => Buffer.from(text));

/** Cuts, repeats, swaps and overwrites, as a bad line or a bad disk would. */
const damage = fc.record({
  of: fc.nat(HONEST.length - 1),
  wounds: fc.array(
    fc.record({ at: fc.nat(1000), drop: fc.nat(20), times: fc.nat(3), insert: fc.uint8Array({ maxLength: 6 }) }),
    { minLength: 1, maxLength: 6 },
  ),
});

test('survives damaged documents', async () => {
  await fc.assert(
    fc.asyncProperty(damage, async ({ of, wounds }) => {
      const damaged = wounds.reduce<Uint8Array>((bytes, { at, drop, times, insert }) => {
        const start = at % bytes.length;
        const copies = Array.from({ length: times }, () => bytes.subarray(start, start + 40));
        return Buffer.concat([bytes.subarray(0, start), insert, ...copies, bytes.subarray(start + drop)]);
      }, HONEST[of] ?? Buffer.alloc(1));
      await survive(damaged);
    }),
    { numRuns: 400 },
  );
});

test('survives random letters of markup, JSON, Markdown and TeX', async () => {
  const letters = fc.constantFrom(
    ...'<>/!?&;#[](){}"\'\\$*_-|`:,. \n\r\tab1',
    'title',
    'item',
    'http://',
    ']]>',
    '<![CDATA[',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(letters, { maxLength: 60 }),
      fc.constantFrom('', '<rss>', '[{', '- ', 'Daily Papers\n\n'),
      (parts, start) => survive(start + parts.join('')).then(() => {}),
    ),
    { numRuns: 300 },
  );
});

test('survives random bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async bytes => {
      await survive(bytes);
    }),
    { numRuns: 200 },
  );
});
