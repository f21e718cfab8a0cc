// What was learnt from one reader, to look at and correct: words, papers, and the ways to stop or to start over.
import { html } from 'hono/html';
import type { Learnt, LearntTerm, Opinion, OpinionKind } from '../domain/opinion.ts';
import { longDate } from './issue-date.ts';
import { type Markup, page } from './page.ts';
import type { SiteFrame } from './ports.ts';

const RAISING_SHOWN = 24;
const LOWERING_SHOWN = 12;

/**
 * @param token signed for the reader, for what was learnt
 * @param noMail said to a reader who gets none
 */
export function learntPage(
  site: SiteFrame,
  learnt: Learnt,
  { token, noMail }: { token: string; noMail?: Markup },
): Markup {
  const { opinions, terms, dropped, isOn } = learnt;
  const path = `${site.basePath}/l/${token}`;
  const raising = terms.filter(({ weight }) => weight > 0).slice(0, RAISING_SHOWN);
  const lowering = terms.filter(({ weight }) => weight < 0).slice(0, LOWERING_SHOWN);
  return page(site, {
    title: 'What was learnt',
    main: html`<div class="plain"><h1>What was learnt</h1>
<p>${opinions.length === 0 ? nothingYet() : fromWhat()}</p>
${noMail}
${!isOn && html`<p><b>This is switched off:</b> your mails go by what you chose alone.</p>`}
${termList('Moves papers up', raising, path)}
${termList('Moves papers down', lowering, path)}
${droppedList(dropped, path)}
${opinionList('More like these', 'more', opinions, path)}
${opinionList('Less like these', 'less', opinions, path)}
<h2>Stop or start over</h2>
<form method="post" action="${path}/${isOn ? 'off' : 'on'}"><button>${isOn ? 'Switch it off' : 'Switch it on'}</button></form>
<p class="faint">${isOn ? 'Switched off, everything stays here and nothing of it is used.' : `What is listed here is used again${noMail ? '' : ' from your next mail on'}.`}</p>
${hasAnything(learnt) && html`<p><a href="${path}/forget">Forget everything</a></p>`}</div>`,
  });
}

export function askToForgetPage(site: SiteFrame, token: string): Markup {
  const path = `${site.basePath}/l/${token}`;
  return page(site, {
    title: 'Forget everything',
    main: html`<div class="plain"><h1>Forget everything?</h1>
<p>All papers you asked for more or less of, and all words you took out, are deleted. Topics and keywords stay; so does learning, switched on or off.</p>
<form method="post" action="${path}/forget"><button>Forget everything</button></form>
<p><a href="${path}">Back to what was learnt</a></p></div>`,
  });
}

function hasAnything({ opinions, dropped }: Learnt): boolean {
  return opinions.length + dropped.length > 0;
}

function nothingYet(): string {
  return 'Nothing yet. Each mail has “More like this” and “Less like this” under its first papers.';
}

function fromWhat(): string {
  return 'This comes from the papers you asked for more or less of, and from nothing else: opening mails and following links is not watched. It orders the papers that match your interests and may let in one or two beyond them. What you said counts half after two months.';
}

function termList(heading: string, terms: readonly LearntTerm[], path: string): Markup | undefined {
  if (terms.length === 0) return undefined;
  return html`<h2>${heading}</h2>
<ul class="rows">${terms.map(
    ({ term, text, weight }) => html`<li><span>${text} <span class="faint">${strength(weight)}</span></span>
${rowForm(`${path}/drop/${encodeURIComponent(term)}`, 'Take out', text)}</li>`,
  )}</ul>`;
}

function strength(weight: number): string {
  const size = Math.abs(weight);
  return size > 2 / 3 ? 'strongly' : size > 1 / 3 ? 'clearly' : 'a little';
}

function droppedList(dropped: Learnt['dropped'], path: string): Markup | undefined {
  if (dropped.length === 0) return undefined;
  return html`<h2>Taken out</h2>
<ul class="rows">${dropped.map(
    ({ term, text }) => html`<li><span>${text}</span>
${rowForm(`${path}/keep/${encodeURIComponent(term)}`, 'Put back', text)}</li>`,
  )}</ul>`;
}

function opinionList(
  heading: string,
  kind: OpinionKind,
  opinions: readonly Opinion[],
  path: string,
): Markup | undefined {
  const said = opinions.filter(opinion => opinion.kind === kind);
  if (said.length === 0) return undefined;
  return html`<h2>${heading}</h2>
<ul class="rows">${said.map(
    ({
      paper,
      at,
    }) => html`<li><span dir="auto">${paper.title} <span class="faint">${longDate(at.slice(0, 10))}</span></span>
${rowForm(`${path}/${kind}/${paper.id}/undo`, 'Take back', paper.title)}</li>`,
  )}</ul>`;
}

/** Beside its row the short label is enough to see, but not to hear. */
function rowForm(action: string, label: string, what: string): Markup {
  return html`<form method="post" action="${action}"><button aria-label="${label}: ${what}">${label}</button></form>`;
}
