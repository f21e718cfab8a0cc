// What a template may not do, found before anything is rendered and named with its file and line.
import Handlebars from 'handlebars';
import { HELPER_NAMES } from './handlebars-instances.ts';
import { blankOut, unpairedBlock, unpairedTag } from './nesting.ts';
import { type SourceLine, templateFault } from './template-sources.ts';

/** MJML keeps the inside of these as it is; between all other tags it drops text. */
const KEEPS_TEXT = /<(mj-(?:text|raw|table|button|title|preview|style))\b(?:[^>]*[^>/])?>[\s\S]*?<\/\1\s*>/g;

interface Rule {
  pattern: RegExp;
  message: (found: string) => string;
}

/** What runs or asks for something when a mail is opened: mail programs drop it, or the whole mail. */
const ACTIVE = /<(?:script|iframe|object|embed|form|input)\b|\son[a-z]+\s*=/gi;

const MARKUP_RULES: readonly Rule[] = [
  {
    pattern: /<mj-include\b[^>]*>/gi,
    message: found =>
      `${found}: mj-include is off; write {{> name}} on a line of its own and keep the part in partials/`,
  },
  {
    pattern:
      /\s(?:href|src|action|background|poster|srcset)\s*=(?!"(?:\{\{(?:url|link) [^{}]*\}\}|https:\/\/|mailto:|#)(?:[^"{]|\{\{id\}\})*")\s*["']?[^"'\s>]*/gi,
    message: found =>
      `${found.trim()}: an address comes through "{{url …}}" or "{{link '…'}}", or begins with https: or mailto:, and nothing but {{id}} is put into it`,
  },
  {
    pattern: /\sstyle\s*=\s*(?:"[^"]*\{\{|'[^']*\{\{)|<(?:mj-style|style|script)\b[^>]*>[^<]*\{\{/gi,
    message: () => 'only {{theme.…}} may stand in CSS: the text of a paper could leave it',
  },
  {
    pattern: ACTIVE,
    message: found =>
      `${found.trim()}: a mail holds no scripts, forms or frames, which mail programs refuse; remove it`,
  },
];

const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^<>"'])*>/gi;
const QUOTED = /"[^"]*"|'[^']*'/g;
const UNQUOTED = /\s([a-z-]+)=(?!["\s])[^\s>]*/i;
const MUSTACHE = /\{\{[^}]*\}\}/;

/** Checks markup that is to become HTML. @throws AppError template_invalid for the first fault */
export function checkMarkup(lines: readonly SourceLine[]): void {
  checkHandlebars(lines);
  const text = lines.map(line => line.text).join('\n');
  for (const { 0: tag, index } of text.matchAll(TAG)) checkTag(lines, text, tag, index);
  checkNesting(lines, text);
  for (const { pattern, message } of MARKUP_RULES) {
    for (const match of text.matchAll(pattern))
      throw templateFault(lineAt(lines, text, match.index), message(match[0]));
  }
  const between = text.replace(KEEPS_TEXT, blankOut).replace(/<[^>]*>/g, blankOut);
  const lost = MUSTACHE.exec(between);
  if (lost) {
    throw templateFault(
      lineAt(lines, text, lost.index),
      `${lost[0]} stands between MJML tags, where MJML drops it: write <mj-raw>${lost[0]}</mj-raw>, or move it into mj-text`,
    );
  }
}

/** MJML makes what it can of a tag that nothing closes, and the rest of the mail goes missing without a word. */
function checkNesting(lines: readonly SourceLine[], text: string): void {
  const tag = unpairedTag(text);
  if (!tag) return;
  const { name, index } = tag;
  const reason = tag.closes
    ? `${tag.text} closes nothing`
    : `<${name}> is not closed: expected </${name}> or <${name} … />`;
  throw templateFault(lineAt(lines, text, index), reason);
}

function checkTag(lines: readonly SourceLine[], text: string, tag: string, index: number): void {
  const bare = tag.replace(QUOTED, quoted => `"${' '.repeat(quoted.length - 2)}"`);
  const unquoted = UNQUOTED.exec(bare);
  if (unquoted) {
    const [found, name] = unquoted;
    const at = lineAt(lines, text, index + unquoted.index);
    throw templateFault(
      at,
      `${found.trim()}: without quotes an attribute can be broken out of; write ${name}="${found.trim().slice(name!.length + 1)}"`,
    );
  }
  const misplaced = tag.toLowerCase().startsWith('<mj') ? MUSTACHE.exec(bare) : null;
  if (misplaced) {
    throw templateFault(
      lineAt(lines, text, index + misplaced.index),
      `${misplaced[0]} stands among the attributes of an MJML tag, which MJML reads before there are any papers: write the tag twice, each between <mj-raw>{{#if …}}</mj-raw> and <mj-raw>{{/if}}</mj-raw>`,
    );
  }
}

/** Every mail offers to leave, also where a mail program shows no button of its own for it. @throws AppError template_invalid */
export function checkLeaving(lines: readonly SourceLine[]): void {
  if (lines.some(({ text }) => /\{\{\s*link\s+'unsubscribe'\s*\}\}/.test(text))) return;
  throw templateFault(
    { file: lines[0]!.file },
    "no mail goes out without a way to leave: put {{link 'unsubscribe'}} into the footer",
  );
}

/** Checks the Handlebars of any template. @throws AppError template_invalid for the first fault */
export function checkHandlebars(lines: readonly SourceLine[]): void {
  const text = lines.map(line => line.text).join('\n');
  new Unescaped(lines).accept(parsed(text, lines));
  try {
    Handlebars.precompile(text, { strict: true, knownHelpersOnly: true, knownHelpers: HELPER_NAMES });
  } catch (error) {
    const { lineNumber = 1, message } = error as Handlebars.Exception;
    const helper = /used the unknown helper (\S+)/.exec(message)?.[1];
    const fault = helper && `"${helper}" is no helper: expected one of ${Object.keys(HELPER_NAMES).join(', ')}`;
    throw templateFault(lines[lineNumber - 1]!, fault || message.replace(/ - \d+:\d+$/, ''), error);
  }
}

function parsed(text: string, lines: readonly SourceLine[]): hbs.AST.Program {
  try {
    return Handlebars.parse(text);
  } catch (error) {
    const block = unpairedBlock(lines);
    if (block) {
      const { at, name, text, closes } = block;
      throw templateFault(at, `${text} ${closes ? 'closes nothing' : `is not closed: expected {{/${name}}}`}`, error);
    }
    // "Parse error on line 7:\n…\n----^\nExpecting 'CLOSE', got 'EOF'", "Lexical error on line 7. Unrecognized text.\n…\n----^", or
    // an exception that knows its line.
    const { lineNumber, message } = error as Error & { lineNumber?: number };
    const line = lineNumber ?? Number(/^(?:Parse|Lexical) error on line (\d+)/.exec(message)?.[1] ?? 1);
    const told = message.startsWith('Lexical') ? 'expected {{!-- to end with --}}' : message.split('\n').at(-1)!;
    const expected = told.replace(/ - \d+:\d+$/, '');
    throw templateFault(lines[line - 1] ?? lines.at(-1)!, `not Handlebars: ${expected}`, error);
  }
}

/** Nothing of a paper may pass unescaped: `{{{x}}}` and `{{&x}}` are refused in every template. */
class Unescaped extends Handlebars.Visitor {
  readonly #lines: readonly SourceLine[];

  constructor(lines: readonly SourceLine[]) {
    super();
    this.#lines = lines;
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    if (!mustache.escaped) {
      const at = this.#lines[mustache.loc.start.line - 1]!;
      throw templateFault(at, `${at.text.trim()}: {{{…}}} and {{&…}} leave text unescaped; write {{…}}`);
    }
    super.MustacheStatement(mustache);
  }
}

function lineAt(lines: readonly SourceLine[], text: string, offset: number): SourceLine {
  // A match may begin with the line end before it.
  return lines[text.slice(0, offset).split('\n').length - 1 + (text[offset] === '\n' ? 1 : 0)]!;
}
