// Templates as text: partials and theme are put in line by line, so that every fault can name its file and line.
import { AppError } from '../domain/errors.ts';
import { type Theme, themeValues } from './theme.ts';

/** Text by file name relative to the templates folder: `digest.mjml`, `partials/masthead.mjml`. */
export interface TemplateSources extends ReadonlyMap<string, string> {
  /** Paths of the files, by the same names, that are an operator's: faults name them by these. */
  readonly paths?: ReadonlyMap<string, string>;
}

/** What mails are made of; all other files are parts of these. */
export const HTML_TEMPLATE = 'digest.mjml';
export const TEXT_TEMPLATE = 'digest.txt.hbs';
export const LETTER_HTML = 'letter.mjml';
export const LETTER_TEXT = 'letter.txt.hbs';
export const DIGEST_TEMPLATES = [HTML_TEMPLATE, TEXT_TEMPLATE];
export const ALL_TEMPLATES = [...DIGEST_TEMPLATES, LETTER_HTML, LETTER_TEXT];

/** One line of an expanded template, and where it was written. */
export interface SourceLine {
  text: string;
  file: string;
  /** From 1. */
  line: number;
}

const PARTIAL = /\{\{>\s*([^}]*?)\s*\}\}/;
const PARTIAL_ALONE = /^\s*\{\{>\s*[a-z0-9-]+\s*\}\}\s*$/;
const THEME_VALUE = /\{\{\s*theme\.([A-Za-z.]*)\s*\}\}/g;
/** A theme's value stands in attributes and in CSS: it must not be able to leave them. */
const PLAIN_VALUE = /^[^"<>{};&\\]*$/;

/**
 * Expands a template: `{{> name}}` on a line of its own becomes `partials/name` with the template's own ending, and
 * `{{theme.light.ink}}` the theme's value.
 * @throws AppError template_invalid naming file and line
 */
export function expandTemplate(file: string, sources: TemplateSources, theme: Theme): SourceLine[] {
  const values = themeValues(theme);
  return withPartials(file, sources, []).map(line => ({
    ...line,
    text: line.text.replace(THEME_VALUE, (_, key: string) => themeValue(key, values, line)),
  }));
}

/** Names of these files and of those that they are made of, the partials of partials too, whether they are there or not. */
export function usedFiles(sources: TemplateSources, files: readonly string[]): ReadonlySet<string> {
  const used = new Set(files);
  for (const file of used) {
    for (const line of (sources.get(file) ?? '').split(/\r\n?|\n/)) {
      const name = PARTIAL.exec(line)?.[1];
      if (name !== undefined) used.add(partialFile(name, file));
    }
  }
  return used;
}

/** The fault of a template, with the place in front. */
export function templateFault(at: { file: string; line?: number }, message: string, cause?: unknown): AppError {
  return new AppError('template_invalid', `${at.file}${at.line ? `:${at.line}` : ''}: ${message}`, { cause });
}

/** A partial has the ending of the template that names it. */
function partialFile(name: string, within: string): string {
  return `partials/${name}${within.slice(within.indexOf('.', within.lastIndexOf('/') + 1))}`;
}

function withPartials(file: string, sources: TemplateSources, within: readonly string[]): SourceLine[] {
  const source = sources.get(file);
  if (source === undefined) throw templateFault({ file }, 'the template is missing');
  const place = sources.paths?.get(file) ?? file;
  return source
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((text, index) => ({ text, file: place, line: index + 1 }))
    .flatMap(line => {
      const name = PARTIAL.exec(line.text)?.[1];
      if (name === undefined) return [line];
      if (!PARTIAL_ALONE.test(line.text)) {
        throw templateFault(line, `"{{> ${name}}}": expected one plain name on a line of its own`);
      }
      const partial = partialFile(name, file);
      if (partial === file || within.includes(partial)) throw templateFault(line, `${partial} includes itself`);
      if (!sources.has(partial)) throw templateFault(line, `"{{> ${name}}}": there is no ${partial}`);
      return withPartials(partial, sources, [...within, file]);
    });
}

function themeValue(key: string, values: ReadonlyMap<string, string>, line: SourceLine): string {
  const value = values.get(key);
  if (value === undefined) {
    throw templateFault(line, `theme.${key} is unknown: expected one of ${[...values.keys()].join(', ')}`);
  }
  if (!PLAIN_VALUE.test(value)) {
    throw templateFault(line, `theme.${key} is ${JSON.stringify(value)}: expected none of " < > { } ; & \\`);
  }
  return value;
}
