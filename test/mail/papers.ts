// Twenty-five made-up papers as they come on a long day: real lengths, TeX, other scripts, and records with holes.
import type { RankedPaper, Signal } from '../../src/domain/issue.ts';
import { finishCandidate } from '../../src/parse/finish-candidate.ts';
import { paper } from '../render/sample.ts';

/** What a title, its method and its measure would be about; the abstract is spun around them. */
type Work = readonly [title: string, problem: string, method: string, measured: string];

const WORKS: readonly Work[] = [
  [
    'Tendon, Not Torque: Grasping Wet Cloth with One Camera',
    'grasping wet cloth',
    'a tendon-driven finger that folds before it closes',
    'success over 1,200 grasps of laundry that no policy had seen',
  ],
  [
    'Offline Reinforcement Learning under Corrupted Rewards, with $O(\\sqrt{n})$ Regret',
    'reinforcement learning from logged decisions whose rewards are partly wrong',
    'a pessimistic critic with $\\ell_1$-regularised corrections $\\hat{r} = r + \\delta$',
    'regret of $O(\\sqrt{n})$ where earlier bounds grow with $n^{2/3}$',
  ],
  [
    'ReadSlow: What Long-Context Models Skip',
    'reading documents of half a million tokens',
    'probes that move one fact through the document and watch it vanish',
    'recall at every tenth of the document, for eleven open models',
  ],
  [
    'למידה מחוזקת עם מעט תוויות: מה אפשר ללמוד מטעויות (Offline RL)',
    'labelling robot logs in Hebrew hospitals',
    'a critic that is told which of its mistakes were cheap',
    'agreement with nurses on 900 recorded rounds',
  ],
  [
    'قراءة المستندات الطويلة: أين تنظر النماذج اللغوية؟',
    'reading Arabic court records',
    'attention maps that are averaged over the sentences of a paragraph',
    'the share of attention that falls on the first sentence',
  ],
  [
    '大規模言語モデルは方言をどこまで理解するか：東北方言の新しいベンチマーク',
    'understanding the dialects of northern Japan',
    'a benchmark of 4,000 conversations written down by their speakers',
    'accuracy against standard Japanese, which is 31 points higher',
  ],
  [
    `Donau${'dampfschifffahrts'.repeat(4)}gesellschaftskapitän: Tokenizers and Compounds`,
    'words that are written without spaces',
    'a tokenizer that splits compounds where speakers would breathe',
    'bits per character on four Germanic languages',
  ],
  [
    'On the Surprisingly Persistent Influence of the Order in which Training Examples Are Seen on What Is Learnt, Forgotten, and Learnt Again by Very Large Models Trained for a Single Epoch',
    'the order of training examples',
    'runs that differ in nothing but the seed of the shuffle',
    'the loss on examples of the first day, one year of tokens later',
  ],
  [
    'Small Juries: Judging Assistants with Many Weak Raters',
    'evaluating assistants without a strong judge',
    'forty small raters whose votes are weighted by their disagreements',
    'rank correlation with 6,000 paid comparisons',
  ],
  [
    'SplatWalk: Relighting a House from One Stroll',
    'relighting scenes from a phone video',
    'Gaussians that carry a material instead of a colour',
    'PSNR on twelve homes at four hours of the day',
  ],
  [
    'Proof by Picture: Reading Diagrams in School Geometry',
    'solving geometry problems whose diagram says more than the text',
    'a parser of diagrams whose output is checked by $\\angle ABC = \\angle DEF$ constraints',
    'solved problems out of 2,048 of five national contests',
  ],
  [
    'Quiet Gradients: Federated Learning over Bad Connections',
    'training over connections that fail',
    'updates that can be summed in any order and in part',
    'rounds to a given accuracy with 40 % of the messages lost',
  ],
  [
    'Who Asked? Clarifying Questions before Tool Calls',
    'agents that act on an unclear request',
    'a price for each question that is learnt from impatient people',
    'tasks finished as intended, and questions per task',
  ],
  [
    'Forecasting Rain for the Next Hour on a Solar-Powered Board',
    'rain forecasts without a data centre',
    'a convolution in 4-bit integers over the last twelve radar images',
    'the critical success index at 60 minutes on three continents',
  ],
  [
    'Unlearning with Receipts',
    'showing that a model has forgotten a record',
    'a commitment to the order of training that can be opened later',
    'the cost of a receipt, which is 0.3 % of one epoch',
  ],
  [
    'Folding Sentences: Where the Protein Analogy Breaks',
    'protein models that were built for language',
    'an ablation of everything that only sentences have',
    'TM-score on 517 structures of the last six months',
  ],
  [
    'Deaf Agents: Speech Models Ignore How Things Are Said',
    'the tone of speech',
    'pairs of recordings with equal words and opposite meaning',
    'accuracy of nine speech models, of which seven guess',
  ],
  [
    'A Benchmark for Doing Nothing',
    'assistants that should have waited',
    'three hundred situations in which every action makes things worse',
    'how often a model can keep still',
  ],
  [
    'Counting Tokens Twice: Where Inference Budgets Are Lost',
    'the cost of inference',
    'a profiler that follows a token through caches and batches',
    'tokens computed but never read, for three serving systems',
  ],
  [
    'Spreadsheets All the Way Down: Questions over Linked Tables',
    'questions whose answer is spread over many sheets',
    'a planner that writes formulas instead of text',
    'exact answers on 1,800 questions by accountants',
  ],
  [
    'Low-Rank, High Stakes: When Adapters Undo Safety',
    'adapters that undo what safety training did',
    'the angle between the adapter and the refusal direction',
    'harmful answers before and after 50 harmless examples',
  ],
  [
    'Maps from Murmurs: Finding Speakers in Crowded Rooms',
    'finding speakers with two microphones',
    'a map of the room that is drawn from echoes',
    'the error of position in eleven cafés',
  ],
  ['MedTriage-R1: Short Chains for Emergency Rooms', 'triage', 'short chains', 'agreement with physicians'],
  ['Notes on a Theorem', 'a theorem', 'notes', 'nothing'],
  ['Weather, Wheat and Why: Causal Forecasts of Harvests', 'harvests', 'causal graphs', 'tonnes per hectare'],
];

