// Cuts a template into its fragments, and the frame among them into what is the same in every mail and what is not.
import Handlebars from 'handlebars';
import { templateFault } from './template-sources.ts';

/** In the order a template has them; all but the first open with a marker line `<!-- fragment: NAME -->`. */
const FRAGMENTS = ['opening', 'card-full', 'brief', 'card-compact', 'closing'] as const;
export type FragmentName = (typeof FRAGMENTS)[number];

/** Whole lines of a template. */
export interface Run {
  text: string;
  /** No Handlebars in it: one fragment serves all mails. */
  isStatic: boolean;
}

const MARKER = /^[ \t]*<!--\s*fragment:\s*([a-z-]+)\s*-->[ \t]*\n?/gm;
/** Less is not worth a piece of its own. */
const STATIC_MIN = 500;

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
  const dynamic = dynamicLines(name, text, file);
  // A card is made once for many readers and kept whole.
  if (name.startsWith('card')) return [{ text, isStatic: false }];
  const lines = text.split(/(?<=\n)/).map((line, index) => ({ text: line, isStatic: !dynamic.has(index + 1) }));
  return joinAlike(joinAlike(lines).map(run => ({ ...run, isStatic: run.isStatic && run.text.length >= STATIC_MIN })));
}

/** Numbers, from 1, of the lines on which a Handlebars statement stands. */
function dynamicLines(name: FragmentName, text: string, file: string): ReadonlySet<number> {
  const numbers = new Set<number>();
  try {
    for (const { type, loc } of Handlebars.parse(text).body) {
      if (type === 'ContentStatement') continue;
      for (let line = loc.start.line; line <= loc.end.line; line += 1) numbers.add(line);
    }
  } catch (error) {
    throw templateFault({ file }, `fragment ${name}: a block must end in the fragment it begins in`, error);
  }
  return numbers;
}

function joinAlike(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last?.isStatic === run.isStatic) last.text += run.text;
    else joined.push({ ...run });
  }
  return joined;
}
