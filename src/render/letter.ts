// Letters: single mails of a heading, some lines and one button, from a template pair of their own. They hold no text that somebody
// typed into a form, so that nobody can make us carry it to a stranger.
import type { LetterText } from '../domain/letter.ts';
import type { Fragment } from '../domain/mail.ts';
import { checkHandlebars, checkMarkup } from './check-template.ts';
import { runMjml, type TemplateSettings } from './compile-templates.ts';
import { displayText } from './display-text.ts';
import { toFragment } from './fragment.ts';
import { createCompiler, type Template } from './handlebars-instances.ts';
import { ENGLISH, type Messages } from './messages-en.ts';
import { expandTemplate, LETTER_HTML, LETTER_TEXT, type SourceLine, templateFault } from './template-sources.ts';

interface RenderedLetter {
  subject: string;
  html: readonly Fragment[];
  text: readonly Fragment[];
}

/** @param href where the button leads */
export type RenderLetter = (letter: LetterText, href: string) => RenderedLetter;

/**
 * Compiles the templates once, and tries them.
 * @throws AppError template_invalid naming the file
 */
export async function createLetterRenderer(settings: TemplateSettings, say: Messages = ENGLISH): Promise<RenderLetter> {
  const { templates, theme, publicUrl, postalAddress = '' } = settings;
  const base = publicUrl.replace(/\/+$/, '');
  const textLines = expandTemplate(LETTER_TEXT, templates, theme);
  const htmlLines = expandTemplate(LETTER_HTML, templates, theme);
  checkHandlebars(textLines);
  checkMarkup(htmlLines);
  for (const lines of [textLines, htmlLines]) checkButton(lines);
  const html = createCompiler('html', base)(await runMjml(htmlLines));
  const text = createCompiler('text', base)(textLines.map(line => line.text).join('\n'));
  const name = displayText(theme.name);

  const render: RenderLetter = (letter, href) => {
    const words = say.letter(letter, name);
    const view = { ...words, name, href, postalAddress, say: say.labels };
    return {
      subject: words.subject,
      html: [toFragment(filled(html, view, LETTER_HTML))],
      text: [toFragment(filled(text, view, LETTER_TEXT))],
    };
  };
  render({ kind: 'confirm' }, base);
  return render;
}

/** A letter without its link would be for nothing. */
function checkButton(lines: readonly SourceLine[]): void {
  if (lines.some(({ text }) => /\{\{\s*url\s+href\s*\}\}/.test(text))) return;
  throw templateFault({ file: lines[0]!.file }, 'the letter has no link: put {{url href}} where its button leads');
}

function filled(template: Template, view: Record<string, unknown>, file: string): string {
  try {
    return template(view);
  } catch (error) {
    throw templateFault({ file }, (error as Error).message, error);
  }
}
