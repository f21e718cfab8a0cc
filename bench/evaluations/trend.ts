// What is trending: the pipeline's own ranking with votes, and its text prior where there are none.
import { isDeepStrictEqual } from 'node:util';
import { loadTextPrior } from '../../src/assembly/package-files.ts';
import { judge, type Measured } from '../measured.ts';
import { describeData, readTrendModel } from '../training/trend-model.ts';
import { type TrendPaper, trendPapers } from '../training/trend-papers.ts';
import { aucOfPrior, measureText, TEXT_TARGETS } from './trend-text.ts';
import { measureVotes } from './trend-votes.ts';

export async function measure({ data }: { data: string }): Promise<Measured> {
  const withVotes = await measureVotes(data, loadTextPrior());
  const papers = trendPapers(data);
  const withoutVotes = measureText(papers);
  const shipped = measureShipped(papers, withoutVotes.metrics.auc);
  const { metrics: votes } = withVotes;
  return judge({
    lines: [...withVotes.lines, '', ...withoutVotes.lines, '', ...shipped.lines],
    metrics: { ...votes, ...withoutVotes.metrics, ...shipped.metrics },
    targets: {
      'ndcg@5': `>= ${votes['ndcg@5 raw votes']}`,
      'p@5': `>= ${votes['p@5 raw votes']}`,
      ...TEXT_TARGETS,
      ...shipped.targets,
    },
  });
}

/** The file that is shipped must say what was just measured, and its weights, which know these months, be no worse. */
function measureShipped(papers: readonly TrendPaper[], auc: number) {
  const { data, quality } = readTrendModel();
  const metrics = {
    'auc of the shipped weights': aucOfPrior(papers, loadTextPrior()),
    'auc written beside them': Number(quality.auc),
  };
  const isSameData = isDeepStrictEqual(JSON.parse(JSON.stringify(describeData(papers))), data);
  const targets = { 'auc of the shipped weights': `>= ${auc}`, 'auc written beside them': `= ${auc}` };
  const about = isSameData ? 'which learned from these months too' : 'learned from other papers than these';
  return {
    lines: [`The weights that are shipped, ${about}: ROC AUC ${metrics['auc of the shipped weights']}`],
    metrics,
    targets: isSameData ? targets : {},
  };
}
