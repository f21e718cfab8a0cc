// The two usual ways to make a newsletter's mails from our own templates: MJML for each subscriber, or one Handlebars template.
import mjml2html from 'mjml';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { FrozenBatch, Selection } from '../../src/domain/issue.ts';
import type { Tokens } from '../../src/domain/mail.ts';
import type { Message } from '../../src/domain/ports.ts';
import { explainReasons } from '../../src/render/explain-reason.ts';
import { frameViewer } from '../../src/render/frame-view.ts';
import { createCompiler, type Template } from '../../src/render/handlebars-instances.ts';
import { ENGLISH } from '../../src/render/messages-en.ts';
import { displayTitle, paperViewer } from '../../src/render/paper-view.ts';
import {
  expandTemplate,
  HTML_TEMPLATE,
  TEXT_TEMPLATE,
  type TemplateSources,
} from '../../src/render/template-sources.ts';
import type { Theme } from '../../src/render/theme.ts';

const FULL_CARDS = 3;
const MARKER = /^[ \t]*<!--\s*fragment:\s*[a-z-]+\s*-->[ \t]*\n?/gm;
const TOKEN_MARK = /\u0001([umvl])/g;

export type HtmlOf = (view: Record<string, unknown>, tokens: Tokens) => Promise<string>;

/** What a script would have: one template for a mail, with loops in it. */
export async function usualTemplates(templates: TemplateSources, theme: Theme, publicUrl: string) {
  const source = (name: string) =>
    expandTemplate(name, templates, theme)
      .map(({ text }) => text)
      .join('\n');
  const [html, text] = [createCompiler('html', publicUrl), createCompiler('text', publicUrl)];
  const mjml = html(oneTemplate(source(HTML_TEMPLATE)));
  const whole = html(oneTemplate(await toHtml(source(HTML_TEMPLATE))));
  return {
    text: text(oneTemplate(source(TEXT_TEMPLATE))),
    /** The texts first, MJML for every mail. */
    mjmlEach: (async (view, tokens) => toHtml(withTokens(mjml(view), tokens))) satisfies HtmlOf as HtmlOf,
    /** MJML once, the texts for every mail. */
    mjmlOnce: (async (view, tokens) => withTokens(whole(view), tokens)) satisfies HtmlOf as HtmlOf,
  };
}

/** The fragments with loops around the cards. */
function oneTemplate(source: string): string {
  const [opening, full, brief, compact, , closing] = source.split(MARKER);
  return `${opening}{{#each full}}\n${full}{{/each}}\n${brief}{{#each compact}}\n${compact}{{/each}}\n${closing}`;
}

async function toHtml(mjml: string): Promise<string> {
  const { html } = await mjml2html(mjml, {
    validationLevel: 'skip',
    keepComments: true,
    ignoreIncludes: true,
    fonts: {},
  });
  return html;
}

function withTokens(text: string, tokens: Tokens): string {
  const byLetter = { u: tokens.unsubscribe, m: tokens.manage, v: tokens.view, l: tokens.learn };
  return text.replace(TOKEN_MARK, (_, letter: keyof typeof byLetter) => byLetter[letter]);
}

/** The variables of a mail. What a card says of its paper is made once; only its reasons are each reader's. */
export function viewer(batch: FrozenBatch, name: string): (selection: Selection) => Record<string, unknown> {
  const papers = new Map(
    batch.papers.map(paper => [
      paper.id,
      { paper, title: displayTitle(paper, ENGLISH), isUnvoted: false, view: paperViewer(paper, ENGLISH) },
    ]),
  );
  const paperOf = (id: number) => papers.get(id)!;
  const viewFrame = frameViewer({ name, postalAddress: '', date: batch.date, paperOf }, ENGLISH);
  return selection => {
    const cards = selection.papers.map(({ paperId, reasons }) => paperOf(paperId).view(explainReasons(reasons)));
    return { ...viewFrame(selection), full: cards.slice(0, FULL_CARDS), compact: cards.slice(FULL_CARDS) };
  };
}

/** The complete message by nodemailer. */
export async function composeUsually(
  message: Pick<Message, 'from' | 'to' | 'subject' | 'messageId' | 'date' | 'headers'>,
  html: string,
  text: string,
): Promise<Buffer> {
  const { from, to, subject, messageId, date, headers } = message;
  const mail = new MailComposer({
    from: { ...from },
    to: { name: to.name ?? '', address: to.address },
    subject,
    text,
    html,
    date,
    messageId: `<${messageId}>`,
    headers: headers.map(([key, value]) => ({ key, value: { prepared: true, foldLines: true, value } })),
    newline: '\r\n',
  });
  return mail.compile().build();
}

export function textOf(template: Template, view: Record<string, unknown>, tokens: Tokens): string {
  return withTokens(template(view), tokens);
}
