import { beforeAll, describe, expect, test } from 'vitest';
import type { RankedPaper, Reason, Signal } from '../../src/domain/issue.ts';
import { fillSlots } from '../../src/domain/mail.ts';
import { createRenderer, type Renderer } from '../../src/render/renderer.ts';
import { attribute, elements, textOf } from './element-tree.ts';
import { batch, bundledRenderer, PUBLIC_URL, paper, renderMail, selection, TOKENS, topic } from './sample.ts';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await bundledRenderer();
});

/** Papers with abstracts of about 1,500 characters. */
function papers(count: number): RankedPaper[] {
  return Array.from({ length: count }, (_, index) =>
    paper({
      id: index + 1,
      title: `Method ${index + 1}: Learning to Plan with Tools and Memory over Very Long Horizons`,
      arxivId: `2511.${String(index + 1).padStart(5, '0')}`,
      authors: Array.from({ length: 17 }, (_, author) => `Author Number ${author + 1}`),
      organization: 'University of Somewhere',
      categories: ['cs.LG', 'cs.AI', 'cs.CL', 'cs.RO'],
      primaryCategory: 'cs.LG',
      links: { code: 'https://github.com/example/method', discussion: 'https://huggingface.co/papers/2511.00001' },
      codeStars: 3290,
      signals: [{ kind: 'upvotes', count: 42, rise: 12 }],
      abstract: 'We plan with tools, and say how well that works on six tasks of growing length. '.repeat(19),
    }),
  );
}

const headings = (html: string): string[] => elements(html, 'h2', 'h3').map(textOf);
const flat = (text: string): string => text.replace(/\s+/g, ' ');
const sample = paper({
  title: 'Offline RL: A Study',
  arxivId: '2511.00001',
  authors: ['Ada', 'Ben', 'Cyd', 'Dee', 'Eve'],
  organization: 'Lab',
  abstract: 'We study it. It works.',
  primaryCategory: 'cs.LG',
  categories: ['cs.LG', 'stat.ML'],
  links: { code: 'https://example.org/code' },
  codeStars: 3290,
  signals: [{ kind: 'upvotes', count: 42, rise: 12 }],
});

describe('a card', () => {
  test.each<[Signal, string]>([
    [{ kind: 'sources', count: 2 }, 'in 2 sources'],
    [{ kind: 'position', place: 3 }, 'place 3 in its digest'],
  ])('shows what ranking went by: %o', (signal, fact) => {
    const ranked = { ...sample, signals: [signal] };
    expect(flat(renderMail(renderer, [ranked]).text)).toContain(fact);
  });

  test('says in both parts who wrote it, what it says, why it is there, what people think of it, and where it is', () => {
    const mail = renderMail(renderer, [sample], selection([sample], { reasons: [topic('Robotics', 'grasping')] }));
    const shown = textOf(elements(mail.html, 'body')[0]!);
    for (const part of [
      'Ada, Ben, Cyd, … +2 · Lab',
      'We study it. It works.',
      'Because you follow Robotics: “grasping”',
      '42 upvotes (+12 in a day) · code, 3,290 stars · cs.LG, stat.ML',
    ]) {
      expect(shown).toContain(part);
      expect(flat(mail.text)).toContain(part);
    }
    const links = elements(mail.html, 'a').map(link => [textOf(link), attribute(link, 'href')]);
    expect(links.slice(0, 4)).toEqual([
      ['Offline RL: A Study', 'https://arxiv.org/abs/2511.00001'],
      ['Paper', 'https://arxiv.org/abs/2511.00001'],
      ['PDF', 'https://arxiv.org/pdf/2511.00001'],
      ['Code', 'https://example.org/code'],
    ]);
    for (const [, href] of links) expect(mail.text).toContain(href);
  });

  test('shows a machine-made summary only without an abstract, and says so', () => {
    const tldr = 'A model reads it.';
    const without = renderMail(renderer, [{ ...sample, abstract: undefined, tldr }]);
    expect(textOf(elements(without.html, 'body')[0]!)).toContain('Machine-made summary: A model reads it.');
    expect(without.text).toContain('Machine-made summary');
    const withBoth = renderMail(renderer, [{ ...sample, tldr }]);
    expect(`${withBoth.html}${withBoth.text}`).not.toContain(tldr);
  });

  test('of a paper with nothing but a title is a title without a link', () => {
    const { html, text } = renderMail(renderer, [paper({ title: 'Alone' })]);
    expect(headings(html)).toEqual(['Alone']);
    const addresses = elements(html, 'a').map(link => attribute(link, 'href') ?? '');
    expect(addresses.filter(address => !address.startsWith(PUBLIC_URL))).toEqual([]);
    expect(text).toContain('Alone\n');
    expect(html).not.toContain('undefined');
  });

  test('asks for more or less like it, by the reader’s token and its own number, where it is shown in full', () => {
    const { html, text } = renderMail(renderer, papers(8));
    for (const [label, kind] of [
      ['More like this', 'more'],
      ['Less like this', 'less'],
    ] as const) {
      const links = [1, 2, 3].map(id => `${PUBLIC_URL}/l/${TOKENS.learn}/${kind}/${id}`);
      const shown = elements(html, 'a').filter(link => textOf(link) === label);
      expect(shown.map(link => attribute(link, 'href'))).toEqual(links);
      expect(text.split('\n').filter(line => line.includes(label))).toEqual(links.map(link => `  ${label}: ${link}`));
    }
  });

  test.each<[Partial<RankedPaper>, string]>([
    [{ authorCount: 9 }, '9 authors'],
    [{ authorCount: 1 }, '1 author'],
    [{ authors: ['Ada', 'Ben', 'Cyd', 'Dee'] }, 'Ada, Ben, Cyd, Dee'],
    [{ authors: ['Ada'], authorCount: 15 }, 'Ada, … +14'],
    [{ signals: [{ kind: 'upvotes', count: 8 }] }, '8 upvotes'],
    [{ signals: [{ kind: 'text', likelihood: 0.4 }] }, 'no votes yet'],
    [{ version: 3 }, 'version 3'],
    [{ comments: 1 }, '1 comment'],
    [{ links: { code: 'https://example.org/c' } }, 'code'],
  ])('of %o says "%s"', (facts, line) => {
    const lines = elements(renderMail(renderer, [paper(facts)]).html, 'p').map(textOf);
    expect(lines).toContain(line);
  });
});

