import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockingKeys } from '../../src/dedupe/blocking-keys.ts';
import { POINTS_NEEDED } from '../../src/dedupe/compare.ts';
import { decide } from '../../src/dedupe/decide.ts';
import type { PaperFacts } from '../../src/domain/paper.ts';
import { anyFacts } from './facts.ts';

const TITLE = 'Attention Is All You Need';
const LONG = 'A Survey on Large Language Models for Counting Bees';

function same(a: Partial<PaperFacts>, b: Partial<PaperFacts>) {
  const decision = decide({ title: TITLE, ...a }, { title: TITLE, ...b });
  expect(decision.because).not.toBe('');
  return decision.same;
}

describe('an identity decides, whatever the titles say', () => {
  test.each<[string, Partial<PaperFacts>, Partial<PaperFacts>, boolean]>([
    ['the same arXiv id', { arxivId: '1706.03762' }, { arxivId: '1706.03762', title: 'Transformers' }, true],
    ['another arXiv id', { arxivId: '1706.03762' }, { arxivId: '1706.03763' }, false],
    [
      'the same arXiv id under two DOIs',
      { arxivId: '1706.03762', doi: '10.1/a' },
      { arxivId: '1706.03762', doi: '10.1/b' },
      true,
    ],
    [
      'the same DOI in another case',
      { doi: '10.1109/CVPR.2016.90' },
      { doi: '10.1109/cvpr.2016.90', title: 'ResNet' },
      true,
    ],
    ['another DOI', { doi: '10.1109/cvpr.2016.90' }, { doi: '10.1109/cvpr.2016.91' }, false],
    ['a DOI that it had before', { doi: '10.1/a', otherDois: ['10.2/b'] }, { doi: '10.2/b', title: 'X' }, true],
    ['other DOIs throughout', { doi: '10.1/a', otherDois: ['10.2/b'] }, { doi: '10.3/c' }, false],
    [
      'the same DOI under two arXiv ids',
      { arxivId: '1706.03762', doi: '10.1/a' },
      { arxivId: '1706.03763', doi: '10.1/a' },
      false,
    ],
    ['the DOI that arXiv gave', { arxivId: '1706.03762' }, { doi: '10.48550/arXiv.1706.03762', title: 'X' }, true],
    ['a DOI that arXiv gave to another', { arxivId: '1706.03762' }, { doi: '10.48550/arXiv.1706.03763' }, false],
    ['a DOI of arXiv and one of a journal', { doi: '10.48550/arXiv.1706.03762' }, { doi: '10.1/a' }, true],
  ])('%s', (_, a, b, expected) => {
    expect(same(a, b)).toBe(expected);
  });
});

describe('a title decides where nothing contradicts', () => {
  test.each<[string, Partial<PaperFacts>, Partial<PaperFacts>, boolean]>([
    ['the same title', {}, {}, true],
    ['the same title in another typing', {}, { title: '“ATTENTION is all — you need!”' }, true],
    [
      'the same title with ligatures',
      { title: 'Eﬃcient Fine‑Tuning of Models' },
      { title: 'Efficient fine-tuning of models' },
      true,
    ],
    ['another title', {}, { title: 'Attention Is Not All You Need' }, false],
    ['an arXiv id on one side, a DOI on the other', { arxivId: '1706.03762' }, { doi: '10.1/a' }, true],
    ['an author in common', { authors: ['Ashish Vaswani', 'Noam Shazeer'] }, { authors: ['N. Shazeer'] }, true],
    ['a name turned round', { authors: ['Vaswani, Ashish'] }, { authors: ['Ashish Vaswani'] }, true],
    ['a name with an accent', { authors: ['Jürgen Schmidhuber'] }, { authors: ['Jurgen Schmidhuber'] }, true],
    ['a middle initial', { authors: ['Geoffrey E. Hinton'] }, { authors: ['Geoffrey Hinton'] }, true],
    ['nobody in common', { authors: ['Ashish Vaswani'] }, { authors: ['Kaiming He'] }, false],
    ['only a first name in common', { authors: ['Wei Zhang'] }, { authors: ['Wei Li'] }, false],
    ['only a family name in common', { authors: ['Li Fei'] }, { authors: ['Wei Li'] }, false],
    ['authors on one side only', { authors: ['Ashish Vaswani'] }, {}, true],
    ['three years between them', { year: 2017 }, { year: 2020 }, true],
    ['four years between them', { year: 2017 }, { publishedAt: '2021-01-01T00:00:00Z' }, false],
    ['a year within those it has had', { year: 2013, lastYear: 2016 }, { year: 2018 }, true],
    [
      'nobody in common, in a long title',
      { title: LONG, authors: ['Ada Lovelace'] },
      { title: LONG, authors: ['Kaiming He'] },
      false,
    ],
    ['a team and its members', { title: LONG, authors: ['Hive Team'] }, { title: LONG, authors: ['Kaiming He'] }, true],
  ])('%s', (_, a, b, expected) => {
    expect(same(a, b)).toBe(expected);
  });
});

