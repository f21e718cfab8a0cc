// Which tags of MJML, and which blocks of Handlebars, nothing closes.
import type { SourceLine } from './template-sources.ts';

/** One end of a tag or a block. */
interface End {
  /** As it stands there. */
  text: string;
  name: string;
  closes: boolean;
  /** Of its first character. */
  index: number;
}

const MJ_TAG = /<(\/?)(mj(?:ml|-[a-z-]+))\b(?:"[^"]*"|'[^']*'|[^<>"'])*>/gi;
const COMMENT = /<!--[\s\S]*?-->/g;
const HANDLEBARS_COMMENT = /\{\{~?!(?:--[\s\S]*?--|[^}]*)~?\}\}/g;
const BLOCK_END = /\{\{~?\s*([#^/])\s*[>*]?\s*([^\s}~]+)[^}]*\}\}/g;

/** The first MJML tag without its other end. */
export function unpairedTag(text: string): End | undefined {
  const tags = [...text.replace(COMMENT, blankOut).matchAll(MJ_TAG)].filter(([tag]) => !tag.endsWith('/>'));
  return unpaired(
    tags.map(({ 0: text, 1: slash, 2: name = '', index }) => ({ text, name, closes: slash === '/', index })),
  );
}

/**
 * The first block of Handlebars without its other end, looked for in each file by itself: put together, the end of one file's
 * block may seem to be that of another's, and what is left over then stands in a file that is right.
 * @param lines of a template with its partials put in
 */
export function unpairedBlock(lines: readonly SourceLine[]): (End & { at: SourceLine }) | undefined {
  for (const own of Map.groupBy(lines, ({ file }) => file).values()) {
    const text = own.map(line => line.text).join('\n');
    const found = unpaired(blockEnds(text));
    if (found) return { ...found, at: own[text.slice(0, found.index).split('\n').length - 1]! };
  }
  return undefined;
}

function blockEnds(text: string): End[] {
  return [...text.replace(HANDLEBARS_COMMENT, blankOut).matchAll(BLOCK_END)].map(
    ({ 0: text, 1: sign, 2: name = '', index }) => ({ text, name, closes: sign === '/', index }),
  );
}

function unpaired(ends: readonly End[]): End | undefined {
  const open: End[] = [];
  for (const end of ends) {
    if (!end.closes) {
      open.push(end);
      continue;
    }
    if (!open.some(({ name }) => name === end.name)) return end;
    const last = open.pop()!;
    if (last.name !== end.name) return last;
  }
  return open.at(-1);
}

/** Only its lines are left. */
export function blankOut(part: string): string {
  return part.replace(/[^\n]/g, ' ');
}
