// What is trending: the pipeline's own ranking with votes, and its text prior where there are none.
import { loadTextPrior } from '../../src/assembly/package-files.ts';
import { judge, type Measured } from '../measured.ts';
import { trendPapers } from '../training/trend-papers.ts';
import { measureText } from './trend-text.ts';
import { measureVotes } from './trend-votes.ts';

export async function measure({ data }: { data: string }): Promise<Measured> {
  const withVotes = await measureVotes(data, loadTextPrior());
  const withoutVotes = measureText(trendPapers(data));
  const { metrics: votes } = withVotes;
  return judge({
    lines: [...withVotes.lines, '', ...withoutVotes.lines],
    metrics: { ...votes, ...withoutVotes.metrics },
    targets: {
      'ndcg@5': `>= ${votes['ndcg@5 raw votes']}`,
      'p@5': `>= ${votes['p@5 raw votes']}`,
      auc: '>= 0.85',
      'precision@10 to random': '>= 2',
    },
  });
}
