// What interests would have brought, as a page tells it: ids become papers, reasons become words.
import type { tryInterests } from '../pipeline/try-interests.ts';
import { explainReasons } from '../render/explain-reason.ts';
import type { TriedOut } from '../web/ports.ts';

export function tellTrial(tried: ReturnType<typeof tryInterests>, days: number): TriedOut {
  const { papers, examples, muted, missed, ...rest } = tried;
  const paperOf = (id: number) => papers.get(id)!;
  return {
    ...rest,
    days,
    examples: examples.map(({ paperId, reasons }) => ({ paper: paperOf(paperId), why: explainReasons(reasons) })),
    muted: muted.map(({ word, removed: [first, ...more] }) =>
      first === undefined ? { word, removed: 0 } : { word, removed: more.length + 1, suchAs: paperOf(first) },
    ),
    missed: missed.map(({ paperId, miss }) => ({ paper: paperOf(paperId), miss })),
  };
}
