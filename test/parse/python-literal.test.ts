import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPythonLiteral } from '../../src/parse/python-literal.ts';

/** What `repr` prints: single quotes unless the text holds one and no double quote. */
function repr(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
    const escaped = value.replace(/[\\\n\r\t\u0000-\u001f\u007f-\u00a0\ud800-\udfff]|'/g, sign => {
      if (sign === "'") return quote === "'" ? "\\'" : sign;
      const short = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }[sign];
      const code = sign.charCodeAt(0);
      return short ?? (code < 256 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`);
    });
    return `${quote}${escaped}${quote}`;
  }
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  return `{${Object.entries(value as object)
    .map(([key, inner]) => `${repr(key)}: ${repr(inner)}`)
    .join(', ')}}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

describe('what Python prints', () => {
  test.each([
    [`{'a': None, 'b': True, 'c': False}`, { a: null, b: true, c: false }],
    [`{'name': "Shay O'Neil", 'title': 'the "right" one'}`, { name: "Shay O'Neil", title: 'the "right" one' }],
    [String.raw`'it\'s the "right" one'`, `it's the "right" one`],
    [String.raw`'two\n  lines\tand a \\alpha'`, 'two\n  lines\tand a \\alpha'],
    [String.raw`'A\xa0B \u03b1 \U0001f600 \d'`, 'A\u00a0B α 😀 \\d'],
    ['[1, -2.5, 1e-05, (3,), (), []]', [1, -2.5, 0.00001, [3], [], []]],
    ['[nan, inf, -inf]', [null, null, null]],
    [`{1: 'x', 'y': {}}`, { 1: 'x', y: {} }],
    ['datetime.datetime(2024, 12, 1, 3, 4, 5, 678000)', '2024-12-01T03:04:05.678Z'],
    ['[datetime(2024, 2, 29, tzinfo=datetime.timezone.utc)]', ['2024-02-29T00:00:00.000Z']],
    ['  [ 1 , 2 , ]\n', [1, 2]],
  ])('reads %s', (text, value) => {
    expect(readPythonLiteral(text)).toEqual({ value });
  });

  test.each([
    ["{'title': 'cut o", 'the string that begins at character 11 has no end'],
    [`{'title': 'two\nlines'}`, 'the string that begins at character 11 has no end'],
    [`{'a': 1, 'b': [1, 2`, 'at character 20 stands nothing: expected "," or "]"'],
    [`{'a': 1 'b': 2}`, 'at character 9 stands "\'b\': 2}": expected "," or "}"'],
    [`{'a' 1}`, 'at character 6 stands "1}": expected ":"'],
    [`{'a': <User object>}`, 'at character 7 stands "<User object>}": expected a value'],
    [`{'a': os.system('x')}`, 'at character 7 stands "os.system(\'x\')}": expected a value'],
    [`{'a': 1} {'b': 2}`, 'at character 10 stands "{\'b\': 2}": expected the end'],
    ['[1_000]', 'at character 3 stands "_000]": expected "," or "]"'],
    ['datetime.datetime(2024, 13, 1)', 'expected a date that exists before it'],
    ['', 'at character 1 stands nothing: expected a value'],
    ['['.repeat(2000), 'expected at most 100 levels'],
  ])('names what is wrong in %j', (text, fault) => {
    expect(readPythonLiteral(text)).toEqual({ fault: expect.stringContaining(fault) });
  });

  test('a key named __proto__ is a key', () => {
    const result = readPythonLiteral(`{'__proto__': {'polluted': True}}`);
    expect('value' in result && Object.keys(result.value as object)).toEqual(['__proto__']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('whatever was printed comes back', () => {
    const plain = fc.jsonValue().filter(value => !JSON.stringify(value).includes('e+') && !hasMinusZero(value));
    fc.assert(
      fc.property(plain, value => {
        expect(readPythonLiteral(repr(value))).toEqual({ value });
      }),
    );
  });

  test('no text is more than a value or a fault', () => {
    const pieces = fc.constantFrom(
      "'",
      '"',
      '\\',
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      ':',
      ',',
      ' ',
      'None',
      '1',
      'a',
      '\\x4',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string())), parts => {
        expect(Object.keys(readPythonLiteral(parts.join('')))).toHaveLength(1);
      }),
    );
  });
});

function hasMinusZero(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(hasMinusZero);
  return Object.is(value, -0);
}
