// TypeScript text to tokens, far enough to tell code from comments, strings, templates and regular expressions.

export interface Token {
  kind: 'word' | 'string' | 'other' | 'punctuation';
  /** As written; of a string its contents, with escapes untouched. */
  text: string;
  /** From 1. */
  line: number;
}

const WORD = /[\p{ID_Start}$_#@][\p{ID_Continue}$\u200c\u200d]*/uy;
const NUMBER = /(?:0[xXbBoO][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?)n?/y;
const SKIPPED = /(?:\s|\/\/[^\n]*|\/\*.*?\*\/)+/sy;
const STRING = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/sy;
const TEMPLATE_PART = /(?:[^`\\$]|\\.|\$(?!\{))*/sy;
const REGEX = /\/(?:[^/\\[\n]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*\])+\/[a-z]*/y;

/** After one of these words a value begins, so a slash there opens a regular expression. */
const BEFORE_VALUE = new Set(
  'await case delete do else extends in instanceof new of return throw typeof void yield'.split(' '),
);

/** @throws Error naming the line where a string, template or comment does not end */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  /** For every open brace whether it is the `${` of a template. */
  const braces: boolean[] = [];
  let at = text.startsWith('#!') ? text.indexOf('\n') : 0;
  let line = 1;

  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    at += pattern.exec(text)?.[0].length ?? 0;
    return pattern.lastIndex > 0;
  };
  const push = (kind: Token['kind'], written: string) => tokens.push({ kind, text: written, line });

  /** The characters of a template up to its end or to the next `${`. */
  const takeTemplate = () => {
    take(TEMPLATE_PART);
    const ends = text.startsWith('`', at);
    if (!ends && at === text.length) throw new Error(`line ${line}: a template does not end`);
    if (!ends) braces.push(true);
    push(ends ? 'other' : 'punctuation', ends ? '`' : '${');
    at += ends ? 1 : 2;
  };
  const takePunctuation = () => {
    const mark = text.charAt(at);
    if (mark === "'" || mark === '"' || text.startsWith('/*', at))
      throw new Error(`line ${line}: ${mark} does not end`);
    at += 1;
    if (mark !== '`') push('punctuation', mark);
    if (mark === '{') braces.push(false);
    if (mark === '`' || (mark === '}' && braces.pop())) takeTemplate();
  };

  while (at < text.length) {
    const start = at;
    if (take(SKIPPED)) {
      // Nothing to keep.
    } else if (take(STRING)) push('string', text.slice(start + 1, at - 1));
    else if (take(WORD)) push('word', text.slice(start, at));
    else if (take(NUMBER) || (opensValue(tokens.at(-1)) && take(REGEX))) push('other', text.slice(start, at));
    else takePunctuation();
    line += text.slice(start, at).split('\n').length - 1;
  }
  return tokens;
}

/** Whether what follows this token is the beginning of a value and not an operator. */
function opensValue(before: Token | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === 'word') return BEFORE_VALUE.has(before.text);
  return before.kind === 'punctuation' && !')]}'.includes(before.text);
}
