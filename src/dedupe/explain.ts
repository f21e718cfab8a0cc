// Why records were joined, or not, in lines for operators.
import type { Candidate } from '../domain/paper.ts';
import { candidatePairs } from './candidates.ts';
import { POINTS_NEEDED } from './compare.ts';
import { type Decision, decide } from './decide.ts';
import { dedupe, type Join } from './dedupe.ts';

/** Lines of each kind; the rest is counted. */
const MAX_LINES = 500;
/** Pairs that are compared for the sake of an explanation. */
const MAX_PAIRS = 20_000;
/** Names of records in one line. */
const MAX_NAMES = 4;
/** Points that show as 0.0 are none. */
const LEAST_POINTS = 0.05;

export interface Explained {
  works: Candidate[];
  /** One for each join as it happened, then one for each two records that share a key and are two papers, the likest first. */
  lines: string[];
}

/** Dedupes and says why: at most 500 lines of a kind, and how many were left out. */
export function explainDedupe(candidates: readonly Candidate[]): Explained {
  const joins: Join[] = [];
  const works = dedupe(candidates, join => joins.push(join));
  const name = (place: number) => candidates[place]?.ref ?? `#${place + 1}`;
  const refused = refusedPairs(candidates, joins);
  return {
    works,
    lines: [
      ...capped(
        joins.map(
          ({ work, joined, decision }) => `${names(joined, name)} joined ${names(work, name)}: ${inWords(decision)}`,
        ),
        'joins',
      ),
      ...capped(
        refused.pairs.map(({ pair: [a, b], decision }) => `${name(a)} and ${name(b)}: ${apartInWords(decision)}`),
        'pairs that are two papers',
      ),
      ...(refused.unseen > 0 ? [`... and ${refused.unseen} pairs that share a key were not looked at`] : []),
    ],
  };
}

interface Refused {
  pairs: { pair: [number, number]; decision: Decision }[];
  unseen: number;
}

function refusedPairs(candidates: readonly Candidate[], joins: readonly Join[]): Refused {
  const workOf = candidates.map((_, place) => place);
  for (const { work, joined } of joins) {
    const [kept, gone] = [workOf[work[0]!]!, workOf[joined[0]!]!];
    for (const [place, each] of workOf.entries()) if (each === gone) workOf[place] = kept;
  }
  const apart = candidatePairs(candidates).filter(([a, b]) => workOf[a] !== workOf[b]);
  const pairs = apart
    .slice(0, MAX_PAIRS)
    .map(pair => ({ pair, decision: decide(candidates[pair[0]]!, candidates[pair[1]]!) }));
  pairs.sort((a, b) => (a.decision.score === b.decision.score ? 0 : b.decision.score - a.decision.score));
  return { pairs, unseen: apart.length - pairs.length };
}

function capped(lines: readonly string[], what: string): string[] {
  const more = lines.length - MAX_LINES;
  return more > 0 ? [...lines.slice(0, MAX_LINES), `... and ${more} more ${what}`] : [...lines];
}

function names(places: readonly number[], name: (place: number) => string): string {
  const more = places.length - MAX_NAMES;
  return places.slice(0, MAX_NAMES).map(name).join(' + ') + (more > 0 ? ` + ${more} more` : '');
}

/** Two that are one by themselves may each have joined others that tell them apart. */
function apartInWords(decision: Decision): string {
  return decision.same
    ? `two papers, as what joined them differs, though by themselves ${inWords(decision)}`
    : inWords(decision);
}

/** "one paper, same title and authors in common; 14.4 points where 11.2 are needed: 4.5 title of one in ...". */
function inWords({ same, because, parts, score }: Decision): string {
  const verdict = `${same ? 'one paper' : 'two papers'}, ${because}`;
  if (parts.length === 0) return verdict;
  const points = parts
    .map(({ name, value, weight }) => ({ name, points: value * weight }))
    .filter(part => Math.abs(part.points) >= LEAST_POINTS)
    .map(part => `${part.points.toFixed(1)} ${part.name}`);
  const overruled = same === score > 0 ? '' : ', which that overrules';
  const sum = Math.max(0, score + POINTS_NEEDED);
  return `${verdict}; ${sum.toFixed(1)} points where ${POINTS_NEEDED.toFixed(1)} are needed${overruled}: ${points.join(', ')}`;
}
