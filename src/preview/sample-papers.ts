// Made-up papers to look at mails with: no such work exists, so that nobody's words are borrowed.
import type { RankedPaper, Signal } from '../domain/issue.ts';

/** Title and what it would be about, most wanted first. */
const WORKS: readonly (readonly [title: string, subject: string])[] = [
  ['Patient Planners: Long-Horizon Control from Short Demonstrations', 'robots that plan over minutes'],
  ['What Do Retrieval Heads Read? A Study of Attention in Long Documents', 'attention in long documents'],
  ['Paint by Physics: Video Generation that Keeps Things Where They Were', 'video generation'],
  ['A Cheap Reward Goes Far: Offline Reinforcement Learning with Sparse Labels', 'offline reinforcement learning'],
  ['Counting Tokens Twice: Where Inference Budgets Are Lost', 'the cost of inference'],
  ['Triage Notes as Supervision: Medical Reasoning without Expert Chains', 'medical reasoning'],
  ['Mirror Worlds: World Models that Know what They Do Not See', 'world models'],
  ['Grasping Unknown Fabric with One Finger and a Camera', 'robotic grasping of cloth'],
  ['Small Judges, Large Juries: Evaluating Assistants by Many Weak Raters', 'evaluation of assistants'],
  ['Three Numbers Suffice: Compressing Optimizer State to 1.5 Bits', 'compressed optimizers'],
  ['Maps from Murmurs: Localizing Speakers in Crowded Rooms', 'speech in crowded rooms'],
  ['The Last Layer Remembers: Editing Facts without Side Effects', 'editing facts in language models'],
  ['Protein Folds as Sentences, and Where the Analogy Breaks', 'protein structure'],
  ['Diffusion on a Diet: Image Models for Old Phones', 'image generation on small devices'],
  ['Agents that Ask First: Clarifying Questions before Tool Calls', 'agents that use tools'],
  ['Learning to Forget on Purpose: Unlearning with Guarantees', 'unlearning'],
  ['Weather in a Week: Global Forecasts on One Machine', 'weather forecasting'],
  ['How Sure Is Sure? Calibrating Answers across Languages', 'calibration'],
  ['Splats and Shadows: Relighting Scenes from a Single Walk', '3D scenes'],
  ['Unit Tests as Rewards: Training Code Models on Their Own Failures', 'code generation'],
  ['The Shape of Curiosity: Exploration Bonuses that Do Not Fade', 'exploration'],
  ['One Graph, Many Clocks: Forecasting Traffic at Any Interval', 'graphs in time'],
  ['Low-Rank, High Stakes: When Adapters Break Safety', 'safety of adapted models'],
  ['Proofs in Plain Sight: Reading Mathematics with Diagrams', 'mathematical reasoning'],
  ['Quiet Gradients: Federated Learning over Bad Connections', 'federated learning'],
  ['A Benchmark for Doing Nothing: When Assistants Should Wait', 'assistants that wait'],
  ['Tables All the Way Down: Question Answering over Spreadsheets', 'spreadsheets'],
];

const PEOPLE =
  'Ada Lindqvist, Bao Tran, Chidi Okafor, Dalia Haddad, Emil Novak, Farah Siddiqui, Gui Almeida, Hana Ito'.split(', ');

/** @param place from 0; the papers of different places differ in what they have beside title, abstract and authors */
export function samplePaper(place: number, facts: Partial<RankedPaper> = {}): RankedPaper {
  const [title, subject] = WORKS[place % WORKS.length]!;
  const id = place + 1;
  const page = `https://papers.example.org/${id}`;
  const authors = Array.from({ length: 2 + ((place * 5) % 17) }, (_, at) => PEOPLE[(place + at) % PEOPLE.length]!);
  return {
    id,
    title,
    abstract: abstractOf(subject, place),
    authors: [...new Set(authors)],
    authorCount: authors.length,
    enteredAt: '2026-03-02T05:00:00Z',
    primaryCategory: ['cs.LG', 'cs.CL', 'cs.CV', 'cs.RO'][place % 4]!,
    categories: [['cs.LG', 'cs.CL', 'cs.CV', 'cs.RO'][place % 4]!, 'cs.AI'],
    links: {
      abs: page,
      pdf: `${page}.pdf`,
      discussion: `${page}/talk`,
      ...(place % 2 === 0 && { code: `${page}/code` }),
    },
    ...(place % 3 === 0 && { organization: 'Institute of Examples' }),
    ...(place % 4 === 1 && { version: 2 }),
    ...(place % 2 === 0 && { codeStars: 40 * (place + 3) }),
    score: 100 - place,
    signals: signalsOf(place),
    ...facts,
  };
}

/** About as long as real ones, which have 1,200 characters. */
function abstractOf(subject: string, place: number): string {
  return `We study ${subject} under conditions that earlier work set aside: little data, noisy labels and a budget of one machine.
Our method splits the problem in two, a slow part that is learnt once and a fast part that adapts in ${place + 2} steps, and it needs no tuning for a new task.
On ${5 + (place % 7)} public benchmarks it improves the best known result by ${2 + (place % 5)}.${place % 10} points with $\\mathcal{O}(n \\log n)$ instead of $\\mathcal{O}(n^2)$ operations, and where it fails, it says so before it acts.
We find that most of the gain comes from the order in which examples are shown rather than from their number, which contradicts what the size of recent data sets suggests.
Ablations separate the two effects, and a study with ${12 + place} practitioners shows that the errors which remain are easier to spot than those of larger models.
We also report what did not work: three plausible extensions made results worse, and we explain why.
Code, trained models and the labels of all ${3 + (place % 4)} thousand examples are released, together with the scripts that make every figure of this paper from raw data.`.replaceAll(
    '\n',
    ' ',
  );
}

function signalsOf(place: number): Signal[] {
  if (place % 6 === 5) return [{ kind: 'text', likelihood: 0.4 }];
  const votes: Signal = { kind: 'upvotes', count: 180 - place * 6, ...(place % 2 === 0 && { rise: 20 + place }) };
  return place % 2 === 0
    ? [votes, { kind: 'code', stars: 40 * (place + 3) }]
    : [votes, { kind: 'comments', count: place + 1 }];
}