describe('a mail', () => {
  test('has the same titles in both parts, in the order of the selection', () => {
    const all = papers(12);
    const chosen = selection([...all].reverse().slice(0, 10));
    const mail = renderMail(renderer, all, chosen);
    const titles = chosen.papers.map(({ paperId }) => all[paperId - 1]!.title);
    expect(headings(mail.html).filter(title => title !== 'In brief')).toEqual(titles);
    const places = titles.map(title => flat(mail.text).indexOf(title));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('shows three papers in full and the rest in brief', () => {
    const { html } = renderMail(renderer, papers(5));
    expect(elements(html, 'h2').map(textOf).at(-1)).toBe('In brief');
    expect(elements(html, 'h3')).toHaveLength(2);
    expect(headings(renderMail(renderer, papers(3)).html)).not.toContain('In brief');
  });

  test('says how many of how many match, with the date, under the name', () => {
    const all = papers(10);
    const mail = renderMail(renderer, all, selection(all, { considered: 23, matched: 14 }));
    for (const line of ['Friday, 20 November 2026', '10 of the 14 that match, out of 23 new papers']) {
      expect(elements(mail.html, 'p').map(textOf)).toContain(line);
      expect(mail.text).toContain(line);
    }
    expect(elements(mail.html, 'h1').map(textOf)).toEqual(['Paperboy']);
  });

  test('counts a paper from outside the interests as none that matches', () => {
    const all = papers(3);
    const chosen = selection(all, { matched: 14 });
    chosen.papers[2] = { paperId: all[2]!.id, reasons: [{ kind: 'outside' }] };
    const { text } = renderMail(renderer, all, chosen);
    expect(text).toContain('2 of the 14 that match, out of 23 new papers');
    expect(text).toContain('From outside your topics');
  });

  test('made only of papers similar to what the reader liked says so, and that topics were chosen', () => {
    const all = papers(2);
    const reasons: Reason[] = [{ kind: 'liked', title: 'A Liked Paper', terms: ['hives'] }];
    const { text } = renderMail(renderer, all, selection(all, { reasons, considered: 19, matched: 0 }));
    expect(flat(text)).toContain('None of 19 new papers matches your topics; 2 are similar to what you liked');
    expect(flat(text)).toContain('You get this because you subscribed and chose your topics.');
    expect(text).not.toMatch(/picked|chosen no topics/);
  });

  test('counts a paper that is only similar to a liked one apart from what matches', () => {
    const all = papers(3);
    const chosen = selection(all, { matched: 2 });
    chosen.papers[2] = { paperId: all[2]!.id, reasons: [{ kind: 'liked', title: 'A Liked Paper', terms: ['hives'] }] };
    const { text } = renderMail(renderer, all, chosen);
    expect(flat(text)).toContain('2 of 23 new papers match your topics; 1 more is similar to what you liked');
    expect(flat(text)).toContain('and follow Robotics.');
  });

  test('calls nothing the most trending where the reader muted some papers or moved them by taste', () => {
    const all = papers(2);
    const trending: Reason[] = [{ kind: 'trending' }];
    for (const other of [{ matched: 22 }, { matched: 23, byTaste: true as const }]) {
      const { text } = renderMail(renderer, all, selection(all, { reasons: trending, ...other }));
      expect(text).toContain('2 of 23 new papers');
      expect(text).not.toContain('most trending');
    }
  });

  test('for a reader without interests is the top of the day', () => {
    const all = papers(2);
    const mail = renderMail(renderer, all, selection(all, { reasons: [{ kind: 'trending' }], matched: 23 }));
    expect(mail.text).toContain('The 2 most trending of 23 new papers');
    expect(mail.html).toContain('You have chosen no topics yet');
  });

  test('that shows only what nobody has voted for says so, and calls nothing trending', () => {
    const all = papers(2).map(paper => ({ ...paper, signals: [{ kind: 'text' as const, likelihood: 0.4 }] }));
    const mail = renderMail(
      renderer,
      all,
      selection(all, { reasons: [{ kind: 'picked' }], considered: 312, matched: 312 }),
    );
    for (const part of [mail.text, textOf(elements(mail.html, 'body')[0]!)]) {
      expect(flat(part)).toContain('2 picked from 312 new papers; no votes yet');
      expect(flat(part)).toContain('Picked for what it is about');
      expect(part).not.toMatch(/most trending|trending today/i);
    }
    const mixed = [all[0]!, { ...all[1]!, signals: [{ kind: 'upvotes' as const, count: 3 }] }];
    const trending = renderMail(
      renderer,
      mixed,
      selection(mixed, { reasons: [{ kind: 'trending' }], considered: 312, matched: 312 }),
    );
    expect(trending.text).toContain('The top 2 of 312 new papers; no votes yet for 1 of them');
    const voted = mixed.map(paper => ({ ...paper, signals: mixed[1]!.signals }));
    const chosen = selection(voted, { reasons: [{ kind: 'trending' }], considered: 312, matched: 312 });
    expect(renderMail(renderer, voted, chosen).text).toContain('The 2 most trending of 312 new papers');
  });

  test('says on each card that nobody has voted for so far, full or short, that it is so, whatever brought it', () => {
    const all = papers(5).map((paper, at) => {
      const signals: Signal[] = [at % 2 === 0 ? { kind: 'text', likelihood: 0.4 } : { kind: 'upvotes', count: 3 }];
      return { ...paper, signals, upvotes: [{ at: '2026-11-21T00:00:00Z', count: 17 }] };
    });
    const mail = renderMail(renderer, all, selection(all, { reasons: [topic('Robotics', 'grasping')] }));
    for (const part of [mail.text, textOf(elements(mail.html, 'body')[0]!)]) {
      expect(flat(part)).toContain('no votes yet for 3 of them');
      expect(flat(part).match(/no votes yet(?! for)/g)).toHaveLength(3);
      expect(flat(part).match(/3 upvotes/g)).toHaveLength(2);
      expect(part).not.toContain('17');
    }
  });

  test('carries each of the reader’s own links once in each part', () => {
    const mail = renderMail(renderer, papers(4));
    for (const part of [mail.html, mail.text]) {
      const own = [`/m/${TOKENS.manage}`, `/m/${TOKENS.manage}/pause`, `/u/${TOKENS.unsubscribe}`, `/v/${TOKENS.view}`];
      for (const path of own) {
        expect(part.match(new RegExp(`${PUBLIC_URL}${path}(?![\\w/])`, 'g'))).toHaveLength(1);
      }
    }
  });

  test.each<[string, Partial<RankedPaper>, string, string]>([
    [
      'arXiv',
      { arxivId: '2503.13939' },
      'Thank you to arXiv for use of its open access interoperability.',
      'https://arxiv.org/',
    ],
    [
      'Daily Papers',
      { upvotes: [{ at: '2026-11-20T00:00:00Z', count: 0 }] },
      'Trending data from Hugging Face Daily Papers.',
      'https://huggingface.co/papers',
    ],
  ])('credits %s, with a link, only where a paper came from there', (_, facts, sentence, href) => {
    const mail = renderMail(renderer, [paper(facts)]);
    const credits = elements(mail.html, 'a').filter(link => textOf(link) === sentence);
    expect(credits.map(link => attribute(link, 'href'))).toEqual([href]);
    expect(mail.text).toContain(`${sentence}\n${href}\n`);
    const { html, text } = renderMail(renderer, [paper()]);
    expect(html + text).not.toContain(sentence);
  });

  test('says when the day is quiet because of a holiday', () => {
    const sentence = 'A quiet day: arXiv announced nothing new (Thanksgiving).';
    const mails = renderer.forBatch({ ...batch([sample]), quiet: 'Thanksgiving' });
    const mail = fillSlots(mails.render(selection([sample])), TOKENS);
    expect(elements(mail.html, 'p').map(textOf)).toContain(sentence);
    expect(mail.text.split('\n')).toContain(sentence);
    const { html, text } = renderMail(renderer, [sample]);
    expect(html + text).not.toContain('quiet');
  });

  test('has name and date as title, one h1, a main landmark, its language, no pictures and no web fonts', () => {
    const { html } = renderMail(renderer, papers(4));
    expect(elements(html, 'title').map(textOf)).toEqual(['Paperboy · Friday, 20 November 2026']);
    expect(elements(html, 'h1')).toHaveLength(1);
    expect(elements(html, 'div').filter(div => attribute(div, 'role') === 'main')).toHaveLength(1);
    expect(attribute(elements(html, 'html')[0]!, 'lang')).toBe('en');
    expect(elements(html, 'img', 'link', 'script')).toEqual([]);
    for (const table of elements(html, 'table')) expect(attribute(table, 'role')).toBe('presentation');
  });

  test('leaves no template and no hole behind', () => {
    const { html, text, subject } = renderMail(renderer, papers(8));
    expect(`${html}${text}${subject}`).not.toMatch(/\{\{|\}\}(?=\w)|undefined|\[object|fragment:|\u0001/);
  });

  test('is small: 30 KB with 10 papers, 90 KB with 25', () => {
    expect(Buffer.byteLength(renderMail(renderer, papers(10)).html)).toBeLessThanOrEqual(30_000);
    expect(Buffer.byteLength(renderMail(renderer, papers(25)).html)).toBeLessThanOrEqual(90_000);
  });

  test('has text lines of at most 78 columns but for addresses', () => {
    const lines = renderMail(renderer, papers(10)).text.split('\n');
    for (const line of lines) if (!line.includes('://')) expect(line.length).toBeLessThanOrEqual(78);
    for (const line of lines) expect(line).not.toMatch(/\s$/);
  });

  test('without papers still says so', () => {
    const mail = renderMail(renderer, papers(3), selection([], { matched: 0 }));
    expect(mail.subject).toBe('Paperboy: Friday, 20 November 2026');
    expect(mail.text).toContain('None of 23 new papers matches your topics');
  });
});

describe('fragments', () => {
  test('are the same object for two readers who see one paper for the same reasons', () => {
    const all = papers(4);
    const rendered = renderer.forBatch(batch(all));
    const first = new Set(rendered.render(selection(all)).html);
    const second = rendered.render(selection(all.slice(0, 2))).html;
    expect(second.filter(fragment => first.has(fragment) && fragment.text.includes('<h2')).length).toBe(2);
    const styles = second.find(({ text }) => text.includes('prefers-color-scheme'))!;
    expect(first.has(styles)).toBe(true);
  });

  test('differ where the reasons do', () => {
    const [one] = papers(1);
    const rendered = renderer.forBatch(batch([one!]));
    const html = (words: string) =>
      rendered
        .render(selection([one!], { reasons: [topic('Robotics', words)] }))
        .html.map(({ text }) => text)
        .join('');
    expect(html('grasping')).toContain('“grasping”');
    expect(html('arms')).toContain('“arms”');
    expect(html('grasping')).toBe(html('grasping'));
  });

  test('end at a line end and have no line above 900 octets', () => {
    const { html, text } = renderer.forBatch(batch(papers(25))).render(selection(papers(25)));
    for (const fragment of [...html, ...text]) {
      expect(fragment.text.endsWith('\n')).toBe(true);
      for (const line of fragment.text.split('\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(900);
    }
  });

  test('hold nothing of the reader: other tokens leave all else as it was', () => {
    const all = papers(4);
    const { html, text } = renderMail(renderer, all);
    expect(`${html}${text}`.replaceAll(TOKENS.manage, '').replaceAll(TOKENS.view, '')).not.toMatch(/M{20}|V{20}/);
  });
});

test('a paper that is not in the batch is an error that names it', () => {
  expect(() => renderer.forBatch(batch([])).render(selection([paper({ id: 99 })]))).toThrow(
    /paper 99 is not in batch 7/,
  );
});

describe('a layout', () => {
  test('compact has a title for each paper, why it is there, and no excerpt', () => {
    const all = papers(5);
    const { html, text } = renderMail(renderer, all, selection(all, { layout: 'compact' }));
    for (const { title } of all) {
      expect(words(html)).toContain(title);
      expect(flat(text)).toContain(title);
    }
    for (const part of [words(html), flat(text)]) {
      expect(part).toContain('Robotics');
      expect(part).not.toContain('We plan with tools');
      expect(part).not.toContain('In brief');
    }
  });

  test('text has no HTML, and the same text as full', () => {
    const all = papers(5);
    const mail = renderMail(renderer, all, selection(all, { layout: 'text' }));
    expect(mail.html).toBe('');
    expect(mail.text).toBe(renderMail(renderer, all).text);
  });
});

describe('a mail that grows', () => {
  const octets = (html: string) => Buffer.byteLength(html);
  const lengthy = (count: number) =>
    papers(count).map(paper => ({ ...paper, title: `${paper.title} ${'и ещё длиннее '.repeat(15)}` }));

  test('has room for 25 papers in full', async () => {
    const { html } = renderMail(await bundledRenderer(25), papers(25));
    expect(elements(html, 'h3')).toEqual([]);
    expect(octets(html)).toBeLessThanOrEqual(90_000);
  });

  test('shortens the last papers before it is cut off by mail programs', async () => {
    const all = lengthy(60);
    const { html } = renderMail(await bundledRenderer(60), all);
    expect(octets(html)).toBeLessThanOrEqual(100_000);
    const page = words(html);
    for (const { id } of all) expect(page).toContain(`Method ${id}:`);
    expect(page).toContain('In brief');
  });

  test('leaves the last papers out where even titles are too many, and says so', async () => {
    const all = lengthy(300);
    const { html, text, subject } = renderMail(await bundledRenderer(300), all, selection(all, { considered: 400 }));
    expect(octets(html)).toBeLessThanOrEqual(100_000);
    const page = words(html);
    const shown = all.filter(({ id }) => page.includes(`Method ${id}:`)).length;
    expect(shown).toBeGreaterThan(20);
    expect(shown).toBeLessThan(300);
    expect(page).toContain(`${shown} of the 300 that match`);
    expect(flat(text)).toContain(`${shown} of the 300 that match`);
    expect(subject).toContain(`${shown - 2} more`);
    // What is left out counts as sent, so it must be a click away.
    for (const part of [page, text]) expect(part).toContain('See all 300');
  });

  test('names no paper in the subject that it does not show, and ends where its frame alone is too long', async () => {
    const { settings } = renderer;
    const withoutRoom = await createRenderer({ ...settings, postalAddress: 'A long way from here, '.repeat(4400) });
    const mail = renderMail(withoutRoom, papers(2));
    expect(words(mail.html)).toContain('Method 1:');
    expect(words(mail.html)).not.toContain('Method 2:');
    expect(mail.subject).toMatch(/^Method 1:/);
    expect(mail.subject).not.toContain('Method 2');
  });
});

function words(html: string): string {
  return textOf(elements(html, 'body')[0]!);
}
