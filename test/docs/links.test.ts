// Every link in a document leads somewhere.
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { anchorsOf, linkTargets, MARKDOWN_FILES, ROOT, readProjectFile } from './markdown.ts';

/** What is wrong with a link, in words, or undefined. The network is never asked. */
function faultOf(target: string, file: string): string | undefined {
  if (/^(?:https:|mailto:)/.test(target)) return URL.canParse(target) ? undefined : `${target} is no URL`;
  const [path = '', anchor] = target.split('#');
  const found = path === '' ? file : posix.join(posix.dirname(file), decodeURIComponent(path));
  if (found.startsWith('..') || !existsSync(`${ROOT}${found}`)) return `${target} leads to no file`;
  if (anchor === undefined) return undefined;
  return anchorsOf(readProjectFile(found)).has(anchor) ? undefined : `${target} leads to no heading`;
}

test.each(MARKDOWN_FILES)('every link of %s leads to a file, and every anchor to a heading', file => {
  const faults = linkTargets(readProjectFile(file)).map(target => faultOf(target, file));
  expect(faults.filter(fault => fault !== undefined)).toEqual([]);
});

test('the documents that the others build on are there', () => {
  expect(MARKDOWN_FILES).toEqual(
    expect.arrayContaining([
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'README.md',
      'docs/architecture.md',
      'docs/concepts.md',
      'docs/configuration.md',
      'docs/errors.md',
      'docs/operations.md',
    ]),
  );
});

test('decision records are numbered without a gap, and each says why and what follows', () => {
  const records = MARKDOWN_FILES.filter(file => file.startsWith('docs/adr/'));
  records.forEach((file, index) => {
    expect(file).toMatch(new RegExp(`^docs/adr/${String(index + 1).padStart(4, '0')}-[a-z0-9-]+\\.md$`));
    const text = readProjectFile(file);
    expect(text).toMatch(new RegExp(`^# ${index + 1}\\. `));
    expect([...anchorsOf(text)].slice(1)).toEqual(['context', 'decision', 'consequences']);
  });
  expect(records.length).toBeGreaterThan(0);
});

describe('a broken link is found', () => {
  test.each([
    ['docs/gone.md', 'docs/gone.md leads to no file'],
    ['../outside.md', '../outside.md leads to no file'],
    ['docs/operations.md#nothing', 'docs/operations.md#nothing leads to no heading'],
    ['https://', 'https:// is no URL'],
  ])('%s', (target, fault) => {
    expect(linkTargets(`See [this](${target}) and \`[not](this.md)\`.`)).toEqual([target]);
    expect(faultOf(target, 'README.md')).toBe(fault);
  });
});
