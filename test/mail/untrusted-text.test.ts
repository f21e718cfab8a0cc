// Whatever strangers write, every part of a mail keeps its shape: 10,000 nasty strings in every place that holds text.
import { beforeAll, expect, test } from 'vitest';
import { composeMime } from '../../src/deliver/compose-mime.ts';
import { newsletterMessage } from '../../src/deliver/newsletter-message.ts';
import type { FollowUp, RankedPaper, Reason, Selection } from '../../src/domain/issue.ts';
import { fillSlots, type Mail } from '../../src/domain/mail.ts';
import { loadTemplates } from '../../src/render/load-templates.ts';
import { createRenderer, type Renderer } from '../../src/render/renderer.ts';
import { PAPERBOY_THEME } from '../../src/render/theme.ts';
import { attribute, elements, elementTree, textOf } from '../render/element-tree.ts';
import { batch, PUBLIC_URL, paper, renderMail, TEMPLATES, TOKENS, topic } from '../render/sample.ts';
import { nastyTexts, SNIPPETS } from './nasty.ts';

const TEXTS = nastyTexts(10_000);
/** So many go into one mail. */
const AT_ONCE = 500;
const PAPERS = 20;

let renderer: Renderer;
const rendererNamed = async (name: string): Promise<Renderer> =>
  createRenderer({
    templates: await loadTemplates(TEMPLATES),
    theme: { ...PAPERBOY_THEME, name },
    publicUrl: PUBLIC_URL,
    postalAddress: '1 Example Street',
  });
beforeAll(async () => {
  renderer = await rendererNamed('Paperboy');
});

/** A mail with the texts one after another in all places, between plain words so that none is empty and no two are equal. */
function mailOf(texts: readonly string[], by: Renderer = renderer): Mail {
  let used = 0;
  const next = (): string => `A${used} ${texts[used++ % texts.length]} z`;
  const reasons = (): Reason[] => [
    topic(next(), next(), next()),
    { kind: 'keyword', keyword: next(), evidence: [{ phrase: next(), field: 'abstract', count: 1, start: 0, end: 1 }] },
    { kind: 'author', author: next() },
    { kind: 'lab', lab: next(), organization: next() },
    { kind: 'category', category: next() },
    { kind: 'liked', title: next(), terms: [next(), next()] },
  ];
  const kept = { signals: [{ kind: 'upvotes' as const, count: 3 }], arxivId: '2601.00001' };
  const papers: RankedPaper[] = Array.from({ length: PAPERS }, (_, index) =>
    paper({
      ...kept,
      id: index + 1,
      title: next(),
      ...(index % 2 === 0 ? { abstract: `${next()}. ${next()}` } : { tldr: next() }),
      authors: [next(), next(), next(), next(), next()],
      organization: next(),
      categories: [next(), next()],
    }),
  );
  const news: FollowUp['news'][] = [{ kind: 'code' }, { kind: 'version', version: 2 }, { kind: 'published' }];
  const chosen: Selection = {
    papers: papers.map(({ id }) => ({ paperId: id, reasons: id % 7 === 0 ? reasons().slice(-1) : reasons() })),
    considered: 40,
    matched: 30,
    followUps: news.map((what, index) => ({ paperId: index + 1, sentOn: '2026-11-12', news: what })),
    justMissed: [
      { paperId: 4, miss: { kind: 'muted', word: next() } },
      { paperId: 5, miss: { kind: 'part', keyword: next(), missing: next() } },
      { paperId: 6, miss: { kind: 'topic', topic: 'x', name: next() } },
    ],
  };
  return fillSlots(by.forBatch({ ...batch(papers), quiet: 'Thanksgiving Day' }).render(chosen), TOKENS);
}

/** The first thing wrong with a mail, or nothing. */
function faultOf({ subject, html, text }: Mail, tree: string): string | undefined {
  if (elementTree(html) !== tree) return 'another element tree';
  if (/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.test(subject)) return `the subject ${JSON.stringify(subject)}`;
  for (const line of `${html}\n${text}`.split('\n')) {
    if (Buffer.byteLength(line) > 900) return `a line of ${Buffer.byteLength(line)} octets`;
    const forbidden = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.exec(line);
    if (forbidden) return `U+${forbidden[0].codePointAt(0)!.toString(16)} in ${line}`;
  }
  return undefined;
}

test('10,000 nasty strings keep the element tree, the subject on its line, and every line short and clean', () => {
  const tree = elementTree(mailOf(['plain']).html);
  for (let from = 0; from < TEXTS.length; from += AT_ONCE) {
    const texts = TEXTS.slice(from, from + AT_ONCE);
    if (faultOf(mailOf(texts), tree) === undefined) continue;
    const culprits = texts.map(text => ({ text, fault: faultOf(mailOf([text]), tree) })).filter(({ fault }) => fault);
    expect(culprits.slice(0, 3)).toEqual([]);
    expect.unreachable(`only together do texts ${from} to ${from + AT_ONCE} break a mail`);
  }
});

