// What the mail programs of most readers make of the HTML and CSS of a mail, judged with caniemail's data.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { SHARED_DATA } from '../programs.ts';
import { CANIEMAIL, deniedBy, type FeatureData, titlesOf, type UsedFeature, usedFeatures } from './features.ts';
import { sampleMails } from './readers.ts';

/** Takes no `<style>` at all: what stands only in a style sheet is not asked of it, and must not be needed. */
const WITHOUT_STYLE_SHEETS = 'gmail.mobile-webmail';

/** By caniemail's titles: what not every program takes, and why a mail is as readable and whole without. */
const HARMLESS: Readonly<Record<string, string>> = {
  '@media': 'narrower margins on phones; without it they stay as on a desk, and the column is fluid anyway',
  '@media (prefers-color-scheme)': 'dark colours; without it the mail is light, or the program darkens it itself',
  'color-scheme CSS property': 'says that the mail has dark colours; without it the mail is light',
  ':hover': 'underlines a link below the mouse; links are told apart without it',
  'Chaining selectors': 'dark colours in sheets whose media query the same programs do not take',
  'Child combinator': 'the dark background of the page, likewise',
  outline: 'MJML’s reset for pictures',
  'height property': 'MJML’s reset for pictures, `auto`, which is what they have without it',
  'overflow-wrap': 'breaks a word longer than the line; MJML’s `word-break` does the same where this is not taken',
  'word-break':
    'the counterpart of `overflow-wrap`; where neither is taken, a longest word of 100 letters widens the page',
  overflow: 'one of the ways in which MJML hides the preheader, beside `display: none` and a font of 1 px',
  'max-height property': 'hides the preheader, likewise',
  opacity: 'hides the preheader, likewise',
  'display:none': 'hides the preheader; where it is not taken, 1 px of white on white is left',
  'white-space': 'keeps the words of a link on one line',
  'word-spacing': 'MJML’s reset, `normal`, which it is without',
  'system-ui, ui-serif, ui-sans-serif, ui-rounded, ui-monospace': 'the first of a list of fonts that ends with Arial',
  '<body> element': 'made a `<div>` by some; MJML sets colours and fonts within it again',
  'role attribute': 'tells a screen reader that tables are layout; without it the order of reading is the same',
};

const SHARED = SHARED_DATA && `${SHARED_DATA}/caniemail-features.json`;
const DATA: [string, readonly FeatureData[] | undefined][] = [
  ['the npm package', CANIEMAIL],
  [
    'the shared data',
    SHARED && existsSync(SHARED)
      ? Object.values(JSON.parse(readFileSync(SHARED, 'utf8')) as Record<string, FeatureData>)
      : undefined,
  ],
];

let features: { feature: UsedFeature; titles: string[] }[];
beforeAll(async () => {
  const used = new Map<string, UsedFeature>();
  for (const { mail } of await sampleMails()) {
    for (const feature of usedFeatures(mail.html)) {
      const known = used.get(feature.name);
      if (!known || known.isSheet) used.set(feature.name, feature);
    }
  }
  features = [...used.values()].map(feature => ({ feature, titles: titlesOf(feature) }));
});

describe.each(DATA)('by the data of %s', (_, data) => {
  /** By title: the features that some program does not take, and those programs. */
  function denied(): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const { feature, titles } of features) {
      for (const title of titles) {
        const programs = deniedBy(data!.find(known => known.title === title)!).filter(
          program => !(feature.isSheet && program === WITHOUT_STYLE_SHEETS),
        );
        if (programs.length > 0)
          found.set(title, [...(found.get(title) ?? []), `${feature.name} (${programs.join(', ')})`]);
      }
    }
    return found;
  }

  test.skipIf(!data)('Gmail, Outlook, Apple Mail and Yahoo take every feature that is not harmless without', () => {
    expect(Object.fromEntries([...denied()].filter(([title]) => !(title in HARMLESS)))).toEqual({});
  });

  test.skipIf(!data)('nothing is excused that no mail uses, or that everybody takes by now', () => {
    const found = denied();
    expect(Object.keys(HARMLESS).filter(title => !found.has(title))).toEqual([]);
    expect(deniedBy(data!.find(({ title }) => title === '<style> element')!)).toEqual([WITHOUT_STYLE_SHEETS]);
  });
});

test('the list of all features is written out, each with who does not take it', () => {
  const byTitle = new Map(CANIEMAIL.map(known => [known.title, deniedBy(known)]));
  const lines = features.map(({ feature: { name, isSheet }, titles }) => {
    const programs = [...new Set(titles.flatMap(title => byTitle.get(title) ?? []))];
    return `${name}${isSheet ? '  [style sheet]' : ''}${programs.length > 0 ? `  not in ${programs.join(', ')}` : ''}`;
  });
  mkdirSync('test/output', { recursive: true });
  writeFileSync('test/output/mail-features.txt', `${lines.sort().join('\n')}\n`);
  expect(lines).toEqual(expect.arrayContaining(['<a href>', '<h1>', '<img alt>', '<td align>', 'font-size: 16px']));
});

test('a new feature that Outlook on Windows does not take is found', () => {
  const [rounded] = usedFeatures('<p style="border-radius:4px">x</p>').filter(
    ({ name }) => name === 'border-radius: 4px',
  );
  const programs = titlesOf(rounded!).flatMap(title => deniedBy(CANIEMAIL.find(known => known.title === title)!));
  expect(programs).toContain('outlook.windows');
});
