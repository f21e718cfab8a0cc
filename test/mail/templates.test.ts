// The templates that come with Paperboy, line by line: what the checks at start refuse is not in any of them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TEMPLATES } from '../render/sample.ts';

const FILES = readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' }).filter(name => /\.(mjml|hbs)$/.test(name));

function matches(file: string, pattern: RegExp): string[] {
  return readFileSync(join(TEMPLATES, file), 'utf8')
    .split('\n')
    .flatMap((line, index) => (line.match(pattern) ?? []).map(found => `${file}:${index + 1}: ${found}`));
}

test('there are templates of both kinds', () => {
  expect(FILES).toEqual(expect.arrayContaining(['digest.mjml', 'digest.txt.hbs']));
});

describe.each(FILES)('%s', file => {
  test.each([
    ['nothing unescaped', /\{\{\{|\{\{~?&/g],
    ['no attribute without quotes', /<[^>]*\s[\w-]+=(?!["'])[^>]*>/g],
    ['no include', /mj-include/g],
    [
      'no script, form, frame, or handler',
      /<(?:script|form|input|button|iframe|object|embed|link|base)\b|\son\w+\s*=/gi,
    ],
    ['every address through url or link', /(?:href|src|action|background)="(?!\{\{(?:url|link) |#)[^"]*"/g],
    ['no value of a paper in a style', /style="[^"]*\{\{(?!theme\.)[^"]*"/g],
  ])('%s', (_, pattern) => expect(matches(file, pattern)).toEqual([]));
});
