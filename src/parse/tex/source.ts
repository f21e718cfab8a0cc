// A text to read TeX from: patterns tried at one place, and the braces that belong together.

/** What was read, and where reading goes on. */
export interface Read {
  text: string;
  end: number;
}

export class Source {
  readonly text: string;
  /** Offset of the brace that closes the group opened at an offset. */
  readonly #closing: ReadonlyMap<number, number>;

  constructor(text: string) {
    this.text = text;
    this.#closing = matchBraces(text);
  }

  /** The closing brace of the group that begins at an offset; undefined where none begins or none ends it. */
  closing(at: number): number | undefined {
    return this.#closing.get(at);
  }

  /** @param pattern sticky */
  match(pattern: RegExp, at: number): RegExpExecArray | null {
    pattern.lastIndex = at;
    return pattern.exec(this.text);
  }

  /** @returns the offset behind what a sticky pattern matches, or undefined where it does not */
  after(pattern: RegExp, at: number): number | undefined {
    return this.match(pattern, at) ? pattern.lastIndex : undefined;
  }

  /** What stands there, unread. */
  copy(start: number, end: number): Read {
    return { text: this.text.slice(start, end), end };
  }
}

function matchBraces(text: string): Map<number, number> {
  const closing = new Map<number, number>();
  if (!text.includes('{')) return closing;
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '{') open.push(at);
    else if (text[at] === '}') {
      const start = open.pop();
      if (start !== undefined) closing.set(start, at);
    }
  }
  return closing;
}
