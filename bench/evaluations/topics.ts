// What papers are about: the pipeline's own matching against labels, with everything that learns from labels cross-validated.
import { loadCatalogue, loadTopicWeights } from '../../src/assembly/package-files.ts';
import type { Catalogue } from '../../src/domain/topic.ts';
import { type CompiledCatalogue, compileCatalogue, matchTopics } from '../../src/select/match-topics.ts';
import type { WordWeights } from '../../src/select/topic-words.ts';
import { judge, type Measured } from '../measured.ts';
import { fitTopicJudge, lessonsOf } from '../training/fit-topic-judge.ts';
import {
  goldPapers,
  type LabelledPaper,
  mappedPapers,
  pagePapers,
  plainPapers,
  splitByOwnLabels,
} from '../training/topic-papers.ts';
import { rarePhrases } from './rare-phrases.ts';
import { type Answer, f1, measureTopics, type TopicMeasures } from './topic-measures.ts';

const FOLDS = 5;
const WORST_SHOWN = 15;

interface OnMapped {
  source: string;
  byPhrases: TopicMeasures;
  byWeights: TopicMeasures;
}

export async function measure({ data }: { data: string }): Promise<Measured> {
  const catalogue = loadCatalogue();
  const weights = loadTopicWeights();
  const phrases = compileCatalogue(catalogue);
  const shipped = compileCatalogue(catalogue, weights);
  const gold = goldPapers(data);
  const plain = await plainPapers(data);
  const { labelled: own } = splitByOwnLabels(plain, weights.words.topics);
  const { crossValidated, lines, metrics } = measureLabels(catalogue, weights.words, { gold, own });
  const ownTitles = new Set(own.map(({ title }) => title));
  const mapped = Map.groupBy(
    mappedPapers(data).filter(({ title }) => !ownTitles.has(title)),
    ({ source }) => source,
  );
  const onMapped = [...mapped].map(
    ([source, papers]): OnMapped => ({
      source,
      byPhrases: measureTopics(answer(phrases, papers)),
      byWeights: measureTopics(answer(shipped, papers)),
    }),
  );
  const page = await pagePapers(data);
  const rl = page.filter(paper => matchTopics(shipped, paper).some(({ id }) => id === 'rl')).length;
  const { added, rare } = rarePhrases(catalogue, plain, data);
  return judge({
    lines: [
      ...lines,
      row('shipped weights on gold, which they have seen', measureTopics(answer(shipped, gold))),
      ...onMapped.flatMap(({ source, byPhrases, byWeights }) => [
        row(`phrases alone on the mapped labels of ${source}`, byPhrases),
        row(`shipped weights on the mapped labels of ${source}`, byWeights),
      ]),
      'The targets hold on gold only: its labels say what a paper is about. Mapped labels are keywords and conference areas, which',
      'say what a paper mentions or where it was filed, leave much out, and so are shown without a target.',
      '',
      `The worst topics of gold, cross-validated${' '.repeat(8)} right  wrong missed     F1`,
      ...worst(crossValidated),
      '',
      `rl is found in ${rl} of the ${page.length} papers of the page`,
      `${added} phrases are not in the draft; ${rare.length} of them are in fewer than three papers that are not gold`,
      ...rare.map(({ phrase, papers }) => `  ${phrase}: ${papers}`),
    ],
    metrics: {
      ...metrics,
      ...Object.assign({}, ...onMapped.map(mappedMetrics)),
      'rl on the page': rl,
      'rare phrases': rare.length,
    },
    targets: {
      'macro F1': '>= 0.74',
      'micro F1': '>= 0.78',
      'precision at strong': '>= 0.96',
      'top-1': '>= 0.92',
      'rl on the page': '>= 64',
      'rare phrases': '= 0',
    },
  });
}

/**
 * Words were learned without any label, so only the judge is fitted anew: for each fold of gold from the other folds and our
 * own labels, for our own labels likewise.
 */
export function measureLabels(
  catalogue: Catalogue,
  words: WordWeights,
  { gold, own }: { gold: readonly LabelledPaper[]; own: readonly LabelledPaper[] },
) {
  const phrases = compileCatalogue(catalogue);
  const learnedFrom = (papers: readonly LabelledPaper[]) =>
    compileCatalogue(catalogue, fitTopicJudge(lessonsOf(papers, phrases, words), words));
  const inFolds = (tried: readonly LabelledPaper[], others: readonly LabelledPaper[]) =>
    Array.from({ length: FOLDS }, (_, fold) => {
      const isHeld = (_paper: LabelledPaper, at: number) => at % FOLDS === fold;
      const seen = tried.filter((paper, at) => !isHeld(paper, at));
      return answer(learnedFrom([...seen, ...others]), tried.filter(isHeld));
    }).flat();
  const crossValidated = measureTopics(inFolds(gold, own));
  const { macro, micro, tiers, top1 } = crossValidated;
  return {
    crossValidated,
    lines: [
      row(`${gold.length} gold papers, ${own.length} with our own labels`),
      row('phrases alone on gold', measureTopics(answer(phrases, gold))),
      row('phrases alone on our own labels', measureTopics(answer(phrases, own))),
      row(`cross-validated on gold, ${FOLDS} folds`, crossValidated),
      ...(own.length > 0
        ? [row('learned from our own labels, gold never seen', measureTopics(answer(learnedFrom(own), gold)))]
        : []),
      row(`cross-validated on our own labels, ${FOLDS} folds`, measureTopics(inFolds(own, gold))),
    ],
    metrics: {
      'macro F1': rounded(macro),
      'micro F1': rounded(micro),
      'precision at strong': rounded(tiers.strong.precision),
      'precision at match': rounded(tiers.match.precision),
      'precision at related': rounded(tiers.related.precision),
      'top-1': rounded(top1),
    },
  };
}

function mappedMetrics({ source, byPhrases, byWeights }: OnMapped): Record<string, number> {
  return {
    [`macro F1, mapped labels of ${source}`]: rounded(byWeights.macro),
    [`micro F1, mapped labels of ${source}`]: rounded(byWeights.micro),
    [`macro F1, mapped labels of ${source}, phrases alone`]: rounded(byPhrases.macro),
    [`micro F1, mapped labels of ${source}, phrases alone`]: rounded(byPhrases.micro),
  };
}

function answer(compiled: CompiledCatalogue, papers: readonly LabelledPaper[]): Answer[] {
  return papers.map(paper => ({ paper, matches: matchTopics(compiled, paper) }));
}

/** Without measures: the head of the table. */
function row(name: string, measures?: TopicMeasures): string {
  if (!measures) return `${name.padEnd(50)}  macro  micro  prec. recall  top-1   precision at strong / match / related`;
  const { macro, micro, precision, recall, top1, tiers } = measures;
  const shares = [macro, micro, precision, recall, top1].map(share => share.toFixed(3).padStart(6));
  const byTier = [tiers.strong, tiers.match, tiers.related].map(
    tier => `${tier.precision.toFixed(3)} of ${tier.count}`,
  );
  return `  ${name.padEnd(48)} ${shares.join(' ')}   ${byTier.join(' / ')}`;
}

function worst({ topics }: TopicMeasures): string[] {
  return topics.slice(0, WORST_SHOWN).map(counts => {
    const numbers = [counts.right, counts.wrong, counts.missed].map(count => String(count).padStart(6));
    return `  ${counts.topic.padEnd(40)} ${numbers.join(' ')} ${f1(counts).toFixed(2).padStart(6)}`;
  });
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
