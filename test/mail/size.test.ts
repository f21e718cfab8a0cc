// Gmail shows no more than 102 KB of a mail's HTML: a long day must fit, and no paper may make a mail that does not.
import { beforeAll, describe, expect, test } from 'vitest';
import type { RankedPaper, Selection } from '../../src/domain/issue.ts';
import type { Renderer } from '../../src/render/renderer.ts';
import { elements, textOf } from '../render/element-tree.ts';
import { paper, renderMail, selection, topic } from '../render/sample.ts';
import { PAPERS } from './papers.ts';
import { mailRenderer } from './readers.ts';

const octets = (html: string): number => Buffer.byteLength(html);
const REASONS = [
  topic('Reinforcement learning', 'reinforcement learning', 'regret', 'critic'),
  topic('Robotics', 'cloth'),
];

let usual: Renderer;
let allFull: Renderer;
beforeAll(async () => {
  [usual, allFull] = await Promise.all([mailRenderer(), mailRenderer({ fullCards: 50 })]);
});

const chosen = (papers: readonly RankedPaper[], facts: Partial<Selection> = {}) =>
  selection(papers, { reasons: REASONS, considered: 131, ...facts });

test('25 papers with full cards take at most 90 KB of HTML, and none is shortened', () => {
  const { html } = renderMail(allFull, [...PAPERS], chosen(PAPERS));
  expect(octets(html)).toBeLessThanOrEqual(90_000);
  expect(elements(html, 'h3')).toHaveLength(0);
});

test('10 papers take at most 30 KB of HTML', () => {
  const ten = PAPERS.slice(0, 10);
  expect(octets(renderMail(usual, ten, chosen(ten)).html)).toBeLessThanOrEqual(30_000);
});

describe('never over 100 KB, and every mail still has its first paper, its reader’s own links and its end', () => {
  const word = (letter: string, length: number): string => `${letter.repeat(7)} `.repeat(length / 8);
  const huge = (letter: string): RankedPaper[] =>
    Array.from({ length: 50 }, (_, index) =>
      paper({
        id: index + 1,
        title: `${index + 1} ${word(letter, 800)}`,
        abstract: word(letter, 1600),
        authors: Array(20).fill(word(letter, 160)),
        organization: word(letter, 400),
        categories: Array(9).fill(word(letter, 160)),
        links: Object.fromEntries(
          ['abs', 'pdf', 'code', 'project', 'discussion'].map(kind => [
            kind,
            `https://example.org/${'a'.repeat(1500)}`,
          ]),
        ),
      }),
    );
  const reasons = (letter: string) =>
    Array(5).fill(topic(word(letter, 160), word(letter, 160), word(letter, 160), word(letter, 160)));
  const papers: Record<string, RankedPaper[]> = {
    'letters of one octet': huge('x'),
    'letters of four octets': huge('𝔘'),
    'signs that are escaped': huge('"'),
    'letters of three octets': huge('書'),
  };

  test.each(Object.entries(papers))('%s', (_, long) => {
    const letter = [...long[0]!.title][3]!;
    const facts = {
      reasons: reasons(letter),
      followUps: [1, 2, 3].map(paperId => ({ paperId, sentOn: '2026-11-12', news: { kind: 'code' as const } })),
      justMissed: [4, 5, 6].map(paperId => ({ paperId, miss: { kind: 'muted' as const, word: word(letter, 400) } })),
    };
    for (const layout of ['full', 'compact'] as const) {
      const { html } = renderMail(allFull, long, chosen(long, { ...facts, layout }));
      expect(octets(html)).toBeLessThanOrEqual(100_000);
      expect(
        elements(html, 'h2', 'h3')
          .map(textOf)
          .some(title => title.startsWith('1 ')),
      ).toBe(true);
      for (const own of ['U', 'M', 'V']) expect(html).toContain(own.repeat(20));
      expect(html.trimEnd().endsWith('</html>')).toBe(true);
    }
  });
});
