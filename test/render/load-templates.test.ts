// A folder of an operator's own over the one that comes with the program.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { loadTemplates } from '../../src/render/load-templates.ts';
import { createRenderer } from '../../src/render/renderer.ts';
import { PAPERBOY_THEME } from '../../src/render/theme.ts';
import { PUBLIC_URL, paper, renderMail, TEMPLATES } from './sample.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-templates-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const render = async (own: string) =>
  createRenderer({ templates: await loadTemplates(TEMPLATES, own), theme: PAPERBOY_THEME, publicUrl: PUBLIC_URL });

test('one partial of one’s own stands in place of ours, and all else stays', async () => {
  const own = folderOf({ 'partials/brief.mjml': '<mj-text><h2>Shorter</h2></mj-text>', 'README.md': 'why' });
  const papers = [1, 2, 3, 4].map(id => paper({ id, title: `Paper ${id}` }));
  const { html } = renderMail(await render(own), papers);
  expect(html).toContain('<h2>Shorter</h2>');
  expect(html).not.toContain('In brief');
  expect(html).toContain('Paper 4');
});

test('a template of one’s own may have partials of its own', async () => {
  const templates = await loadTemplates(TEMPLATES);
  const own = folderOf({
    'partials/masthead.mjml': `{{> greeting}}\n${templates.get('partials/masthead.mjml')}`,
    'partials/greeting.mjml': '<mj-text><p>Hello</p></mj-text>',
  });
  expect(renderMail(await render(own), [paper()]).html).toContain('<p>Hello</p>');
});

test.each(['partials/foter.mjml', 'partials/footer.hbs', 'footer.mjml', 'digest.hbs'])(
  'a file that no mail is made of, %s, is named with those that are',
  async name => {
    const own = folderOf({ [name]: 'x', 'partials/brief.mjml': '<mj-text>x</mj-text>' });
    await expect(loadTemplates(TEMPLATES, own)).rejects.toMatchObject({
      code: 'template_invalid',
      message: expect.stringMatching(
        new RegExp(
          `^${join(own, name)}: no mail is made of .* expected one of digest\\.mjml, .*partials/footer\\.mjml`,
        ),
      ),
    });
  },
);

test('a fault names the file by its path in the folder of one’s own', async () => {
  const own = folderOf({ 'partials/brief.mjml': '<mj-text>\n{{{title}}}\n</mj-text>' });
  await expect(render(own)).rejects.toThrow(`${join(own, 'partials/brief.mjml')}:2: `);
});

test('a folder that is not there is an error', async () => {
  await expect(loadTemplates(TEMPLATES, join(TEMPLATES, 'nowhere'))).rejects.toMatchObject({
    code: 'template_invalid',
    message: expect.stringContaining('nowhere: expected a readable folder'),
  });
});
