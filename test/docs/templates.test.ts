// docs/templates.md names what templates really may use, and its examples work.
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  CARD_DESCRIBED,
  COLOURS_DESCRIBED,
  CREDIT_DESCRIBED,
  FRAGMENTS_DESCRIBED,
  FRAME_DESCRIBED,
  HELPERS_DESCRIBED,
  LINK_DESCRIBED,
  NOTE_DESCRIBED,
  PART_DESCRIBED,
  templateReference,
  WHY_DESCRIBED,
} from '../../src/render/describe-templates.ts';
import { explainReasons } from '../../src/render/explain-reason.ts';
import { frameViewer } from '../../src/render/frame-view.ts';
import { HELPER_NAMES } from '../../src/render/handlebars-instances.ts';
import { loadTemplates } from '../../src/render/load-templates.ts';
import { ENGLISH } from '../../src/render/messages-en.ts';
import { paperViewer } from '../../src/render/paper-view.ts';
import { createRenderer } from '../../src/render/renderer.ts';
import { PAPERBOY_THEME } from '../../src/render/theme.ts';
import { readTheme } from '../../src/render/theme-file.ts';
import { PUBLIC_URL, paper, selection, TEMPLATES, topic } from '../render/sample.ts';
import { fencedBlocks, ROOT, readProjectFile } from './markdown.ts';

const FILE = 'docs/templates.md';
const document = readProjectFile(FILE);
const sorted = (object: object) => Object.keys(object).sort();

test('its reference is the one that the code yields', async () => {
  const begin = document.indexOf('\n', document.indexOf('<!-- generated from')) + 1;
  const end = document.indexOf('<!-- end of the generated part');
  const expected = `${document.slice(0, begin)}\n${templateReference()}\n\n${document.slice(end)}`;
  await expect(expected).toMatchFileSnapshot(`${ROOT}${FILE}`);
});

test('the reference describes exactly the variables that templates are given', () => {
  const shown = paper({ arxivId: '2511.00001', links: { code: 'https://example.org/code' } });
  const card = paperViewer(shown, ENGLISH)(explainReasons([topic('Robotics', 'grasping')]));
  const paperOf = () => ({ paper: shown, title: card.title, isUnvoted: false });
  const frame = frameViewer(
    { name: 'Paperboy', postalAddress: '', date: '2026-11-20', paperOf },
    ENGLISH,
  )(
    selection([shown], {
      followUps: [{ paperId: 1, sentOn: '2026-11-17', news: { kind: 'code' } }],
      justMissed: [{ paperId: 1, miss: { kind: 'muted', word: 'survey' } }],
    }),
  );
  expect(sorted(card)).toEqual(sorted(CARD_DESCRIBED));
  expect(sorted(card.why)).toEqual(sorted(WHY_DESCRIBED));
  expect(sorted(card.why.parts[0]!)).toEqual(sorted(PART_DESCRIBED));
  expect(sorted(card.links[0]!)).toEqual(sorted(LINK_DESCRIBED));
  expect(sorted(frame)).toEqual(sorted(FRAME_DESCRIBED));
  for (const note of [...frame.followUps, ...frame.justMissed]) expect(sorted(note)).toEqual(sorted(NOTE_DESCRIBED));
  expect(sorted(frame.credits[0]!)).toEqual(sorted(CREDIT_DESCRIBED));
  expect(sorted(HELPER_NAMES)).toEqual(sorted(HELPERS_DESCRIBED));
  expect(sorted(PAPERBOY_THEME.light)).toEqual(sorted(COLOURS_DESCRIBED));
});

test('each fragment it names is in both templates', async () => {
  const templates = await loadTemplates(TEMPLATES);
  for (const file of ['digest.mjml', 'digest.txt.hbs']) {
    const found = [...templates.get(file)!.matchAll(/<!-- fragment: (\S+) -->/g)].map(([, name]) => name);
    expect(['opening', ...found]).toEqual(Object.keys(FRAGMENTS_DESCRIBED));
  }
});

test('its example of a theme has no faults', () => {
  const [example = ''] = fencedBlocks(document, 'yaml');
  expect(readTheme(parse(example), PAPERBOY_THEME)).toMatchObject({ theme: { name: 'Lab Papers' } });
});

test('its example of a condition compiles', async () => {
  const [example = ''] = fencedBlocks(document, 'html');
  const templates = await loadTemplates(TEMPLATES);
  const footer = 'partials/footer.mjml';
  const changed = new Map([...templates, [footer, `${example}\n${templates.get(footer)}`]]);
  await expect(
    createRenderer({
      templates: changed,
      theme: PAPERBOY_THEME,
      publicUrl: PUBLIC_URL,
      postalAddress: 'Example Street 1',
    }),
  ).resolves.toBeDefined();
});
