// One reader, one paper: matched, muted or neither, and by what.
import { type Evidence, isPickedFromText, type Reason } from '../domain/issue.ts';
import { hasNoInterests, type Interests } from '../domain/subscriber.ts';
import { foldCategory, foldName, type ScannedPaper } from './interests.ts';
import type { CompiledCatalogue } from './match-topics.ts';

export type Judgement =
  | { kind: 'matched'; reasons: Reason[] }
  | { kind: 'muted'; word: string; evidence: Evidence[] }
  | { kind: 'unmatched' };

/** A muted word beats everything; no interests at all means that every paper matches by its rank. */
export function judge(scanned: ScannedPaper, interests: Interests, catalogue: CompiledCatalogue): Judgement {
  for (const word of interests.muted) {
    const evidence = scanned.phrases.get(word);
    if (evidence) return { kind: 'muted', word, evidence };
  }
  if (hasNoInterests(interests)) {
    return { kind: 'matched', reasons: [{ kind: isPickedFromText(scanned.paper) ? 'picked' : 'trending' }] };
  }
  const reasons = [...topicReasons(scanned, interests, catalogue), ...ownReasons(scanned, interests)];
  return reasons.length > 0 ? { kind: 'matched', reasons } : { kind: 'unmatched' };
}

/** Surest topic first. */
function topicReasons({ topics }: ScannedPaper, interests: Interests, catalogue: CompiledCatalogue): Reason[] {
  return [...topics.values()]
    .filter(({ id }) => interests.topics.includes(id))
    .map(({ id, tier, evidence }) => ({
      kind: 'topic',
      topic: id,
      name: catalogue.topics.find(topic => topic.id === id)?.name ?? id,
      tier,
      evidence: telling(evidence),
    }));
}

/** What only supports is left out where something says it by itself. */
function telling(evidence: readonly Evidence[]): Evidence[] {
  const strong = evidence.filter(({ weak }) => !weak);
  return strong.length > 0 ? strong : [...evidence];
}

function ownReasons(scanned: ScannedPaper, interests: Interests): Reason[] {
  const keywords = interests.keywords.flatMap((keyword): Reason[] => {
    const evidence = scanned.phrases.get(keyword);
    return evidence ? [{ kind: 'keyword', keyword, evidence }] : [];
  });
  const authors = interests.authors.filter(author => scanned.authors.has(foldName(author)));
  const categories = interests.categories.filter(category => scanned.categories.has(foldCategory(category)));
  return [
    ...keywords,
    ...authors.map((author): Reason => ({ kind: 'author', author })),
    ...categories.map((category): Reason => ({ kind: 'category', category })),
  ];
}
