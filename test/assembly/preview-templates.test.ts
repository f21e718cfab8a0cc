import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { fileFault } from '../../src/assembly/file-fault.ts';
import { previewTemplates } from '../../src/assembly/preview-templates.ts';
import { readConfig } from '../../src/config.ts';
import { TEMPLATES } from '../render/sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-templates-'));
const footer = join(folder, 'partials', 'footer.mjml');

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('while a template is broken the last good renderer stays, and the fault names file, line and neighbours', async () => {
  cpSync(TEMPLATES, folder, { recursive: true });
  const templates = previewTemplates(readConfig({ TEMPLATES_DIR: folder }), 'https://papers.example.org');
  const good = await templates.renderer();
  expect(await templates.renderer()).toBe(good);
  expect(templates.fault()).toBeUndefined();

  const text = readFileSync(footer, 'utf8');
  writeFileSync(footer, `${text}<mj-text>{{nobody}}</mj-text>\n`);
  expect(await templates.renderer()).toBe(good);
  const line = text.split('\n').length;
  expect(templates.fault()).toMatchObject({
    file: expect.stringContaining('footer.mjml'),
    line,
    message: expect.stringContaining('"nobody"'),
    around: expect.arrayContaining([{ line, text: '<mj-text>{{nobody}}</mj-text>' }]),
  });

  writeFileSync(footer, text);
  expect(await templates.renderer()).not.toBe(good);
  expect(templates.fault()).toBeUndefined();
});

test('a template that is only linked into the folder is compiled anew when it changes', async () => {
  cpSync(TEMPLATES, folder, { recursive: true });
  const elsewhere = join(folder, 'footer.kept');
  renameSync(footer, elsewhere);
  symlinkSync(elsewhere, footer);
  const templates = previewTemplates(readConfig({ TEMPLATES_DIR: folder }), 'https://papers.example.org');
  const good = await templates.renderer();
  writeFileSync(elsewhere, `${readFileSync(elsewhere, 'utf8')}<mj-text>More</mj-text>\n`);
  expect(await templates.renderer()).not.toBe(good);
});

test('the fault of what is no file goes when it is taken away', async () => {
  cpSync(TEMPLATES, folder, { recursive: true });
  const templates = previewTemplates(readConfig({ TEMPLATES_DIR: folder }), 'https://papers.example.org');
  await templates.renderer();
  const stray = join(folder, 'partials', 'stray.mjml');
  mkdirSync(stray);
  await templates.renderer();
  expect(templates.fault()?.file).toContain('stray.mjml');
  rmSync(stray, { recursive: true });
  await templates.renderer();
  expect(templates.fault()).toBeUndefined();
});

test('a fault without a line has no neighbours; one without a place keeps its message', () => {
  expect(fileFault('digest.mjml: the template is missing', () => 'text')).toEqual({
    file: 'digest.mjml',
    line: undefined,
    message: 'the template is missing',
    around: [],
  });
  expect(fileFault('something else', () => undefined)).toMatchObject({ message: 'something else', around: [] });
});
