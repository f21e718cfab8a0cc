// All papers that fitted when a mail was cut, whether it held them or not, each with why.
import { html } from 'hono/html';
import { creditsFor } from '../domain/credit.ts';
import { longDate } from './issue-date.ts';
import { type Markup, page } from './page.ts';
import { paperCard } from './paper-card.ts';
import { plural } from './plural.ts';
import type { MailMatches, SiteFrame } from './ports.ts';
import { whyText } from './why-text.ts';

/** @param token signed for the mail */
export function matchesPage(site: SiteFrame, matches: MailMatches, token: string): Markup {
  const { date, papers, matched, beside } = matches;
  return page(site, {
    title: `All papers, ${longDate(date)}`,
    main: html`<h1 class="masthead">All papers for you <span class="date">${headline(matches)}</span></h1>
${papers.length < matched + beside && html`<p class="remark">Here are the first ${papers.length}.</p>`}
<ol class="papers">${papers.map(({ paper, why, isInMail }) => paperCard(paper, { site, reason: reason(why, isInMail) }))}</ol>
<p class="faint">Looked up again in what the mail was chosen from, with your interests and your “More like this” as they are now.</p>
<p><a href="${site.basePath}/v/${token}">The mail in the browser</a></p>`,
    script: true,
    credits: creditsFor(papers.map(({ paper }) => paper)),
  });
}

function headline({ date, matched, inMail, beside }: MailMatches): Markup {
  const held =
    matched === inMail
      ? `, and ${matched === 1 ? 'it was' : 'all were'}`
      : `; ${inMail} ${inMail === 1 ? 'was' : 'were'}`;
  const more = beside > 0 ? `, with ${beside} beside ${inMail === 1 ? 'it' : 'them'} that did not` : '';
  return html`${plural(matched, 'paper')} matched${held} in the mail of <time datetime="${date}">${longDate(date)}</time>${more}`;
}

function reason(why: MailMatches['papers'][number]['why'], isInMail: boolean): Markup {
  return html`<p class="why">${whyText(why)}${!isInMail && html` · <b>not in the mail</b>`}</p>`;
}
