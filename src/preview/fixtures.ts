// Sample mails that need no subscriber and no paper in the store: the cases in which a template shows what it is worth.
import type { RankedPaper, Reason, Selection } from '../domain/issue.ts';
import { samplePaper } from './sample-papers.ts';

/** What a mail is made of. */
export interface Fixture {
  /** Names it in URLs. */
  id: string;
  /** What people read. */
  label: string;
  /** Local date of the issue. */
  date: string;
  papers: readonly RankedPaper[];
  selection: Selection;
  /** What to know when looking at it. */
  note?: string;
  /** Name of the holiday that made the day quiet. */
  quiet?: string;
}

const DATE = '2026-03-02';

const TOPIC: Reason = {
  kind: 'topic',
  topic: 'rl',
  name: 'Reinforcement learning',
  tier: 'strong',
  evidence: [
    { phrase: 'labels', field: 'abstract', count: 2, start: 0, end: 6 },
    { phrase: 'learnt', field: 'abstract', count: 1, start: 7, end: 13 },
  ],
};
const KEYWORD: Reason = {
  kind: 'keyword',
  keyword: 'benchmark*',
  evidence: [{ phrase: 'benchmarks', field: 'abstract', count: 1, start: 0, end: 10 }],
};
const REASONS: readonly Reason[][] = [
  [TOPIC, KEYWORD],
  [KEYWORD],
  [{ kind: 'category', category: 'cs.CV' }],
  [{ kind: 'author', author: 'Ada Lindqvist' }, TOPIC],
  [{ kind: 'lab', lab: 'Examples', organization: 'Institute of Examples' }],
];

export const FIXTURES: readonly Fixture[] = [
  { ...fixture('no-papers', 'No papers', []), note: 'Such a mail is never sent; templates must bear it all the same.' },
  fixture('one-paper', 'One paper', sample(1)),
  tenPapers(),
  fixture('25-papers', '25 papers', sample(25)),
  fixture('no-abstract', 'No abstract', [
    samplePaper(0, { abstract: undefined }),
    samplePaper(1, {
      abstract: undefined,
      tldr: 'A machine wrote this sentence, since nothing else is known of the paper.',
    }),
    samplePaper(2, { abstract: undefined, authors: undefined, authorCount: undefined, links: {}, signals: [] }),
    samplePaper(3, { abstract: undefined }),
  ]),
  fixture('right-to-left', 'Right to left', [
    samplePaper(0, {
      title: 'למידת חיזוק עם מעט תוויות: מה אפשר ללמוד מטעויות (Offline RL)',
      abstract: 'אנו בוחנים כיצד סוכן לומד כאשר רוב הדוגמאות אינן מתויגות. השיטה פשוטה, מהירה ואינה דורשת כיוונון.',
      authors: ['נועה לוי', 'Bao Tran'],
      authorCount: 2,
    }),
    samplePaper(1, {
      title: 'قراءة المستندات الطويلة: أين تنظر النماذج اللغوية؟',
      abstract:
        'ندرس كيف تقرأ النماذج اللغوية المستندات الطويلة. نجد أن معظم الانتباه يقع على الجمل الأولى من كل فقرة.',
      authors: ['ليلى حداد', 'يوسف منصور'],
      authorCount: 2,
    }),
    samplePaper(2),
    samplePaper(3, { title: 'ترجمة الجداول إلى نص: معيار جديد (TabText-2)' }),
  ]),
  fixture('long-title', 'Long title, long words', [
    samplePaper(0, {
      title: `${'On the Surprisingly Persistent Influence of the Order of Training Examples on What Is Learnt, Forgotten and Learnt Again by '.repeat(2)}Very Large Models`,
    }),
    samplePaper(1, {
      title: `Donau${'dampfschifffahrts'.repeat(6)}kapitän: Tokenizing Compounds`,
      authors: ['X'.repeat(70)],
    }),
    samplePaper(2, { organization: `Institute${'ForVeryLongNames'.repeat(5)}` }),
    samplePaper(3, { title: `${'Hyper'.repeat(30)}parameters` }),
  ]),
  withOccasion(fixture('first-mail', 'First mail', sample(6)), {
    occasion: 'welcome',
    next: { date: '2026-03-03', time: '07:00', papers: 4 },
  }),
  withOccasion(fixture('weekly', 'Weekly', sample(10)), { occasion: 'weekly' }),
  afterPause(),
  withOccasion(fixture('silence', 'Nothing matched', sample(3)), {
    occasion: 'quiet',
    papers: [],
    matched: 0,
    since: '2026-02-25',
    justMissed: [
      { paperId: 1, miss: { kind: 'part', keyword: 'speech + robots', missing: 'robots' } },
      { paperId: 2, miss: { kind: 'muted', word: 'editing' } },
    ],
  }),
  { ...fixture('quiet-day', 'Quiet day', sample(2)), date: '2026-12-25', quiet: 'Christmas Day' },
];

/** All that a mail may have beside its papers. */
function tenPapers(): Fixture {
  const { selection, ...rest } = fixture('ten-papers', 'Ten papers', sample(14));
  return {
    ...rest,
    selection: {
      ...selection,
      papers: [...selection.papers.slice(0, 9), { paperId: 10, reasons: [{ kind: 'outside' }] }],
      considered: 61,
      matched: 14,
      justMissed: [
        { paperId: 11, miss: { kind: 'part', keyword: 'speech + robots', missing: 'robots' } },
        { paperId: 12, miss: { kind: 'muted', word: 'editing' } },
      ],
      followUps: [
        { paperId: 13, sentOn: '2026-02-24', news: { kind: 'code' } },
        { paperId: 14, sentOn: '2026-02-19', news: { kind: 'upvotes', mark: 200 } },
      ],
    },
  };
}

/** The first paper may have been in a mail before. */
function afterPause(): Fixture {
  const usual = fixture('after-pause', 'After a pause', sample(5));
  const papers = usual.selection.papers.map((paper, place) =>
    place === 0 ? { ...paper, maybeSeen: true as const } : paper,
  );
  return withOccasion(usual, { occasion: 'catch-up', papers });
}

function withOccasion(fixture: Fixture, own: Partial<Selection>): Fixture {
  return { ...fixture, selection: { ...fixture.selection, ...own } };
}

function fixture(id: string, label: string, papers: readonly RankedPaper[]): Fixture {
  const chosen = papers.map((paper, place) => ({ paperId: paper.id, reasons: REASONS[place % REASONS.length]! }));
  return {
    id,
    label,
    date: DATE,
    papers,
    selection: { papers: chosen, considered: papers.length * 3 + 2, matched: papers.length },
  };
}

function sample(count: number): RankedPaper[] {
  return Array.from({ length: count }, (_, place) => samplePaper(place));
}