describe('a title that is short', () => {
  const sam = { title: 'Segment Anything' };
  const adam = { title: 'Adam' };
  const people = { authors: ['Diederik P. Kingma', 'Jimmy Ba'] };

  test('names no single work by itself', () => {
    expect(same(adam, { ...adam, ...people })).toBe(false);
    expect(same({ ...sam, authors: ['Wei Zhang'] }, { ...sam, authors: ['Wei Li'] })).toBe(false);
  });

  test('does so with an author in common', () => {
    expect(same({ ...adam, ...people }, { ...adam, authors: ['Kingma, D.'] })).toBe(true);
  });

  test('does so with two words, where one record shows titles alone', () => {
    expect(same(sam, { ...sam, authors: ['Alexander Kirillov'], arxivId: '2304.02643' })).toBe(true);
  });

  test('does not where a longer title begins with it', () => {
    expect(same({ title: 'Modular Glaciers' }, { title: 'Modular Glaciers: Counting Bees with Sparse Models' })).toBe(
      false,
    );
  });

  test('does not where both have abstracts that differ', () => {
    expect(same({ ...sam, abstract: 'Masks for everything.' }, { ...sam, abstract: 'Something else.' })).toBe(false);
  });

  test('is long enough in Chinese', () => {
    const title = '基于深度学习的稀疏蜂巢图像识别方法研究';
    expect(same({ title, year: 2024 }, { title: `${title}。`, authors: ['王伟'], year: 2024 })).toBe(true);
    expect(same({ title }, { title: title.replace('图像', '视频') })).toBe(false);
  });
});