test('the same strings as the names of people and list, and as the subject, keep the names of the headers', () => {
  const headersWith = (text: string): string[] => {
    const line = { text: 'x\n', slots: [] };
    const mime = composeMime(
      newsletterMessage({
        from: { name: text, address: 'paperboy@lab.example' },
        to: { name: text, address: 'ada@lab.example' },
        mail: { subject: text, html: [line], text: [line] },
        tokens: TOKENS,
        publicId: 'delivery00000001',
        issueDate: '2026-11-20',
        listHost: 'papers.lab.example',
        unsubscribeUrl: 'https://papers.lab.example/u/TOKEN',
        helpUrl: 'https://papers.lab.example/m/TOKEN',
        date: new Date('2026-11-20T06:00:00Z'),
      }),
    ).toString('latin1');
    const lines = mime.slice(0, mime.indexOf('\r\n\r\n')).split('\r\n');
    const untidy = lines.find(
      found => found.length > 998 || /[^\x20-\x7e\t]/.test(found) || !/^(?:[\w-]+:(?: |$)|[ \t]+\S)/.test(found),
    );
    return untidy === undefined ? lines.flatMap(found => /^[\w-]+(?=:)/.exec(found) ?? []) : [`in vain: ${untidy}`];
  };
  const names = headersWith('plain');
  expect(names).toContain('List-Unsubscribe-Post');
  const changed = TEXTS.slice(0, 2000).find(text => headersWith(text).join() !== names.join());
  expect(changed && { changed, names: headersWith(changed) }).toBeUndefined();
});

test('as addresses they lead nowhere: every link is one of http and holds nothing that could end it', () => {
  const papers = TEXTS.slice(0, 400).map((text, index) =>
    paper({
      id: index + 1,
      links: {
        abs: text,
        pdf: `javascript:${text}`,
        code: `https://${text}`,
        project: `https://example.org/${text}`,
        discussion: `data:text/html,${text}`,
      },
      doi: text,
    }),
  );
  for (let from = 0; from < papers.length; from += 20) {
    const some = papers.slice(from, from + 20);
    const selection = { papers: some.map(({ id }) => ({ paperId: id, reasons: [] })), considered: 20, matched: 20 };
    const mail = fillSlots(renderer.forBatch(batch(some)).render(selection), TOKENS);
    for (const link of elements(mail.html, 'a'))
      expect(attribute(link, 'href')).toMatch(/^(https?:\/\/[^"<>\s\p{Cc}]+|#)$/u);
    for (const line of mail.text.split('\n')) expect(line).not.toMatch(/^\s*[\w ]+: (?:javascript|data):/i);
  }
});

test.each(['https://a"b', 'https://x@y.example/', 'https://x y'])('the address %s is not linked', address => {
  const links = { abs: address, pdf: address, code: address, project: address, discussion: address };
  const hrefs = elements(renderMail(renderer, [paper({ links })]).html, 'a').map(link => attribute(link, 'href'));
  expect(hrefs).not.toContain(address);
  for (const href of hrefs) expect(href).toMatch(/^https:\/\/[^"@ ]+$/);
});

test.each([TEXTS.slice(0, 22).join(' '), TEXTS.slice(22, 45).join(' ')])(
  'the name in the masthead may be %j',
  async name => {
    const named = mailOf(['plain'], await rendererNamed(name));
    expect(faultOf(named, elementTree(mailOf(['plain']).html))).toBeUndefined();
  },
);

/** What every part must show as it was written; the rest is cleaned away or cut. */
const SHOWN = SNIPPETS.filter(
  text => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\ufeff]|x{200}/u.test(text) && text.length < 90,
);

test.each(SHOWN)('shows %s literally in both parts', text => {
  const word = `A ${text} z`;
  const papers = [1, 2, 3, 4].map(id => paper({ id, title: word }));
  const { html, text: plain } = renderMail(renderer, papers);
  expect(
    elements(html, 'h2', 'h3')
      .map(textOf)
      .filter(title => title === word),
  ).toHaveLength(4);
  expect(plain.split(word)).toHaveLength(5);
});

test('a paper cannot forge a reader’s own links', () => {
  const count = (papers: RankedPaper[]): number =>
    renderMail(renderer, papers).html.match(/U{20,}|M{20,}|V{20,}|L{20,}/g)!.length;
  expect(count([paper({ title: 'A \u0001u and \u0001m', abstract: '\u0001v \u0001l' })])).toBe(count([paper()]));
});
