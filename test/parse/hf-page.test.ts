import { describe, expect, test } from 'vitest';
import { parse } from '../../src/parse/parse.ts';
import { document } from './document.ts';

const ROW = {
  paper: {
    id: '1706.03762',
    title: 'Attention Is\n  All You Need',
    summary: 'Sequences & "quotes", with <b> attention.',
    authors: [{ name: "Shay O'Neil", hidden: false }],
    submittedOnDailyAt: '2017-06-13T01:13:36.945Z',
    upvotes: 58,
  },
  title: 'Attention Is\n  All You Need',
  numComments: 3,
};

function component(target: string, props: unknown, quote = '"'): string {
  const json = JSON.stringify(props).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const escaped = json.replaceAll(quote, quote === '"' ? '&quot;' : '&#x27;');
  return `<div class="SVELTE_HYDRATER contents" data-target="${target}" data-props=${quote}${escaped}${quote}><p>…</p></div>`;
}

function page(...components: string[]): string {
  const header = component('MainHeader', { classNames: '', isWide: false, note: 'papers' });
  return `<!doctype html>\n<html class=""><head><title>Daily Papers</title></head><body>${header}<main>${components.join('\n')}</main></body></html>`;
}

describe('the HTML of huggingface.co/papers', () => {
  test.each(['"', "'"])('yields what the API would, whichever quotes hold it (%s)', async quote => {
    const props = { dateString: '2017-06-13', dailyPapers: [ROW], periodType: 'day', query: {} };
    const html = page(component('DailyPapers', props, quote));
    const { format, papers, rejected } = await parse(document(html));
    expect([format, rejected]).toEqual(['hf-page', []]);
    const api = await parse(document(JSON.stringify([ROW])));
    expect(papers).toEqual(api.papers.map(paper => ({ ...paper, source: 'hf-page' })));
    expect(papers[0]?.abstract).toBe('Sequences & "quotes", with <b> attention.');
  });

  test('a search page lists what it found', async () => {
    const html = page(component('DailyPapers', { dailyPapers: [], searchResults: [ROW, ROW], query: { q: 'x' } }));
    expect((await parse(document(html))).papers).toHaveLength(2);
  });

  test('a day without papers is no error', async () => {
    const html = page(component('DailyPapers', { dailyPapers: [], periodType: 'day' }));
    expect(await parse(document(html))).toEqual({ format: 'hf-page', papers: [], rejected: [] });
  });

  test('the list counts, not the single paper of a component above it', async () => {
    const other = { ...ROW, paper: { ...ROW.paper, id: '1512.03385' } };
    const html = page(component('Spotlight', ROW), component('DailyPapers', { dailyPapers: [other] }));
    expect((await parse(document(html))).papers.map(paper => paper.arxivId)).toEqual(['1512.03385']);
  });

  test('the page of one paper is that paper', async () => {
    const html = page(component('PaperContent', { comments: [], paper: ROW.paper }));
    expect((await parse(document(html))).papers).toMatchObject([{ arxivId: '1706.03762', upvotes: [{ count: 58 }] }]);
  });

  test('a broken row is a reject beside the others', async () => {
    const html = page(component('DailyPapers', { dailyPapers: [{ paper: {} }, ROW] }));
    const { papers, rejected } = await parse(document(html));
    expect(papers).toHaveLength(1);
    expect(rejected[0]?.reason).toContain('row 1 cannot be read at paper.id');
  });

  test('data that is cut off or broken is none', async () => {
    const html = page(component('DailyPapers', { dailyPapers: [ROW] }));
    for (const broken of [html.slice(0, html.indexOf('summary')), html.replace(':[{', ':[[{')]) {
      await expect(parse(document(broken))).rejects.toMatchObject({ code: 'format_unknown' });
    }
  });
});