const OPENINGS = [
  (problem: string) =>
    `Systems for ${problem} have become good enough to be used and are not good enough to be trusted: they fail on inputs that differ only slightly from what they were trained on, and nobody can say beforehand on which.`,
  (problem: string) =>
    `We study ${problem}, a problem that most benchmarks leave out because it is expensive to measure (cf. Sec. 2 and Fig. 3).`,
  (problem: string) =>
    `Despite recent progress, ${problem} remains difficult: data are scarce, labels are noisy, and the usual remedy, more compute, helps less than $10\\%$.`,
];
const METHODS = [
  (method: string) =>
    `We propose ${method}, which needs no labels beyond those that are already there and can be added to a trained system in an afternoon. It rests on one observation: the errors of current systems are not spread evenly, but gather where two sources of evidence disagree, and this disagreement can be computed before any answer is given.`,
  (method: string) =>
    `Our approach, ${method}, splits the work in two: a slow part that is learnt once and shared, and a fast part that adapts within a few steps to what is new. We show that the two can be trained together without the collapse that earlier work reports, provided that the fast part sees no gradient of the slow one, i.e. that they are tied only through their outputs.`,
];
const RESULTS = [
  (measured: string) =>
    `In experiments that cover three model families and seven seeds each, we report ${measured}. The improvement holds when the training data are halved, shrinks gracefully under shift, and disappears, as the analysis predicts, when the two sources agree by construction.`,
  (measured: string) =>
    `We evaluate on public data and on a new collection that we release together with code, prompts and the logs of all runs; the main result is ${measured}. Ablations attribute two thirds of the gain to the first component and show that the remainder cannot be had by scale alone, at least up to 70B parameters and 2 trillion tokens.`,
];
const CLOSINGS = [
  'We discuss where the method should not be used, what it costs in energy, and which of our own earlier claims it contradicts.',
  'All artefacts are available under a permissive licence, and an interactive demonstration lets readers break the system themselves; the failures that they find are added to the benchmark every month, so that the numbers in this paper are a starting point rather than a result. A short appendix lists what we tried without success.',
  'Finally, we ask practitioners in four institutions to use the system for a week: they keep it on in 83 % of the cases, and the reasons that they give for turning it off are more instructive than any of our metrics.',
];

