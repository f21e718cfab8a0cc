// What Python prints for its plain values, `{'a': None, 'b': "it's"}`, read as the values they were.

/** Deeper than any record, and shallow enough for the stack. */
const MAX_DEPTH = 100;
const SPACE = /\s*/y;
const NUMBER = /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?/iy;
const NAME = /-?[A-Za-z_][\w.]*/y;
const STRING_MARK = { "'": /['\\\n]/g, '"': /["\\\n]/g } as const;
/** Python's own escapes; before any other character the backslash is itself. */
const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))/y;
const ESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"' };
/** JSON has no numbers beyond the finite ones either. */
const NAMED: Record<string, unknown> = { None: null, True: true, False: false, nan: null, inf: null, '-inf': null };

/**
 * Reads a dict, list, tuple, string, number, None, True, False or `datetime.datetime(…)`, in one pass.
 * Tuples become lists, dates ISO 8601 instants (UTC where they name no zone). Nothing is guessed or repaired.
 * @returns the value, or what was expected and where (characters from 1)
 */
export function readPythonLiteral(text: string): { value: unknown } | { fault: string } {
  try {
    return { value: new Reader(text).readAll() };
  } catch (error) {
    if (error instanceof Broken) return { fault: error.message };
    throw error;
  }
}

class Broken extends Error {}

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readAll(): unknown {
    const value = this.#value();
    this.#take(SPACE);
    if (this.#at < this.#text.length) this.#fail('the end');
    return value;
  }

  #value(): unknown {
    this.#take(SPACE);
    const sign = this.#text[this.#at];
    if (sign === "'" || sign === '"') return this.#string(sign);
    if (sign === '{') return Object.fromEntries(this.#items('}', () => this.#pair()));
    if (sign === '[') return this.#items(']', () => this.#value());
    if (sign === '(') return this.#items(')', () => this.#value());
    const number = this.#take(NUMBER);
    if (number !== '') return Number(number);
    const start = this.#at;
    const name = this.#take(NAME);
    if (Object.hasOwn(NAMED, name)) return NAMED[name];
    if (/^(?:datetime\.)?datetime$/.test(name) && this.#text[this.#at] === '(') return this.#instant();
    this.#at = start;
    return this.#fail('a value');
  }

  #items<T>(close: string, readItem: () => T): T[] {
    if (++this.#depth > MAX_DEPTH) this.#fail(`at most ${MAX_DEPTH} levels`);
    const items: T[] = [];
    this.#at++;
    while (!this.#takes(close)) {
      items.push(readItem());
      if (this.#takes(',')) continue;
      if (this.#takes(close)) break;
      this.#fail(`"," or "${close}"`);
    }
    this.#depth--;
    return items;
  }

  #pair(): [string, unknown] {
    const key = String(this.#value());
    if (!this.#takes(':')) this.#fail('":"');
    return [key, this.#value()];
  }

  #string(quote: "'" | '"'): string {
    const start = this.#at++;
    const parts: string[] = [];
    const mark = STRING_MARK[quote];
    for (;;) {
      mark.lastIndex = this.#at;
      const found = mark.exec(this.#text);
      if (!found || found[0] === '\n') {
        throw new Broken(`the string that begins at character ${start + 1} has no end`);
      }
      parts.push(this.#text.slice(this.#at, found.index));
      this.#at = found.index;
      if (found[0] === quote) break;
      parts.push(this.#escape());
    }
    this.#at++;
    return parts.join('');
  }

  #escape(): string {
    ESCAPE.lastIndex = this.#at;
    const [whole = '\\', byte, unit, point, sign] = ESCAPE.exec(this.#text) ?? [];
    this.#at += whole.length;
    if (sign !== undefined) return ESCAPED[sign] ?? whole;
    const code = Number.parseInt(byte ?? unit ?? point ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  }

  /** `(2024, 12, 1, 3, 4, tzinfo=datetime.timezone.utc)`: year, month, day, then perhaps the time down to microseconds. */
  #instant(): string {
    const parts = this.#items(')', () => {
      this.#take(SPACE);
      return this.#take(NUMBER) || this.#take(/tzinfo=(?:datetime\.)?timezone\.utc/y) || this.#fail('a part of a date');
    }).filter(part => !part.startsWith('tzinfo'));
    const [year = Number.NaN, month = 1, day = 1, hour = 0, minute = 0, second = 0, micros = 0] = parts.map(Number);
    const at = Date.UTC(year, month - 1, day, hour, minute, second, micros / 1000);
    // A month 13 would become January of the next year.
    const exists = new Date(at).getUTCMonth() === month - 1 && new Date(at).getUTCDate() === day;
    return exists ? new Date(at).toISOString() : this.#fail('a date that exists before it');
  }

  #takes(sign: string): boolean {
    this.#take(SPACE);
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #fail(expected: string): never {
    const found = this.#text.slice(this.#at, this.#at + 20);
    throw new Broken(
      `at character ${this.#at + 1} stands ${found === '' ? 'nothing' : JSON.stringify(found)}: expected ${expected}`,
    );
  }
}