describe('a record that is read again is the same paper', () => {
  test.each<[string, PaperFacts, PaperFacts]>([
    ['with a short title', { title: 'Adam' }, { title: 'ADAM', upvotes: [{ at: '2025-09-16T08:00:00Z', count: 3 }] }],
    ['with a title that many works have', { title: 'Editorial' }, { title: 'Editorial.' }],
    [
      'that names nobody, and a day later',
      { title: 'Mamba-3', listedAt: '2026-11-01', position: 3 },
      { title: 'Mamba-3', listedAt: '2026-11-02', position: 9 },
    ],
    [
      'whose date moves',
      { title: 'Gato', authorCount: 25, publishedAt: '2026-11-01T00:00:00Z' },
      { title: 'Gato', authorCount: 26, publishedAt: '2026-11-02T00:00:00Z' },
    ],
    [
      'with the same page',
      { title: 'Editorial', links: { abs: 'https://www.hives.org/2024/3/?utm_source=feed' } },
      { title: 'Editorial', links: { abs: 'http://hives.org/2024/3/' }, abstract: 'On this volume.' },
    ],
  ])('%s', (_, a, b) => {
    expect(decide(a, b).same).toBe(true);
    expect(decide(b, a).same).toBe(true);
  });

  test.each<[string, Partial<PaperFacts>, Partial<PaperFacts>]>([
    ['on another page', { links: { abs: 'https://hives.org/3' } }, { links: { abs: 'https://hives.org/4' } }],
    [
      'whose only page is the front page',
      { links: { abs: 'https://hives.org/' } },
      { links: { abs: 'https://hives.org' }, venue: 'Hives 3' },
    ],
    [
      'under another mark of one page',
      { links: { abs: 'https://hives.org/3#a' } },
      { links: { abs: 'https://hives.org/3#b' } },
    ],
    ['of another day', { listedAt: '2025-09-16' }, { listedAt: '2025-10-16' }],
    ['of another journal', { venue: 'Hives' }, { venue: 'Combs' }],
  ])('but not an editorial %s', (_, a, b) => {
    expect(decide({ title: 'Editorial', ...a }, { title: 'Editorial', ...b }).same).toBe(false);
  });

  test('but not a page that keeps its title and tells of something else', () => {
    const page = { title: 'News', links: { abs: 'https://hives.org/news' } };
    const bees =
      'Bees are counted with graph models in sparse hives, and the counts agree with those of beekeepers in nine valleys.';
    const whales =
      'Recordings of four winters show how tides shape the songs that whales sing when the sea is at its highest at night.';
    expect(decide({ ...page, abstract: bees }, { ...page, abstract: whales }).same).toBe(false);
    expect(decide({ ...page, abstract: bees }, page).same).toBe(true);
  });

  test('but not a short title of another decade', () => {
    const adam = (year: number) => ({ title: 'Adam', publishedAt: `${year}-05-01T00:00:00Z` });
    expect(decide(adam(2015), adam(2026)).same).toBe(false);
  });

  test('whatever it says', () => {
    fc.assert(
      fc.property(anyFacts, facts => {
        expect(decide(facts, { ...facts }).same).toBe(true);
      }),
    );
  });
});

test('a title without letters and digits says nothing', () => {
  expect(decide({ title: '???' }, { title: '???' }).same).toBe(false);
  expect(blockingKeys({ title: '???' })).toEqual([]);
});

test('the order of the two does not matter', () => {
  fc.assert(
    fc.property(anyFacts, anyFacts, (a, b) => {
      const [there, back] = [decide(a, b), decide(b, a)];
      expect(there.same).toBe(back.same);
      expect(Number.isFinite(there.score) ? there.score.toFixed(9) : there.score).toBe(
        Number.isFinite(back.score) ? back.score.toFixed(9) : back.score,
      );
    }),
  );
});

