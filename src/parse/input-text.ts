// A decoded document, looked at as text, as lines or as JSON, each computed once and only when asked for.
import { withoutMailQuoting } from './mail-quoting.ts';
import { readJson } from './read-json.ts';
import { type Line, readLines } from './read-lines.ts';

export class InputText {
  readonly text: string;
  readonly locator: string;
  /** The beginning without white space, enough to tell markup from JSON from prose. */
  readonly head: string;
  #lines: Line[] | undefined;
  #json: { value: unknown } | { fault: string } | undefined;

  constructor(text: string, locator: string) {
    this.text = withoutMailQuoting(text);
    this.locator = locator;
    this.head = this.text.trimStart().slice(0, 4096);
  }

  /** @throws AppError input_line_too_long, so that only formats made of lines may ask */
  get lines(): readonly Line[] {
    this.#lines ??= readLines(this.text, this.locator);
    return this.#lines;
  }

  /** The whole text as one JSON value, or why it is none. */
  get json(): { value: unknown } | { fault: string } {
    this.#json ??= readJson(this.text);
    return this.#json;
  }
}
