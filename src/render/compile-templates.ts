// From template text to functions: MJML once, then Handlebars once, cut into a frame and cards.
import Handlebars from 'handlebars';
import { checkHandlebars, checkMarkup } from './check-template.ts';
import { type Fragment, toFragment } from './fragment.ts';
import { createCompiler, type View } from './handlebars-instances.ts';
import { type FragmentName, splitFragments } from './split-fragments.ts';
import { expandTemplate, type SourceLine, type TemplateSources, templateFault } from './template-sources.ts';
import type { Theme } from './theme.ts';

/** One kind of mail part, compiled. The frame's text that is the same for all is one object. */
export type CompiledTemplate = Readonly<Record<FragmentName, (view: View) => Fragment[]>>;

export interface CompiledTemplates {
  html: CompiledTemplate;
  text: CompiledTemplate;
}

export interface TemplateSettings {
  templates: TemplateSources;
  theme: Theme;
  /** What personal links begin with. */
  publicUrl: string;
}

const HTML_TEMPLATE = 'digest.mjml';
const TEXT_TEMPLATE = 'digest.txt.hbs';

/** @throws AppError template_invalid naming file, line and fix */
export async function compileTemplates({ templates, theme, publicUrl }: TemplateSettings): Promise<CompiledTemplates> {
  const base = publicUrl.replace(/\/+$/, '');
  const textLines = expandTemplate(TEXT_TEMPLATE, templates, theme);
  checkHandlebars(textLines);
  const htmlLines = expandTemplate(HTML_TEMPLATE, templates, theme);
  checkMarkup(htmlLines);
  const html = await runMjml(htmlLines);
  return {
    html: compile(html, htmlLines, createCompiler('html', base)),
    text: compile(textLines.map(line => line.text).join('\n'), textLines, createCompiler('text', base)),
  };
}

async function runMjml(lines: readonly SourceLine[]): Promise<string> {
  // The import takes 0.7 s and 100 MB: only a process that renders pays for it.
  const { default: mjml2html } = await import('mjml');
  try {
    const { html } = await mjml2html(lines.map(line => line.text).join('\n'), {
      validationLevel: 'strict',
      keepComments: true,
      ignoreIncludes: true,
      fonts: {},
    });
    // Indentation would be a third of every mail.
    return html.replace(/^[ \t]+|[ \t]+$/gm, '').replace(/\n{2,}/g, '\n');
  } catch (error) {
    const [fault] = (error as { errors?: { line: number; tagName: string; message: string }[] }).errors ?? [];
    if (fault) throw templateFault(lines[fault.line - 1] ?? lines[0]!, `<${fault.tagName}>: ${fault.message}`, error);
    throw templateFault({ file: HTML_TEMPLATE }, error instanceof Error ? error.message : String(error), error);
  }
}

function compile(source: string, lines: readonly SourceLine[], toTemplate: ReturnType<typeof createCompiler>) {
  const entries = [...splitFragments(source, lines[0]!.file)].map(([name, runs]) => {
    const parts = runs.map(({ text, isStatic }) => {
      if (isStatic) {
        const fragment = toFragment(text);
        return () => fragment;
      }
      const template = toTemplate(text);
      return (view: View) => toFragment(template(view));
    });
    return [name, (view: View) => parts.map(part => run(part, view, lines))] as const;
  });
  return Object.fromEntries(entries) as Record<FragmentName, (view: View) => Fragment[]>;
}

function run(part: (view: View) => Fragment, view: View, lines: readonly SourceLine[]): Fragment {
  try {
    return part(view);
  } catch (error) {
    if (!(error instanceof Handlebars.Exception)) throw error;
    // Lines of compiled MJML mean nothing to its author: the unknown name is looked up in the source.
    const name = /^"(.+?)" not defined/.exec(error.message)?.[1];
    const at = lines.find(({ text }) => name && text.match(/\{\{[^}]*/g)?.some(tag => tag.split(/\W+/).includes(name)));
    throw templateFault(
      at ?? { file: lines[0]!.file },
      name ? `"${name}" is no variable here: expected one of ${Object.keys(view).join(', ')}` : error.message,
      error,
    );
  }
}