describe('what is nearly the same', () => {
  const paper: PaperFacts = {
    title: 'Sparse Hives: Counting Bees with Graph Models',
    authors: ['Ada Lovelace', 'Mary Shelley', 'Jürgen Schmidt'],
    year: 2024,
    abstract:
      'Bees are hard to count because they move. We model a hive as a sparse graph whose nodes are combs, show that the count of bees on every comb can be bounded from few pictures, and test this on nine hives over one summer.',
  };
  const abstract =
    'We ask how tides shape the songs of whales. Recordings of four winters are aligned with the height of the sea, and a model of both predicts the next song better than either one alone could have done.';

  test.each<[string, Partial<PaperFacts>, boolean]>([
    ['a slip in the title', { title: 'Sparse Hives: Couting Bees with Graph Models' }, true],
    ['a lost space', { title: 'SparseHives: Counting Bees withGraph Models' }, true],
    ['leftovers of TeX', { title: 'Sparse \\textbf{Hives}: Counting Bees with Graph Models$^*$' }, true],
    ['a subtitle cut', { title: 'Sparse Hives', authors: ['A. Lovelace', 'M. Shelley'] }, true],
    ['initials and names turned round', { authors: ['Lovelace, A.', 'Shelley, M.', 'Schmidt, J.'] }, true],
    [
      'a list of authors that was cut',
      { authors: ['A. Lovelace', 'et al.'], title: 'Sparse hives: counting bees' },
      true,
    ],
    ['a year between preprint and publication', { title: 'Sparse hives: counting bees with graphs', year: 2025 }, true],
    ['a new title over the same abstract', { title: 'Bounding the Bees of a Comb' }, true],
    [
      'authors, venue and year in the title',
      {
        title: 'sparse hives : counting bees with graph models ada lovelace , mary shelley , jurgen schmidt vldb 2024',
        authors: undefined,
        year: undefined,
        abstract: undefined,
      },
      true,
    ],
    ['another paper of the same people', { title: 'Whales and Tides', abstract }, false],
    [
      'a like title over another abstract',
      { title: 'Sparse Hives: Counting Wasps with Graph Models', abstract },
      false,
    ],
    [
      'a like title of other people',
      { title: 'Counting Bees with Graphs', authors: ['Emil Post'], abstract: undefined },
      false,
    ],
  ])('%s', (_, changes, expected) => {
    expect(decide(paper, { ...paper, ...changes }).same).toBe(expected);
    expect(decide({ ...paper, ...changes }, paper).same).toBe(expected);
  });

  test('a preprint that waited years for its journal', () => {
    const preprint = { ...paper, abstract: undefined, year: 2019, arxivId: '1901.00001' };
    const article = {
      ...paper,
      year: undefined,
      publishedAt: '2023-05-01T00:00:00Z',
      venue: 'Journal of Hives',
      doi: '10.1/x',
    };
    expect(decide(preprint, article).same).toBe(true);
    expect(decide(preprint, { ...article, publishedAt: '2029-05-01T00:00:00Z' }).same).toBe(false);
  });

  test('years are named where they decide', () => {
    const article = { title: paper.title, venue: 'Journal of Hives', year: 2019 };
    expect(decide(article, { ...article, year: 2024 }).because).toBe('same title, but 5 years apart (2019 and 2024)');
  });

  test('two publications of different years are two works', () => {
    const talk: PaperFacts = { title: TITLE, authors: ['Ada Lovelace'], venue: 'Conference on Hives', year: 2019 };
    const article = { ...talk, venue: 'Journal of Hives', year: 2021 };
    expect(decide(talk, article).same).toBe(false);
    expect(decide({ ...talk, arxivId: '1906.01234', venue: 'arXiv' }, article).same).toBe(true);
  });

  test('a title that the work had before counts like the one it has', () => {
    const renamed: PaperFacts = {
      title: 'Whales and Their Tides over Four Winters',
      otherTitles: ['sparse hives counting bees'],
    };
    expect(decide(renamed, { title: 'Sparse Hives: Counting Bees' }).same).toBe(true);
  });

  test('every part of the score is named, and they add up', () => {
    const { score, parts } = decide(paper, { ...paper, title: 'Sparse Hives: Couting Bees' });
    expect(parts.every(({ name }) => name !== '')).toBe(true);
    expect(parts.reduce((sum, { value, weight }) => sum + value * weight, -POINTS_NEEDED)).toBeCloseTo(score, 9);
  });
});

