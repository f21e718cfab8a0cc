import { beforeAll, expect, test } from 'vitest';
import { loadTemplates } from '../../src/render/load-templates.ts';
import { createRenderer } from '../../src/render/renderer.ts';
import type { TemplateSources } from '../../src/render/template-sources.ts';
import { PAPERBOY_THEME, type Theme } from '../../src/render/theme.ts';
import { PUBLIC_URL, TEMPLATES } from './sample.ts';

let bundled: TemplateSources;
beforeAll(async () => {
  bundled = await loadTemplates(TEMPLATES);
});

/** The bundled templates with one file changed. */
function changed(file: string, change: (text: string) => string): TemplateSources {
  return new Map([...bundled, [file, change(bundled.get(file) ?? '')]]);
}

async function faultOf(templates: TemplateSources, theme: Theme = PAPERBOY_THEME): Promise<string> {
  const fault = await createRenderer({ templates, theme, publicUrl: PUBLIC_URL }).then(
    () => 'none',
    (error: { code?: string; message: string }) => `${error.code} ${error.message}`,
  );
  return fault;
}

const FOOTER = 'partials/footer.mjml';
const firstLine = (line: string) => (text: string) => `${line}\n${text}`;

test('the bundled templates have none', async () => {
  expect(await faultOf(bundled)).toBe('none');
});

