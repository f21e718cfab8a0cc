// Cuts a template into its fragments, and the frame among them into what is the same in every mail and what is not.
import Handlebars from 'handlebars';
import { templateFault } from './template-sources.ts';

/** In the order a template has them; all but the first open with a marker line `<!-- fragment: NAME -->`. */
const FRAGMENTS = ['opening', 'card-full', 'brief', 'card-compact', 'card-title', 'closing'] as const;
export type FragmentName = (typeof FRAGMENTS)[number];

/** Whole lines of a template. */
export interface Run {
  text: string;
  /** The variables in it but for the labels; inside of a loop those of its items too. Without any it is the same in all mails. */
  names: ReadonlySet<string>;
}

/** The same in every view. */
const LABELS = 'say';
const NO_NAMES: ReadonlySet<string> = new Set();
const MARKER = /^[ \t]*<!--\s*fragment:\s*([a-z-]+)\s*-->[ \t]*\n?/gm;
/** Less text that is the same for all is not worth a piece of its own. */
const CONSTANT_MIN = 300;
/**
 * What is hardly ever the same in two mails, or in two cards of one paper: it stands in pieces of its own, so that all else is
 * rendered and encoded for many mails at once.
 */
export const RARELY_EQUAL: ReadonlySet<string> = new Set([
  'subject',
  'preheader',
  'subscription',
  'followUps',
  'justMissed',
  'why',
  'short',
]);

/** @throws AppError template_invalid where a fragment is missing or a block spans two */
export function splitFragments(source: string, file: string): ReadonlyMap<FragmentName, Run[]> {
  const parts = ['opening', ...source.split(MARKER)];
  const names = parts.filter((_, index) => index % 2 === 0).join(', ');
  if (names !== FRAGMENTS.join(', ')) {
    throw templateFault(
      { file },
      `found the fragments ${names}; expected ${FRAGMENTS.join(', ')}, each but the first after a line <!-- fragment: NAME -->`,
    );
  }
  return new Map(FRAGMENTS.map((name, index) => [name, splitRuns(name, parts[index * 2 + 1]!, file)]));
}

function splitRuns(name: FragmentName, text: string, file: string): Run[] {
  const named = namesByLine(name, text, file);
  const lines = text.split(/(?<=\n)/).map((line, index) => ({ text: line, names: named[index] ?? new Set<string>() }));
  const isRare = (run: Run) => kindOf(run) === 'rare';
  // A card is one paper's: all but its reasons is made once.
  if (name.startsWith('card')) return joinNeighbours(lines, (run, next) => isRare(run) === isRare(next));
  const runs = joinNeighbours(lines, (run, next) => kindOf(run) === kindOf(next));
  return joinNeighbours(runs, (run, next) => !isRare(run) && !isRare(next) && (isShort(run) || isShort(next)));
}

function kindOf({ names }: Run): 'constant' | 'common' | 'rare' {
  if (names.size === 0) return 'constant';
  return names.isDisjointFrom(RARELY_EQUAL) ? 'common' : 'rare';
}

function isShort(run: Run): boolean {
  return kindOf(run) === 'constant' && run.text.length < CONSTANT_MIN;
}

function joinNeighbours(runs: readonly Run[], belong: (run: Run, next: Run) => boolean): Run[] {
  const joined: Run[] = [];
  for (const next of runs) {
    const run = joined.at(-1);
    if (run && belong(run, next))
      joined[joined.length - 1] = { text: run.text + next.text, names: run.names.union(next.names) };
    else joined.push(next);
  }
  return joined;
}

/** For each line, the variables of the statements that stand on it or reach over it. */
function namesByLine(fragment: FragmentName, text: string, file: string): Set<string>[] {
  const lines: Set<string>[] = [];
  try {
    for (const statement of Handlebars.parse(text).body) {
      const names = variableNames(statement);
      for (let line = statement.loc.start.line; line <= statement.loc.end.line; line += 1) {
        lines[line - 1] = names.union(lines[line - 1] ?? NO_NAMES);
      }
    }
  } catch (error) {
    throw templateFault({ file }, `fragment ${fragment}: a block must end in the fragment it begins in`, error);
  }
  return lines;
}

/** The first part of every path: `credits` and `text` of `{{#each credits}}{{text}}{{/each}}`. */
function variableNames(statement: hbs.AST.Statement): Set<string> {
  const names = new Set<string>();
  class Names extends Handlebars.Visitor {
    override PathExpression({ parts }: hbs.AST.PathExpression): void {
      const [first] = parts;
      if (first !== undefined && first !== LABELS) names.add(first);
    }
  }
  new Names().accept(statement);
  return names;
}
