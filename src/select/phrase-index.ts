// Many phrases, one scan: a trie over words that finds every phrase in a text, however many there are.
import { type Token, tokenize } from './tokens.ts';

/** One occurrence; offsets count UTF-16 units. */
export interface Occurrence {
  phrase: number;
  start: number;
  end: number;
}

interface Node {
  next: Map<string, Node>;
  /** Phrases whose last word is a beginning, such as `robot*`, by that beginning. */
  prefixes?: Map<string, number>;
  phrase?: number;
}

/** A word without end in a hostile text must not cost its length squared. */
const LONGEST_BEGINNING = 200;

export class PhraseIndex {
  readonly #root: Node = { next: new Map() };
  readonly #phrases: string[] = [];

  /**
   * A `*` at the end makes the last word a beginning: `robot*` finds robots and robotics.
   * @returns the phrase's number, the same for every spelling that means the same words; undefined for one without words
   */
  add(phrase: string): number | undefined {
    const tokens = tokenize(phrase);
    const beginning = /\*\s*$/.test(phrase) ? tokens.pop()?.lower : undefined;
    let node = this.#root;
    for (const { exact } of tokens) {
      const next = node.next.get(exact) ?? { next: new Map() };
      node.next.set(exact, next);
      node = next;
    }
    if (beginning === undefined) {
      if (node === this.#root) return undefined;
      node.phrase ??= this.#phrases.push(phrase) - 1;
      return node.phrase;
    }
    node.prefixes ??= new Map();
    const number = node.prefixes.get(beginning) ?? this.#phrases.push(phrase) - 1;
    node.prefixes.set(beginning, number);
    return number;
  }

  /** The phrase as it was first added. */
  text(phrase: number): string {
    return this.#phrases[phrase]!;
  }

  /** Every occurrence of every phrase, in order of its start, longer ones first. */
  scan(text: string): Occurrence[] {
    const tokens = tokenize(text);
    const found: Occurrence[] = [];
    for (let at = 0; at < tokens.length; at += 1) {
      const here: Occurrence[] = [];
      walk(this.#root, { tokens, from: at, at, found: here });
      found.push(...here.sort((a, b) => b.end - a.end));
    }
    return found;
  }
}

interface Walk {
  tokens: readonly Token[];
  from: number;
  at: number;
  found: Occurrence[];
}

function walk(node: Node, { tokens, from, at, found }: Walk): void {
  const token = tokens[at];
  if (!token || (at > from && token.breaks)) return;
  const longest = node.prefixes ? Math.min(token.lower.length, LONGEST_BEGINNING) : 0;
  for (let length = 1; length <= longest; length += 1) {
    const phrase = node.prefixes?.get(token.lower.slice(0, length));
    if (phrase !== undefined) found.push({ phrase, start: tokens[from]!.start, end: token.end });
  }
  // An acronym is also its own lower-case word: a reader's `rl` finds `RL`, the catalogue's `RL` does not find `rl`.
  for (const form of token.exact === token.folded ? [token.folded] : [token.exact, token.folded]) {
    const next = node.next.get(form);
    if (!next) continue;
    if (next.phrase !== undefined) found.push({ phrase: next.phrase, start: tokens[from]!.start, end: token.end });
    walk(next, { tokens, from, at: at + 1, found });
  }
}
