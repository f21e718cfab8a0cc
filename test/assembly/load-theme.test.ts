import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { loadTheme } from '../../src/assembly/load-theme.ts';
import { AppError } from '../../src/domain/errors.ts';
import { PAPERBOY_THEME } from '../../src/render/theme.ts';
import { contrast, readTheme } from '../../src/render/theme-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-theme-'));
afterAll(() => rmSync(folder, { recursive: true }));

const mailFrom = { name: 'Papers of the Lab', address: 'papers@lab.org' };

function load(text: string) {
  const themeFile = join(folder, 'theme.yaml');
  writeFileSync(themeFile, text);
  return loadTheme({ themeFile, mailFrom });
}

function faultOf(text: string): string {
  try {
    load(text);
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${error.message.replaceAll(folder, '')}`;
    throw error;
  }
  return 'none';
}

test('without a file the look is ours, under the name of the sender', () => {
  expect(loadTheme({ mailFrom })).toEqual({ ...PAPERBOY_THEME, name: 'Papers of the Lab' });
});

test('an empty file changes nothing', () => {
  expect(load('')).toEqual(loadTheme({ mailFrom }));
});

test('a file changes what it names and leaves the rest', () => {
  const theme = load('name: Lab Papers\nlight:\n  accent: "#1D4ED8"\nserif: "\'Iowan Old Style\', serif"\n');
  expect(theme.name).toBe('Lab Papers');
  expect(theme.serif).toBe("'Iowan Old Style', serif");
  expect(theme.light).toEqual({ ...PAPERBOY_THEME.light, accent: '#1D4ED8' });
  expect(theme.dark).toEqual(PAPERBOY_THEME.dark);
});

test.each<[string, string, string]>([
  ['a colour that is none', 'light:\n  ink: red', ':2: light.ink is "red": expected a colour such as "#C2410C"'],
  [
    'a colour without quotes',
    'light:\n  ink: #123456',
    ':2: light.ink is null: expected a colour such as "#C2410C", in quotes',
  ],
  [
    'text that cannot be read',
    'dark:\n  accent: "#333333"',
    ':2: dark.accent is "#333333": expected a contrast of at least 4.5:1 to dark.paper "#16181D", found 1.40:1',
  ],
  [
    'a field that is none',
    'colours: {}',
    ':1: colours is no field: expected one of name, logo, light, dark, serif, sans',
  ],
  ['a colour of no use', 'light: { inc: "#000000" }', ':1: light.inc is no field: expected one of paper, ink, faint'],
  [
    'a logo by plain http',
    'logo: { url: "http://x.org/a.png", alt: A, width: 10, height: 10 }',
    ':1: logo.url is "http://x.org/a.png": expected an address that begins with https://',
  ],
  [
    'a logo without words',
    'logo: { url: "https://x.org/a.png", width: 10, height: 10 }',
    ':1: logo.alt is missing: expected one line of text',
  ],
  [
    'a logo wider than the mail',
    'logo: { url: "https://x.org/a.png", alt: A, width: 900, height: 10 }',
    ':1: logo.width is 900: expected a whole number of pixels from 1 to 544',
  ],
  [
    'fonts that leave their place',
    "serif: 'Georgia; color: red'",
    ':1: serif is "Georgia; color: red": expected names of',
  ],
  ['what is no YAML', 'light: [', ':1: '],
  ['what is no mapping', '- light', ':1: the file is ["light"]: expected fields such as name'],
])('names file, line, field and value of %s', (_, text, fault) => {
  expect(faultOf(text)).toContain(`config_invalid /theme.yaml${fault}`);
});

test('names all faults at once', () => {
  const fault = faultOf('light:\n  ink: red\ndark:\n  ink: blue\n');
  expect(fault).toMatch(/THEME_FILE has 2 faults:\n {2}\/theme\.yaml:2: light\.ink.*\n {2}\/theme\.yaml:4: dark\.ink/);
});

test('names a file that cannot be read', () => {
  expect(() => loadTheme({ themeFile: `${folder}/nowhere.yaml`, mailFrom })).toThrow(
    /^THEME_FILE is ".*nowhere\.yaml": expected a readable file/,
  );
});

test('takes a pair of colours exactly if text can be read in it', () => {
  const colour = fc.integer({ min: 0, max: 0xffffff }).map(value => `#${value.toString(16).padStart(6, '0')}`);
  fc.assert(
    fc.property(colour, colour, (paper, ink) => {
      const result = readTheme({ light: { paper, ink, faint: ink, accent: ink, mark: paper } }, PAPERBOY_THEME);
      expect('theme' in result).toBe(contrast(paper, ink) >= 4.5);
    }),
  );
});

test('contrast is the one of WCAG', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2);
  expect(contrast('#FFFFFF', '#777777')).toBe(contrast('#777777', '#FFFFFF'));
});