const GIVEN = [
  'Ada',
  'Bao',
  'Chidi',
  'Dalia',
  'Émile',
  'Fatima',
  'Göran',
  'Hyun-woo',
  'Ines',
  'João',
  'Katarzyna',
  'Łukasz',
];
const FAMILY = [
  'Lindqvist',
  'Tran',
  'Okafor',
  'Haddad',
  'Novák',
  'van der Berg',
  'Ó Briain',
  'Park',
  'Fernández-Ruiz',
  'Zhang',
  'Wiśniewska',
];
const LABS = ['Institute of Examples', 'University of Nowhere', 'Sample Robotics Lab, Department of Useful Machines'];
const CATEGORIES = ['cs.LG', 'cs.CL', 'cs.RO', 'stat.ML', 'eess.AS'];
/** Number of authors by place: most are few, some are a crowd. */
const AUTHORS = [3, 4, 17, 5, 2, 9, 1, 62, 6, 8, 3, 12, 240];

const at = <T>(list: readonly T[], place: number): T => list[place % list.length]!;

function abstractOf([, problem, method, measured]: Work, place: number): string {
  return [
    at(OPENINGS, place)(problem),
    at(METHODS, place)(method),
    at(RESULTS, place)(measured),
    at(CLOSINGS, place),
    at(CLOSINGS, place + 1),
  ].join(' ');
}

function authorsOf(place: number): string[] {
  return Array.from(
    { length: at(AUTHORS, place) },
    (_, index) => `${at(GIVEN, index + place)} ${at(FAMILY, index * 3 + place)}`,
  );
}

function ordinary(work: Work, place: number): RankedPaper {
  const arxivId = `2511.${String(10_001 + place * 37)}`;
  const count = 240 - 9 * place;
  const signals: Signal[] = [{ kind: 'upvotes', count, ...(place % 3 === 0 && { rise: 12 + place }) }];
  if (place % 4 === 1) signals.push({ kind: 'comments', count: place });
  const hasCode = place % 2 === 0;
  if (hasCode) signals.push({ kind: 'code', stars: 1310 - 40 * place });
  const primaryCategory = at(CATEGORIES, place);
  return paper({
    id: place + 1,
    title: work[0],
    abstract: abstractOf(work, place),
    authors: authorsOf(place),
    arxivId,
    primaryCategory,
    categories: [primaryCategory, at(CATEGORIES, place + 1), 'cs.AI'],
    ...(place % 3 !== 2 && { organization: at(LABS, place) }),
    ...(place % 5 === 2 && { version: 3 }),
    ...(hasCode && { codeStars: 1310 - 40 * place }),
    upvotes: [{ at: '2026-11-20T05:00:00Z', count }],
    links: {
      discussion: `https://huggingface.co/papers/${arxivId}`,
      ...(hasCode && { code: `https://github.com/example/work-${place + 1}` }),
      ...(place % 7 === 0 && { project: `https://work-${place + 1}.example.org/?page=1&lang=en` }),
    },
    score: count,
    signals,
  });
}

/** Where records have holes, or facts that few have. */
const SPECIAL: Record<number, Partial<RankedPaper>> = {
  // Machine-made summary only.
  22: {
    abstract: undefined,
    tldr: 'A reasoning model for triage answers in short chains, which physicians can check in ten seconds.',
  },
  // Nothing but a title and a DOI.
  23: {
    abstract: undefined,
    authors: undefined,
    authorCount: 5,
    arxivId: undefined,
    doi: '10.1234/notes.7',
    organization: undefined,
    categories: undefined,
    primaryCategory: undefined,
    upvotes: undefined,
    links: {},
    signals: [{ kind: 'text', likelihood: 0.2 }],
  },
  // Seen in digests that show no votes.
  24: {
    upvotes: undefined,
    links: {},
    signals: [
      { kind: 'sources', count: 3 },
      { kind: 'position', place: 4 },
    ],
  },
};

/** As the store has them, by falling score: what TeX there is has gone through the parser. */
export const PAPERS: readonly RankedPaper[] = WORKS.map((work, place) => {
  const draft = { ...ordinary(work, place), ...SPECIAL[place] };
  const read = finishCandidate({ title: draft.title, abstract: draft.abstract });
  return 'paper' in read ? { ...draft, title: read.paper.title, abstract: read.paper.abstract } : draft;
});
