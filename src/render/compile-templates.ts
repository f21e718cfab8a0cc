// From template text to functions: MJML once, then Handlebars once, cut into a frame and cards.
import Handlebars from 'handlebars';
import type { Fragment } from '../domain/mail.ts';
import { checkHandlebars, checkLeaving, checkMarkup } from './check-template.ts';
import { createDirectCompiler } from './direct-template.ts';
import { toFragment } from './fragment.ts';
import { createCompiler, type Kind, type Template, type View } from './handlebars-instances.ts';
import { type FragmentName, RARELY_EQUAL, splitFragments } from './split-fragments.ts';
import {
  expandTemplate,
  HTML_TEMPLATE,
  type SourceLine,
  TEXT_TEMPLATE,
  type TemplateSources,
  templateFault,
} from './template-sources.ts';
import type { Theme } from './theme.ts';

/** One kind of mail part, compiled. The frame's text that is the same for all is one object. */
export type CompiledTemplate = Readonly<Record<FragmentName, RenderFragment>>;
type RenderFragment = (view: View, kept?: Kept) => Fragment[];

/** Where a card keeps pieces of it for other cards: of the same paper, or of the same reasons. */
export interface Kept {
  paper: Pieces;
  why: Pieces;
}
/** By what makes them. */
export type Pieces = Map<unknown, Fragment>;

export interface CompiledTemplates {
  html: CompiledTemplate;
  text: CompiledTemplate;
}

export interface TemplateSettings {
  templates: TemplateSources;
  theme: Theme;
  /** What personal links begin with. */
  publicUrl: string;
  /** Where the sender can be reached by post; may be empty. */
  postalAddress?: string;
  /** How many papers of a mail are shown in full; 3 unless said otherwise. */
  fullCards?: number;
}

/** Of each piece of the frame. */
const FRAMES_KEPT = 2_000;

/** @throws AppError template_invalid naming file, line and fix */
export async function compileTemplates({ templates, theme, publicUrl }: TemplateSettings): Promise<CompiledTemplates> {
  const base = publicUrl.replace(/\/+$/, '');
  const textLines = expandTemplate(TEXT_TEMPLATE, templates, theme);
  checkHandlebars(textLines);
  checkLeaving(textLines);
  const htmlLines = expandTemplate(HTML_TEMPLATE, templates, theme);
  checkMarkup(htmlLines);
  checkLeaving(htmlLines);
  const html = await runMjml(htmlLines);
  return {
    html: compile(html, htmlLines, compiler('html', base)),
    text: compile(textLines.map(line => line.text).join('\n'), textLines, compiler('text', base)),
  };
}

function compiler(kind: Kind, publicUrl: string): (source: string) => Template {
  const [directly, byHandlebars] = [createDirectCompiler(kind, publicUrl), createCompiler(kind, publicUrl)];
  return source => directly(source) ?? byHandlebars(source);
}

/** @throws AppError template_invalid */
export async function runMjml(lines: readonly SourceLine[]): Promise<string> {
  // The import takes 0.7 s and 100 MB: only a process that renders pays for it.
  const { default: mjml2html } = await import('mjml');
  try {
    const { html } = await mjml2html(lines.map(line => line.text).join('\n'), {
      validationLevel: 'strict',
      keepComments: true,
      ignoreIncludes: true,
      fonts: {},
    });
    // Indentation would be a third of every mail. The name that MJML gives the whole mail stands outside of all landmarks.
    return html
      .replace(/\saria-label="[^"]*"(?=\s+aria-roledescription="email")/, '')
      .replace(/^[ \t]+|[ \t]+$/gm, '')
      .replace(/\n{2,}/g, '\n');
  } catch (error) {
    const [fault] = (error as { errors?: { line: number; tagName: string; message: string }[] }).errors ?? [];
    if (fault) throw templateFault(lines[fault.line - 1] ?? lines[0]!, `<${fault.tagName}>: ${fault.message}`, error);
    throw templateFault({ file: lines[0]!.file }, error instanceof Error ? error.message : String(error), error);
  }
}