test.each<[string, string, (text: string) => string, RegExp]>([
  [
    'mj-include',
    'digest.mjml',
    text => text.replace('{{> style}}', '<mj-include path="/etc/passwd" />'),
    /^template_invalid digest\.mjml:10: .*mj-include is off; write \{\{> name\}\}/,
  ],
  [
    'an unescaped value',
    FOOTER,
    text => text.replace('{{text}}', '{{{text}}}'),
    /^template_invalid partials\/footer\.mjml:11: .*unescaped/,
  ],
  [
    'an unescaped value by ampersand',
    FOOTER,
    text => text.replace('{{text}}', '{{&text}}'),
    /footer\.mjml:11: .*unescaped/,
  ],
  ['an unescaped value in the text part', 'digest.txt.hbs', firstLine('{{{name}}}'), /digest\.txt\.hbs:1: .*unescaped/],
  [
    'an attribute without quotes',
    FOOTER,
    firstLine('<mj-text><b class={{name}}>x</b></mj-text>'),
    /footer\.mjml:1: class=\{\{name\}\}: without quotes .* write class="\{\{name\}\}"/,
  ],
  [
    'an address that no helper checked',
    FOOTER,
    firstLine('<mj-text><a href="{{name}}">x</a></mj-text>'),
    /footer\.mjml:1: href="\{\{name\}\}: an address comes through/,
  ],
  [
    'a plain attribute without quotes',
    FOOTER,
    firstLine('<mj-text><b title="x y=z" class=big>x</b></mj-text>'),
    /footer\.mjml:1: class=big: without quotes/,
  ],
  [
    'an address with more put into it',
    FOOTER,
    firstLine('<mj-text><a href="https://{{name}}/">x</a></mj-text>'),
    /footer\.mjml:1: href="https:.*an address comes through/,
  ],
  [
    'a condition among the attributes of an MJML tag',
    FOOTER,
    firstLine('<mj-text {{#if name}}color="red"{{/if}}>x</mj-text>'),
    /footer\.mjml:1: \{\{#if name\}\} stands among the attributes .*<mj-raw>/,
  ],
  [
    'a condition around MJML tags within a column',
    'partials/brief.mjml',
    text => `{{#if name}}\n${text}{{/if}}\n`,
    /brief\.mjml:1: \{\{#if name\}\} stands between MJML tags.*write <mj-raw>\{\{#if name\}\}<\/mj-raw>/,
  ],
  [
    'an address in single quotes',
    FOOTER,
    firstLine("<mj-text><a href='{{name}}'>x</a></mj-text>"),
    /footer\.mjml:1: .*an address comes through/,
  ],
  [
    'a picture by plain http',
    FOOTER,
    firstLine('<mj-raw><img src="http://example.org/a.png" alt=""></mj-raw>'),
    /footer\.mjml:1: .*begins with https/,
  ],
  [
    'a value of a paper in CSS',
    FOOTER,
    firstLine(`<mj-text><b style="font:x 'y';color:{{name}}">x</b></mj-text>`),
    /footer\.mjml:1: only \{\{theme/,
  ],
  [
    'Handlebars between MJML tags',
    'digest.mjml',
    text =>
      text.replace('<mj-section>', '{{#if name}}\n<mj-section>').replace('</mj-section>', '</mj-section>\n{{/if}}'),
    /digest\.mjml:14: \{\{#if name\}\} .*write <mj-raw>/,
  ],
  [
    'a partial that is not there',
    'digest.mjml',
    text => text.replace('{{> brief}}', '{{> breif}}'),
    /digest\.mjml:20: .*there is no partials\/breif\.mjml/,
  ],
  [
    'a partial beside other text',
    'digest.mjml',
    text => text.replace('{{> brief}}', '<mj-raw>{{> brief}}</mj-raw>'),
    /digest\.mjml:20: .*on a line of its own/,
  ],
  [
    'a partial that includes itself',
    FOOTER,
    firstLine('{{> footer}}'),
    /footer\.mjml:1: partials\/footer\.mjml includes itself/,
  ],
  [
    'a theme value that does not exist',
    FOOTER,
    text => text.replace('theme.light.faint', 'theme.light.feint'),
    /footer\.mjml:1: theme\.light\.feint is unknown: expected one of serif/,
  ],
  [
    'a misspelt variable',
    'partials/card-full.mjml',
    text => text.replace('{{byline}}', '{{byeline}}'),
    /card-full\.mjml:7: "byeline" is no variable here: expected one of title/,
  ],
  [
    'a misspelt variable of the text part',
    'digest.txt.hbs',
    text => text.replace('wrap quiet', 'wrap quite'),
    /digest\.txt\.hbs:\d+: "quite" is no variable here/,
  ],
  [
    'an unknown helper',
    FOOTER,
    text => text.replace("link 'view'", "lynk 'view'"),
    /footer\.mjml:8: "lynk" is no helper: expected one of url, link, wrap, hairline/,
  ],
  [
    'a link to nowhere',
    FOOTER,
    text => text.replace("link 'view'", "link 'vieuw'"),
    /link 'vieuw': expected one of unsubscribe, manage, view/,
  ],
  [
    'a block that does not end',
    FOOTER,
    text => text.replace('{{/if}}', ''),
    /^template_invalid partials\/footer\.mjml:13: \{\{#if postalAddress\}\} is not closed: expected \{\{\/if\}\}$/,
  ],
  [
    'a block over two fragments',
    'digest.txt.hbs',
    text => `{{#if name}}\n${text}{{/if}}\n`,
    /digest\.txt\.hbs: fragment opening: a block must end/,
  ],
  [
    'a fragment that is not there',
    'digest.txt.hbs',
    text => text.replace('fragment: brief', 'fragment: short'),
    /digest\.txt\.hbs: found the fragments .*short.* expected opening/,
  ],
  [
    'a tag that MJML does not know',
    FOOTER,
    firstLine('<mj-txt>x</mj-txt>'),
    /^template_invalid partials\/footer\.mjml:1: <mj-txt>: /,
  ],
  [
    'an attribute that MJML does not know',
    FOOTER,
    firstLine('<mj-text colour="red">x</mj-text>'),
    /footer\.mjml:1: <mj-text>: .*colour/,
  ],
  [
    'a tag that nothing closes',
    'partials/masthead.mjml',
    text => `${text.trimEnd()}\n<mj-text>and the rest of the mail`,
    /masthead\.mjml:\d+: <mj-text> is not closed: expected <\/mj-text>/,
  ],
  [
    'a tag that closes nothing',
    FOOTER,
    text => `${text.trimEnd()}\n</mj-text>`,
    /footer\.mjml:\d+: <\/mj-text> closes nothing/,
  ],
  [
    'a block that closes nothing',
    FOOTER,
    firstLine('<mj-raw>{{#if name}}{{/if}}\n{{/if}}</mj-raw>'),
    /^template_invalid partials\/footer\.mjml:2: \{\{\/if\}\} closes nothing$/,
  ],
  [
    'a block that another one closes',
    'digest.txt.hbs',
    firstLine('{{!-- {{#if}} --}}\n{{#if name}}\n{{#each credits}}\n{{/if}}'),
    /^template_invalid digest\.txt\.hbs:3: \{\{#each credits\}\} is not closed: expected \{\{\/each\}\}$/,
  ],
  [
    'a comment that nothing ends',
    FOOTER,
    firstLine('<mj-raw>\n{{!-- {{#if name}}</mj-raw>'),
    /^template_invalid partials\/footer\.mjml:2: .*expected \{\{!-- to end with --\}\}$/,
  ],
  [
    'a script',
    FOOTER,
    firstLine('<mj-raw><script>alert(1)</script></mj-raw>'),
    /footer\.mjml:1: <script: a mail holds no scripts/,
  ],
  [
    'an attribute that would run a script',
    FOOTER,
    firstLine('<mj-text><p onclick="{{postalAddress}}">x</p></mj-text>'),
    /footer\.mjml:1: onclick=: a mail holds no scripts/,
  ],
  [
    'an address without quotes, though url checks it',
    FOOTER,
    firstLine('<mj-text><a href={{url postalAddress}}>x</a></mj-text>'),
    /footer\.mjml:1: href=\{\{url: without quotes/,
  ],
])('names the place of %s', async (_, file, change, fault) => {
  const templates = changed(file, change);
  expect(templates.get(file)).not.toBe(bundled.get(file));
  expect(await faultOf(templates)).toMatch(fault);
});

test('a block that ends too early or never is named in the file that is wrong, whatever stands around it there', async () => {
  const within = changed('digest.mjml', text =>
    text.replace('{{> footer}}', '<mj-raw>{{#if name}}</mj-raw>\n{{> footer}}\n<mj-raw>{{/if}}</mj-raw>'),
  );
  const footer = bundled.get(FOOTER)!;
  const withFooter = (line: string) => faultOf(new Map([...within, [FOOTER, `<mj-raw>${line}</mj-raw>\n${footer}`]]));
  expect(await withFooter('{{#if text}}')).toMatch(/footer\.mjml:1: \{\{#if text\}\} is not closed/);
  expect(await withFooter('{{/if}}')).toMatch(/footer\.mjml:1: \{\{\/if\}\} closes nothing/);
});

test.each(['digest.mjml', 'digest.txt.hbs'])('refuses mails that nobody could leave: %s', async file => {
  const templates = new Map([...bundled].map(([name, text]) => [name, text.replaceAll("{{link 'unsubscribe'}}", '#')]));
  templates.set(
    file === 'digest.mjml' ? 'digest.txt.hbs' : FOOTER,
    bundled.get(file === 'digest.mjml' ? 'digest.txt.hbs' : FOOTER)!,
  );
  expect(await faultOf(templates)).toMatch(`template_invalid ${file}: no mail goes out without a way to leave`);
});

test('names a template that is missing', async () => {
  const templates = new Map([...bundled].filter(([file]) => file !== 'digest.txt.hbs'));
  expect(await faultOf(templates)).toBe('template_invalid digest.txt.hbs: the template is missing');
});

test('refuses a theme whose value could leave its attribute', async () => {
  const theme = { ...PAPERBOY_THEME, serif: 'Georgia" onclick="x' };
  expect(await faultOf(bundled, theme)).toMatch(/theme\.serif is "Georgia\\" onclick/);
});

test('takes a name of any characters for the masthead', async () => {
  expect(await faultOf(bundled, { ...PAPERBOY_THEME, name: '{{x}} <b>"&' })).toBe('none');
});

test('names a folder without templates', async () => {
  await expect(loadTemplates(`${TEMPLATES}/nowhere`)).rejects.toMatchObject({
    code: 'template_invalid',
    message: expect.stringContaining('nowhere: expected a readable folder'),
  });
});