describe('another work of the same people', () => {
  const authors = ['Ada Lovelace', 'Mary Shelley', 'Emil Post'];
  const abstract =
    'Bees are hard to count because they move. We model a hive as a sparse graph whose nodes are combs, show that the count of bees on every comb can be bounded from few pictures, and test this on nine hives over one summer.';

  /** What the same abstract does not outweigh. */
  const FINAL: [string, string][] = [
    ['Overview of the TREC 2022 Deep Learning Track', 'Overview of the TREC 2023 Deep Learning Track'],
    ['Our System at SemEval-2023 Task 6: Counting Bees', 'Our System at SemEval-2024 Task 6: Counting Bees'],
    ['On the Geometry of Sparse Hives I', 'On the Geometry of Sparse Hives II'],
    ['On the Geometry of Sparse Hives', 'On the Geometry of Sparse Hives II'],
    ['Sparse Hives, I: Counting Bees', 'Sparse Hives, II: Bounding Combs'],
    ['Sparse Hives: Part One', 'Sparse Hives: Part Two'],
    ['蜂群智能算法研究（一）', '蜂群智能算法研究（二）'],
    ['蜂群智能算法研究 第一部分', '蜂群智能算法研究 第二部分'],
    ['蜂群智能算法研究（上）', '蜂群智能算法研究（下）'],
    ['Sparse Hives of Graph Models, Part A', 'Sparse Hives of Graph Models, Part B'],
    ['Foundations of Beekeeping', 'Foundations of Beekeeping: Volume 2'],
    ['Hive2 Technical Report of the Bees', 'Hive3 Technical Report of the Bees'],
    ['Hive 2.5: Technical Report of the Bees', 'Hive 2: Technical Report of the Bees'],
    ['HiveNet Technical Report of the Bees', 'HiveNet-2 Technical Report of the Bees'],
    ['WebHive: Counting Bees at Scale', 'WebHive-V2: Counting Bees at Scale'],
    ['HiveNet: Counting Bees at Scale', 'HiveNet++: Counting Bees at Scale'],
    ['Hive-10K: A Dataset of Bees on Combs', 'Hive-100K: A Dataset of Bees on Combs'],
    ['Hive-LM 7B: Counting Bees at Scale', 'Hive-LM 70B: Counting Bees at Scale'],
    ['Optimized Minimal 3D Splatting of Hives', 'Optimized Minimal 4D Splatting of Hives'],
    ['2nd Solution for the 4th Challenge of Bees', '1st Solution for the 4th Challenge of Bees'],
    ...[
      'Erratum',
      'Corrigendum',
      'Correction to',
      'Author Correction',
      'Retraction Note',
      'Reply to',
      'Response to',
      'Supplementary Material for',
    ].map((about): [string, string] => ['Sparse Hives and Graph Models', `${about}: Sparse Hives and Graph Models`]),
    ['Sparse Hives and Graph Models', 'Comment on "Sparse Hives and Graph Models"'],
  ];

  /** What only the same abstract outweighs. */
  const OTHER_WORDS: [string, string][] = [
    ['Supervised Counting of Bees in Sparse Hives', 'Unsupervised Counting of Bees in Sparse Hives'],
    ['Implicit Counting of Bees in Sparse Hives', 'Explicit Counting of Bees in Sparse Hives'],
    ['Lower Bounds for Counting Bees in Sparse Hives', 'Upper Bounds for Counting Bees in Sparse Hives'],
    ['Counting Words in German Legal Texts with Hives', 'Counting Words in French Legal Texts with Hives'],
    ['Sparse Diffusion for Image Editing with Hives', 'Sparse Diffusion for Video Editing with Hives'],
    ['WebHive: A Benchmark for Counting Bees', 'WebHive: A Dataset for Counting Bees'],
    ['Qwen2.5 Technical Report', 'Qwen2.5-VL Technical Report'],
    ['Qwen2.5-Omni Technical Report', 'Qwen2.5-VL Technical Report'],
    ['HiveNet: Counting Bees at Scale', 'HiveNet-Pro: Counting Bees at Scale'],
    ['A Survey of Large Language Models', 'Large Language Models: A Survey'],
    ['Sparse Hives and Graph Models', 'Revisiting Sparse Hives and Graph Models'],
    ['Counting Is All You Need for Bees', 'Counting Is Not All You Need for Bees'],
    ['Image-to-Text Generation with Honey Models', 'Text-to-Image Generation with Honey Models'],
    ['Sim-to-Real Transfer for Bees', 'Real-to-Sim Transfer for Bees'],
    ['From Weak to Strong Generalization in Hives', 'From Strong to Weak Generalization in Hives'],
    ['Distilling Large Bees into Small Bees', 'Distilling Small Bees into Large Bees'],
    ['Queens versus Drones in Sparse Hives', 'Drones versus Queens in Sparse Hives'],
    ['Counting Bees in Sparse Hives', 'Counting Bees in Sparse Hives under Distribution Shift'],
    ['Evaluating Honey Models', 'Evaluating Honey Models in German'],
    ['Efficient Counting of Bees in Sparse Hives', 'Efficient Online Counting of Bees in Sparse Hives'],
    ['A Survey on Hive Models of Bees: Counting', 'A Survey on Hive Models of Bees for Beekeepers'],
  ];

  test.each([...FINAL, ...OTHER_WORDS])('"%s" is not "%s"', (title, other) => {
    for (const shown of [
      {},
      { authors },
      { authors, year: 2024, venue: 'NeurIPS' },
      { venue: 'arXiv' },
      { year: 2025 },
    ]) {
      expect(decide({ title, ...shown }, { title: other, ...shown }).same).toBe(false);
      expect(decide({ title: other, ...shown }, { title, ...shown }).same).toBe(false);
    }
    expect(decide({ title, authors }, { title: other }).same).toBe(false);
  });

  test.each(FINAL)('"%s" is not "%s" over the same abstract', (title, other) => {
    expect(decide({ title, authors, abstract }, { title: other, authors, abstract }).same).toBe(false);
  });

  test.each(OTHER_WORDS)('"%s" was renamed to "%s" over the same abstract', (title, other) => {
    expect(decide({ title, authors, abstract }, { title: other, authors, abstract }).same).toBe(true);
  });

  test.each([
    ['that says nothing', 'No abstract available.'],
    [
      'of a series',
      'This article is part of the theme issue on bees and combs, and of a series of reports about hives; see there.',
    ],
  ])('an abstract %s is nobody’s', (_, shared) => {
    const whales = { title: 'Whales and Tides over Four Winters', authors, abstract: shared };
    expect(decide(whales, { ...whales, title: 'Sparse Hives and Graph Models' }).same).toBe(false);
  });

  test('an abstract that is a piece of another does not outweigh the titles', () => {
    const whales = {
      title: 'Whales and Tides over Four Winters',
      authors,
      abstract: `${abstract} ${'And whales sing too. '.repeat(20)}`,
    };
    expect(decide(whales, { title: 'Bounding the Bees of a Comb', authors, abstract }).same).toBe(false);
  });

  test.each([
    ['turned words', 'Dynamic Sparse Hives of Many Bees', 'Sparse Dynamic Hives of Many Bees'],
    ['another form of a word', 'Estimating the Bees of a Sparse Hive', 'Estimation of the Bees of Sparse Hives'],
    ['a presentation', 'Counting Bees in Sparse Hives', 'Counting Bees in Sparse Hives (Extended Abstract)'],
    ['a name cut off', 'HiveNet: Counting Bees in Sparse Hives', 'Counting Bees in Sparse Hives'],
    ['a cut subtitle', 'Counting Bees in Sparse Hives', 'Counting Bees in Sparse Hives – A Long Summer'],
    ['an end left out', 'Counting Bees in Sparse Hives with Graphs', 'Counting Bees in Sparse Hives with...'],
    ['a norm in TeX', 'Learning $\\ell_1$ Graphs of Hives', 'Learning ℓ1 Graphs of Hives'],
    ['a site', 'Counting Bees in Sparse Hives', '[2401.00001] Counting Bees in Sparse Hives | Hugging Face'],
  ])('but %s makes no other work', (_, title, other) => {
    expect(decide({ title, authors }, { title: other, authors }).same).toBe(true);
  });
});