function compile(source: string, lines: readonly SourceLine[], toTemplate: (source: string) => Template) {
  const entries = [...splitFragments(source, lines[0]!.file)].map(([name, runs]) => {
    const parts = runs.map(({ text, names }) => {
      const template = toTemplate(text);
      const make = (view: View) => toFragment(template(view));
      return name.startsWith('card') ? keptByCards(make, names) : keptByValues(make, names);
    });
    const render: RenderFragment = (view, kept) => {
      try {
        const fragments: Fragment[] = [];
        for (const part of parts) {
          const fragment = part(view, kept);
          if (fragment.text !== '') fragments.push(fragment);
        }
        return fragments;
      } catch (error) {
        throw placed(error, view, lines);
      }
    };
    return [name, render] as const;
  });
  return Object.fromEntries(entries) as Record<FragmentName, RenderFragment>;
}

/** What says nothing of the reasons is the same in all cards of a paper; what says nothing else, in those of all papers. */
function keptByCards(
  make: (view: View) => Fragment,
  names: ReadonlySet<string>,
): (view: View, kept?: Kept) => Fragment {
  const isOfPaper = names.isDisjointFrom(RARELY_EQUAL);
  let isOfReasons: boolean | undefined;
  return (view, kept) => {
    // Names of a loop's items may be no variables of the view.
    isOfReasons ??= Object.keys(view).every(field => field === 'why' || !names.has(field));
    const pieces = isOfPaper ? kept?.paper : isOfReasons ? kept?.why : undefined;
    const known = pieces?.get(make);
    if (known) return known;
    const fragment = make(view);
    pieces?.set(make, fragment);
    return fragment;
  };
}

/**
 * Makes a fragment once for the same values of the variables it names. What is hardly ever the same in two mails is made anew,
 * unless it is empty.
 */
function keptByValues(make: (view: View) => Fragment, names: ReadonlySet<string>): (view: View) => Fragment {
  const rare = [...names.intersection(RARELY_EQUAL)];
  const kept: Branch = new Map();
  let count = 0;
  let fields: string[] | undefined;
  return view => {
    for (const name of rare) if (!isEmpty(view[name])) return make(view);
    // Names of a loop's items may be no variables of the view.
    fields ??= Object.keys(view).filter(field => names.has(field) && !rare.includes(field));
    let branch = kept;
    for (const field of fields) branch = branchOf(branch, view[field]);
    const known = branch.get(LEAF) as Fragment | undefined;
    if (known) return known;
    const fragment = make(view);
    if (count >= FRAMES_KEPT) {
      kept.clear();
      count = 0;
    } else branch.set(LEAF, fragment);
    count += 1;
    return fragment;
  };
}

/** By the value of one variable, the branch for the next one, and at the end a fragment. */
interface Branch extends Map<unknown, Branch | Fragment> {}
const LEAF = Symbol('fragment');

function branchOf(branch: Branch, value: unknown): Branch {
  const known = branch.get(value) as Branch | undefined;
  if (known) return known;
  const made: Branch = new Map();
  branch.set(value, made);
  return made;
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

/** A fault of a template with its place, where that is known. */
function placed(error: unknown, view: View, lines: readonly SourceLine[]): unknown {
  if (!(error instanceof Handlebars.Exception)) return error;
  // Lines of compiled MJML mean nothing to its author: the unknown name is looked up in the source.
  const name = /^"(.+?)" not defined/.exec(error.message)?.[1];
  const at = lines.find(({ text }) => name && text.match(/\{\{[^}]*/g)?.some(tag => tag.split(/\W+/).includes(name)));
  return templateFault(
    at ?? { file: lines[0]!.file },
    name ? `"${name}" is no variable here: expected one of ${Object.keys(view).join(', ')}` : error.message,
    error,
  );
}
