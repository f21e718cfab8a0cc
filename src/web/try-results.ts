// What interests would have brought in the last days, to read before anyone saves them.
import { html } from 'hono/html';
import type { Miss } from '../domain/issue.ts';
import type { Paper } from '../domain/paper.ts';
import { paperLinks } from '../domain/paper-links.ts';
import type { Markup } from './page.ts';
import { lastDays, plural } from './plural.ts';
import type { TriedOut } from './ports.ts';
import { whyText } from './why-text.ts';

export function tryResults(tried: TriedOut, wishedDays: number): Markup {
  const { considered, days, examples, muted, keywords, missed } = tried;
  if (considered === 0)
    return html`<p>No paper came in during the ${lastDays(days)}: there is nothing to try on yet.</p>`;
  return html`${figures(tried)}
${days < wishedDays && html`<p>So many papers came in that only the ${lastDays(days)} were looked at.</p>`}
${examples.length > 0 && html`<h2>Such as</h2>`}
${tryExamples(tried)}
${section('What keywords bring', keywords.map(keywordRow))}
${noisiest(keywords)}
${section('What muted words remove', muted.map(mutedRow))}
${categories(tried)}
${section(
  'Just missed',
  missed.map(({ paper, miss }) => html`<li>${titleOf(paper)}<span class="why">${missText(miss)}</span></li>`),
  'titles',
)}
<p class="worked">Worked out with the papers as they trend now, and without what was learnt from “More like this”.</p>`;
}

export function tryExamples({ examples }: TriedOut): Markup | undefined {
  if (examples.length === 0) return undefined;
  return html`<ul class="titles">${examples.map(
    ({ paper, why }) => html`<li>${titleOf(paper)}<span class="why">${whyText(why)}</span></li>`,
  )}</ul>`;
}

/** The three numbers, each above its words. */
function figures({ mails, due, matched, considered }: TriedOut): Markup {
  const perMail = range(mails);
  return html`<dl class="figures">
<div><dt>${mails.length === 1 ? 'mail' : 'mails'}, of ${due.toLocaleString('en')} that were due</dt><dd>${mails.length}</dd></div>
${perMail && html`<div><dt>${perMail.words}</dt><dd>${perMail.middle}</dd></div>`}
<div><dt>of ${plural(considered, 'paper')} ${matched === 1 ? 'matches' : 'match'}</dt><dd>${matched.toLocaleString('en')}</dd></div>
</dl>`;
}

function range(mails: readonly number[]): { middle: number; words: string } | undefined {
  const sorted = mails.toSorted((a, b) => a - b);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return undefined;
  const middle = (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
  const papers = middle === 1 ? 'paper' : 'papers';
  return {
    middle,
    words: least === most ? `${papers} in each mail` : `${papers} in the middle one, ${least} to ${most}`,
  };
}

function section(heading: string, rows: readonly Markup[], style = 'rows'): Markup | undefined {
  return rows.length > 0
    ? html`<h2>${heading}</h2>
<ul class="${style}">${rows}</ul>`
    : undefined;
}

function keywordRow({ keyword, papers, alone }: TriedOut['keywords'][number]): Markup {
  const brought =
    papers === 0
      ? 'nothing'
      : `${plural(papers, 'paper')}, ${alone === papers ? 'all' : alone.toLocaleString('en')} by it alone`;
  return html`<li><span dir="auto">${keyword}</span><span class="faint">${brought}</span></li>`;
}

/** Only where there is a choice between several. */
function noisiest(keywords: TriedOut['keywords']): Markup | undefined {
  const [first] = keywords;
  if (keywords.length < 2 || !first || first.alone === 0) return undefined;
  return html`<p>The most that nothing else brings comes by <b dir="auto">${first.keyword}</b>: if there is too much, look there first.</p>`;
}

function mutedRow({ word, removed, suchAs }: TriedOut['muted'][number]): Markup {
  return html`<li><span dir="auto">${word}${suchAs && html`<span class="why">${removed > 1 && 'such as '}${titleOf(suchAs)}</span>`}</span>
<span class="faint">${removed === 0 ? 'nothing' : plural(removed, 'paper')}</span></li>`;
}

function categories({ categoriesKnown, considered }: TriedOut): Markup | undefined {
  if (categoriesKnown === undefined) return undefined;
  const all = plural(considered, 'paper');
  return html`<h2>arXiv categories</h2>
<p>${
    categoriesKnown === considered
      ? `Known for all ${all}.`
      : `Known for ${categoriesKnown.toLocaleString('en')} of the ${all}: a category cannot find the others.`
  }</p>`;
}

function titleOf(paper: Paper): Markup {
  const [first] = paperLinks(paper);
  return html`<span class="title" dir="auto">${first ? html`<a href="${first.href}">${paper.title}</a>` : paper.title}</span>`;
}

function missText(miss: Miss): Markup {
  switch (miss.kind) {
    case 'muted':
      return html`It matches, but <b>${miss.word}</b> is muted.`;
    case 'part':
      return html`Of <b>${miss.keyword}</b> only <b>${miss.missing}</b> is not in it.`;
    case 'topic':
      return html`The topic <b>${miss.name}</b> would bring it.`;
  }
}
