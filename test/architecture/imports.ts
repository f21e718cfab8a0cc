// What a file imports, in every form that TypeScript has for it, types included.
import type { Token } from './tokens.ts';

export interface Import {
  /** As written, or undefined where it is computed. */
  specifier: string | undefined;
  /** `re-export` also covers `export type … from`. */
  kind: 'import' | 're-export' | 'call';
  line: number;
}

/** Static and dynamic imports, `import('…')` types and re-exports, in the order of the file. */
export function importsOf(tokens: readonly Token[]): Import[] {
  return tokens.flatMap((token, index): Import[] => {
    if (token.kind !== 'word' || isPropertyName(tokens, index)) return [];
    const { line } = token;
    const next = tokens[index + 1];
    if (token.text === 'import' && next?.text === '(') {
      const argument = tokens[index + 2];
      const isPlain = argument?.kind === 'string' && [')', ','].includes(tokens[index + 3]?.text ?? '');
      return [{ specifier: isPlain ? argument.text : undefined, kind: 'call', line }];
    }
    if (token.text === 'import' && next?.kind === 'string') return [{ specifier: next.text, kind: 'import', line }];
    if (token.text === 'import') return [{ specifier: specifierAfter(tokens, index + 1), kind: 'import', line }];
    if (token.text !== 'export') return [];
    const specifier = reExported(tokens, index + 1);
    return specifier === undefined ? [] : [{ specifier, kind: 're-export', line }];
  });
}

/** `import.meta`, `x.import`, `{ import: 1 }`, `import?: T`. */
function isPropertyName(tokens: readonly Token[], index: number): boolean {
  return tokens[index - 1]?.text === '.' || ['.', ':', '?'].includes(tokens[index + 1]?.text ?? '');
}

/** The string after the first `from`; `import x = require()` has none and counts as computed. */
function specifierAfter(tokens: readonly Token[], start: number): string | undefined {
  for (let index = start; index < tokens.length; index += 1) {
    const [token, next] = [tokens[index], tokens[index + 1]];
    if (token?.text === 'from' && next?.kind === 'string') return next.text;
    if (token?.text === '=' || token?.text === ';') return undefined;
  }
  return undefined;
}

/** `export * from`, `export * as x from`, `export { … } from`, each also with `type`. */
function reExported(tokens: readonly Token[], start: number): string | undefined {
  const list = tokens[start]?.text === 'type' ? start + 1 : start;
  const opening = tokens[list]?.text;
  if (opening !== '*' && opening !== '{') return undefined;
  const end = opening === '*' ? list : tokens.findIndex(({ text }, index) => index > list && text === '}');
  const from = tokens.findIndex(({ text }, index) => index > end && text === 'from');
  const plain = opening === '{' ? from === end + 1 : from !== -1 && from <= end + 3;
  return plain && tokens[from + 1]?.kind === 'string' ? tokens[from + 1]?.text : undefined;
}
