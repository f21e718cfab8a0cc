import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House } from '../../src/assembly/house.ts';
import { openPreviewHouse } from '../../src/assembly/preview.ts';
import { composePreview, type PreviewKitchen, previewMail } from '../../src/assembly/preview-mail.ts';
import { previewPapers } from '../../src/assembly/preview-papers.ts';
import { type PreviewPeople, previewPeople } from '../../src/assembly/preview-people.ts';
import { previewTemplates } from '../../src/assembly/preview-templates.ts';
import { readConfig } from '../../src/config.ts';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import { FIXTURES } from '../../src/preview/fixtures.ts';
import type { PreviewRequest } from '../../src/preview/preview-ports.ts';
import { readMail } from '../../src/preview/read-mail.ts';

const PUBLIC_URL = 'https://papers.example.org';
const folder = mkdtempSync(join(tmpdir(), 'paperboy-preview-'));
const people = join(folder, 'subscribers', 'people.yaml');
const rosa = (layout: string) => `- email: rosa@example.org\n  topics: [rl, robotics]\n  layout: ${layout}\n`;

let house: House;
let kitchen: PreviewKitchen;
let readers: PreviewPeople;

beforeAll(async () => {
  mkdirSync(join(folder, 'subscribers'));
  writeFileSync(people, rosa('full'));
  house = await openPreviewHouse(
    readConfig({ DATA_DIR: join(folder, 'data'), SUBSCRIBERS_DIR: join(folder, 'subscribers') }),
  );
  const papers = previewPapers(house, true);
  kitchen = { house, publicUrl: PUBLIC_URL, templates: previewTemplates(house.config, PUBLIC_URL), papers };
  readers = previewPeople(house, { isScratch: true, changed: papers.forgetPeople });
});

afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

async function mailFor(request: PreviewRequest) {
  const mail = await previewMail(kitchen, request);
  if ('empty' in mail) throw new Error(mail.empty);
  return mail;
}

test('a subscriber’s mail follows the people file as it is saved: layout, interests, and who is there', async () => {
  await readers.refresh();
  const [reader] = await readers.readers();
  const request = { reader: reader!.id };
  const full = await mailFor(request);
  expect(full.papers).toBeGreaterThan(0);
  expect((await mailFor({ ...request, layout: 'compact' })).html.length).toBeLessThan(full.html.length);
  expect((await mailFor({ ...request, layout: 'text' })).html).toBe('');

  writeFileSync(people, `${rosa('text')}- email: mei@example.net\n  topics: [vidoe]\n`);
  await readers.refresh();
  expect((await readers.readers()).map(({ address }) => address)).toEqual(['rosa@example.org']);
  expect((await mailFor(request)).html).toBe('');
  expect(readers.faults()).toEqual([
    expect.objectContaining({
      file: people,
      message: expect.stringContaining('vidoe'),
      around: expect.arrayContaining([{ line: 4, text: '- email: mei@example.net' }]),
    }),
  ]);

  writeFileSync(people, `${rosa('text')}- email: mei@example.net\n  topics: [video]\n`);
  await readers.refresh();
  expect(await readers.readers()).toHaveLength(2);
  expect(readers.faults()).toEqual([]);
});

test('what would be sent has every header and the same two parts', async () => {
  const request = { interests: { ...NO_INTERESTS, topics: ['rl'] }, papersPerMail: 3 };
  const shown = await mailFor(request);
  const { headers, html, text } = await readMail((await composePreview(kitchen, request))!);
  expect(headers.map(([name]) => name)).toEqual(
    expect.arrayContaining('From To Subject Date Message-ID List-Id List-Unsubscribe List-Unsubscribe-Post'.split(' ')),
  );
  const lines = (part: string | undefined) => part?.split(/\s+/).filter(word => word !== '');
  expect(lines(html)).toEqual(lines(shown.html));
  expect(lines(text)).toEqual(lines(shown.text));
});

test('who matches nothing gets no mail, and the reason instead', async () => {
  const request = { interests: { ...NO_INTERESTS, keywords: ['zymurgy'] }, papersPerMail: 3 };
  expect(await previewMail(kitchen, request)).toEqual({
    empty: expect.stringMatching(/^None of the \d+ papers of these days matches/),
  });
  expect(await composePreview(kitchen, request)).toBeUndefined();
});

test('an issue shows the papers that were frozen into it, and one that never was is unknown', async () => {
  const [paper] = FIXTURES.find(({ id }) => id === 'one-paper')!.papers;
  const batchId = await house.store.planner.openBatch('2026-03-02', new Date('2026-03-02T06:00:00Z'));
  await house.store.planner.closeBatch(batchId, { papers: [paper!], front: [paper!.id], expected: 0 });
  const request = { interests: NO_INTERESTS, papersPerMail: 10 };
  const mail = await mailFor({ ...request, issue: '2026-03-02' });
  expect(mail.papers).toBe(1);
  expect(mail.text).toContain('2 March 2026');
  await expect(previewMail(kitchen, { ...request, issue: '2001-01-01' })).rejects.toMatchObject({
    code: 'issue_unknown',
  });
});

test.each(FIXTURES)('the sample mail $id can be rendered in every layout and composed', async fixture => {
  for (const layout of ['full', 'compact', 'text'] as const) {
    const mail = await mailFor({ fixture, layout });
    expect(mail.papers).toBe(fixture.selection.papers.length);
    expect(mail.html === '').toBe(layout === 'text');
    expect(mail.text).not.toBe('');
  }
  expect(await composePreview(kitchen, { fixture })).toBeDefined();
});
