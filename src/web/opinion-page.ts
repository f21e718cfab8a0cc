// The pages behind "More like this" and "Less like this": the question, the answer, and the way back.
import { html } from 'hono/html';
import type { JudgedPaper, OpinionKind } from '../domain/opinion.ts';
import { paperLinks } from '../domain/paper-links.ts';
import { switchedOff } from './opinion-effect.ts';
import { type Markup, page } from './page.ts';
import type { SiteFrame } from './ports.ts';

export interface OpinionPage {
  kind: OpinionKind;
  judged: JudgedPaper;
  token: string;
  /** Said in place of what an opinion does, to a reader who gets no mail. */
  noMail?: Markup;
}

const NAMES: Record<OpinionKind, string> = { more: 'More like this', less: 'Less like this' };

/** One button; opening the page changes nothing, because programs open links too. */
export function askOpinionPage(site: SiteFrame, asked: OpinionPage): Markup {
  const { kind, judged } = asked;
  return opinionPage(
    site,
    asked,
    NAMES[kind],
    html`${effect(site, asked)}
${judged.said && html`<p>You asked for ${judged.said} like this before; this takes its place.</p>`}
${actForm(site, asked, '', NAMES[kind])}
<p class="faint">Nothing has changed yet. ${hasEffect(asked) && 'It takes effect with your next mail. '}You can take it back at any time.</p>`,
  );
}

export function hasOpinionPage(site: SiteFrame, asked: OpinionPage): Markup {
  const { kind } = asked;
  return opinionPage(
    site,
    asked,
    hasEffect(asked) ? `You will get ${kind} like this` : `You asked for ${kind} like this`,
    html`${effect(site, asked)}
${actForm(site, asked, '/undo', 'Take it back')}`,
  );
}

export function nothingToTakeBackPage(site: SiteFrame, asked: OpinionPage): Markup {
  const { kind, judged } = asked;
  return opinionPage(
    site,
    asked,
    'Nothing to take back',
    html`<p>You did not ask for ${kind} like this${judged.said && `, but for ${judged.said}: that stays`}.</p>`,
  );
}

function hasEffect({ judged, noMail }: OpinionPage): boolean {
  return judged.isOn && noMail === undefined;
}

function effect(site: SiteFrame, asked: OpinionPage): Markup {
  const { kind, judged, token, noMail } = asked;
  if (!hasEffect(asked)) return html`${noMail}${!judged.isOn && switchedOff(site, token)}`;
  return html`<p>${kind === 'more' ? whatMoreDoes(judged) : whatLessDoes(judged)}</p>`;
}

function whatMoreDoes({ words }: JudgedPaper): Markup {
  return html`Papers about ${wordList(words)} move up among those that match your interests, and one or two that match none of
them may come along.`;
}

function whatLessDoes({ words }: JudgedPaper): Markup {
  return html`Papers about ${wordList(words)} move down in your mails. None is shut out: only muted words do that.`;
}

function wordList(words: readonly string[]): Markup {
  if (words.length === 0) return html`the same things`;
  return html`${words.map((word, at) => html`${at > 0 && ', '}<b>${word}</b>`)}`;
}

function actForm({ basePath }: SiteFrame, { kind, judged, token }: OpinionPage, act: string, label: string): Markup {
  return html`<form method="post" action="${basePath}/l/${token}/${kind}/${judged.paper.id}${act}"><button>${label}</button></form>`;
}

function opinionPage(site: SiteFrame, { judged, token }: OpinionPage, heading: string, body: Markup): Markup {
  const [link] = paperLinks(judged.paper);
  const { title } = judged.paper;
  return page(site, {
    title: heading,
    main: html`<div class="plain"><h1>${heading}</h1>
<p class="about" dir="auto">${link ? html`<a href="${link.href}">${title}</a>` : title}</p>
${body}
<p><a href="${site.basePath}/l/${token}">All that was learnt from you</a></p></div>`,
  });
}
