// Kinds of subscriber, and the mail that each of them gets of the same day.
import type { FrozenBatch, Reason, SelectedPaper, Selection } from '../../src/domain/issue.ts';
import { fillSlots, type Mail, type MailFragments } from '../../src/domain/mail.ts';
import { loadTemplates } from '../../src/render/load-templates.ts';
import { createRenderer, type Renderer } from '../../src/render/renderer.ts';
import { PAPERBOY_THEME, type Theme } from '../../src/render/theme.ts';
import { batch, PUBLIC_URL, TEMPLATES, TOKENS, topic } from '../render/sample.ts';
import { PAPERS } from './papers.ts';

interface Reader {
  name: string;
  selection: Selection;
  /** Name of the holiday. */
  quiet?: string;
  /** The operator has put a picture in place of the name. */
  hasLogo?: true;
}

const ROBOTICS = topic('Robotics', 'grasping', 'robot logs');
const RL = topic('Reinforcement learning', 'Reinforcement Learning', 'regret', 'critic');
const LANGUAGE: Reason = { ...topic('Language models', 'long-context'), tier: 'related' } as Reason;
const BENCHMARK: Reason = {
  kind: 'keyword',
  keyword: 'benchmark*',
  evidence: [{ phrase: 'benchmarks', field: 'abstract', count: 2, start: 0, end: 10 }],
};
const TRAN: Reason = { kind: 'author', author: 'Bao Tran' };
const LIKED: Reason = {
  kind: 'liked',
  title: 'Cloth, Folded: A Year of Failures',
  terms: ['cloth', 'tendon'],
} as Reason;

/** The papers in these places of the day, each with the next of the reasons. */
function chosen(places: readonly number[], ...reasons: readonly Reason[][]): SelectedPaper[] {
  return places.map((place, index) => ({ paperId: PAPERS[place]!.id, reasons: reasons[index % reasons.length]! }));
}

const upTo = (count: number, from = 0): number[] => Array.from({ length: count }, (_, place) => place + from);

const BY_TOPICS: Selection = {
  papers: [
    ...chosen([0, 1, 3, 2, 6, 7, 9, 22, 13], [ROBOTICS, RL], [RL], [ROBOTICS, BENCHMARK, TRAN], [LANGUAGE]),
    ...chosen([5], [{ kind: 'outside' }]),
  ],
  considered: 131,
  matched: 14,
  layout: 'full',
};

export const READERS: readonly Reader[] = [
  { name: 'topics', selection: BY_TOPICS },
  {
    name: 'keywords-and-authors',
    selection: {
      papers: chosen(
        [2, 4, 5, 8, 17],
        [BENCHMARK],
        [TRAN, BENCHMARK],
        [{ kind: 'category', category: 'cs.CL' }],
        [{ kind: 'lab', lab: 'Nowhere', organization: 'University of Nowhere' }, LIKED],
      ),
      considered: 131,
      matched: 5,
      layout: 'full',
    },
  },
  {
    name: 'no-interests',
    selection: { papers: chosen(upTo(10), [{ kind: 'trending' }]), considered: 131, matched: 131, layout: 'full' },
  },
  {
    name: 'compact',
    selection: {
      papers: chosen(upTo(20), [RL], [BENCHMARK], [LANGUAGE]),
      considered: 131,
      matched: 20,
      layout: 'compact',
    },
  },
  {
    name: 'text',
    selection: {
      papers: chosen([0, 1, 3, 4, 5, 6, 22, 23, 24], [ROBOTICS], [RL, TRAN]),
      considered: 131,
      matched: 9,
      layout: 'text',
    },
  },
  {
    name: 'quiet-day',
    hasLogo: true,
    quiet: 'Thanksgiving Day',
    selection: {
      papers: chosen([24], [BENCHMARK]),
      considered: 3,
      matched: 1,
      layout: 'full',
      isSubjectDated: true,
      justMissed: [
        { paperId: 15, miss: { kind: 'muted', word: 'protein' } },
        { paperId: 4, miss: { kind: 'part', keyword: 'arabic + speech', missing: 'speech' } },
        { paperId: 10, miss: { kind: 'topic', topic: 'vision', name: 'Computer vision' } },
      ],
      followUps: [
        { paperId: 9, sentOn: '2026-11-12', news: { kind: 'code' } },
        { paperId: 7, sentOn: '2026-11-13', news: { kind: 'version', version: 2 } },
        { paperId: 12, sentOn: '2026-11-16', news: { kind: 'upvotes', mark: 200 } },
      ],
    },
  },
];

const LOGO = { url: `${PUBLIC_URL}/logo.png`, alt: 'Paperboy', width: 220, height: 44 };

/** The date of `batch()`, frozen with all papers. */
function day(quiet?: string): FrozenBatch {
  return { ...batch([...PAPERS]), quiet };
}

export async function mailRenderer(facts: { fullCards?: number; theme?: Theme } = {}): Promise<Renderer> {
  return createRenderer({
    templates: await loadTemplates(TEMPLATES),
    theme: PAPERBOY_THEME,
    publicUrl: PUBLIC_URL,
    postalAddress: 'Paperboy, 1 Example Street, 12345 Nowhere',
    ...facts,
  });
}

export interface SampleMail {
  name: string;
  fragments: MailFragments;
  mail: Mail;
}

/** One mail for each kind of subscriber. */
export async function sampleMails(): Promise<SampleMail[]> {
  const renderer = await mailRenderer();
  const withLogo = await mailRenderer({ theme: { ...PAPERBOY_THEME, logo: LOGO } });
  return READERS.map(({ name, selection, quiet, hasLogo }) => {
    const fragments = (hasLogo ? withLogo : renderer).forBatch(day(quiet)).render(selection);
    return { name, fragments, mail: fillSlots(fragments, TOKENS) };
  });
}