describe('another work of the same people, however their names are written', () => {
  const OTHERS: [string, string][] = [
    ['Supervised Learning of Honey Flow in Meadows', 'Unsupervised Learning of Honey Flow in Meadows'],
    ['Scaling Laws for Sparse Hives', 'Scaling Laws for Dense Hives'],
    ['Evaluating Honey Models in German', 'Evaluating Honey Models in French'],
    [
      'Crystal Structure of Copper Hive Acetate at 100 Kelvin',
      'Crystal Structure of Nickel Hive Acetate at 100 Kelvin',
    ],
  ];
  const PEOPLE = [
    ['Ada Lovelace', 'Mary Shelley'],
    ['A. Lovelace', 'M. Shelley', 'G. Hopper'],
    ['张伟', '李娜'],
    ['HiveTeam'],
  ];
  const initials = PEOPLE[1]!;

  test.each(OTHERS)('"%s" is not "%s"', (title, other) => {
    for (const authors of PEOPLE) {
      for (const shown of [{}, { year: 2026 }, { venue: 'Journal of Bees', year: 2026 }])
        expect(decide({ title, authors, ...shown }, { title: other, authors, ...shown }).same).toBe(false);
    }
  });

  test('venues in other words make a misread copy likelier, where all names are shortened', () => {
    const title = 'Optimization of Dynamic Hive Evaluation Plans';
    const copy = title.replace('Evaluation', 'Execution');
    const there = { title, authors: initials, venue: 'Conference on Hives', year: 1994 };
    expect(decide(there, { title: copy, authors: initials, venue: 'Proc. of the 20th Hives' }).same).toBe(true);
    expect(decide(there, { ...there, title: copy }).same).toBe(false);
    const bees = { ...there, authors: ['김철수', '이영희'] };
    expect(decide(bees, { ...bees, title: copy, venue: 'Proc. of the 20th Hives' }).same).toBe(false);
  });

  test.each([
    ['基于图模型的稀疏蜂巢计数方法', '基于图模型的稠密蜂巢计数方法'],
    ['深層学習を用いた蜂の画像認識に関する研究', '深層学習を用いた鳥の画像認識に関する研究'],
    ['희소 벌집을 위한 그래프 모델 기반 벌 계수', '밀집 벌집을 위한 그래프 모델 기반 벌 계수'],
  ])('"%s" is not "%s"', (title, other) => {
    for (const authors of [undefined, ['张伟', '李娜'], ['김철수', '이영희']])
      expect(decide({ title, authors }, { title: other, authors }).same).toBe(false);
    expect(decide({ title, authors: ['张伟'] }, { title, authors: ['张伟'], year: 2026 }).same).toBe(true);
  });

  test('Chinese abstracts are compared by their characters', () => {
    const abstract =
      '我们提出一种新的稀疏蜂巢计数方法。该方法基于图模型，在三个数据集上进行实验，结果表明优于养蜂人的估计，并且不需要标注。';
    const paper = { title: '基于图模型的稀疏蜂巢计数方法', authors: ['张伟', '李娜'], abstract };
    expect(decide(paper, { ...paper, title: '蜂巢图：一种可扩展的养蜂场计数器' }).same).toBe(true);
    const other =
      '鲸鱼的歌声如何随潮汐变化？四个冬天的录音与海面高度对齐后，两者的模型比任何单独一个更能预测下一首歌，误差减半。';
    expect(decide(paper, { ...paper, title: '基于图模型的稀疏蜂巢的计数方法', abstract: other }).same).toBe(false);
  });
});

describe('a title that many works have', () => {
  const editorial: PaperFacts = { title: 'Guest Editorial', authors: ['Ada Lovelace', 'Mary Shelley'], year: 2001 };

  test.each<[string, Partial<PaperFacts>, boolean]>([
    ['the same people in the same year', { authors: ['A. Lovelace', 'M. Shelley'] }, true],
    ['another year', { year: 2002 }, false],
    ['the same people and no year', { year: undefined }, true],
    ['some of the people and no year', { year: undefined, authors: ['Ada Lovelace'] }, false],
    ['other people', { authors: ['Emil Post', 'Mary Shelley'] }, false],
    ['nobody', { authors: undefined }, false],
  ])('%s', (_, changes, expected) => {
    expect(decide(editorial, { ...editorial, ...changes }).same).toBe(expected);
  });

  test.each(['Book Review Column', 'Introduction', 'Letter from the Editor', 'Reminiscences on Influential Papers'])(
    '"%s" is one',
    title => {
      expect(decide({ title, venue: 'Hives' }, { title, venue: 'Journal of Combs' }).same).toBe(false);
    },
  );
});
