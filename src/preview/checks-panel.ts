// What can be said of a mail without sending it: its size, its links, what mail programs make of it, how it looks to a spam filter.
import { html } from 'hono/html';
import type { LinkReport } from './check-links.ts';
import { CLIP_KB, clipMeter } from './clip-meter.ts';
import type { SpamVerdict, SupportGap } from './preview-ports.ts';
import type { Markup } from './private-page.ts';

export interface Checks {
  html: string;
  links: LinkReport;
  /** Undefined where caniemail's data is not installed. */
  gaps: readonly SupportGap[] | undefined;
  /** The verdict, or where to ask for it. */
  spam: SpamVerdict | { askAt: string };
}

export function checksPanel({ html: mailHtml, links, gaps, spam }: Checks): Markup {
  return html`<div class="checks">
${mailHtml && html`<h2>Size</h2><p>${clipMeter(mailHtml)}</p><p class="faint">Gmail shows ${CLIP_KB} KB of HTML and hides the rest behind a link.</p>`}
<h2>Links</h2>
${linkList(links)}
${mailHtml && html`<h2>Mail programs</h2>${gapList(gaps)}`}
<h2>Spam filter</h2>
${spamVerdict(spam)}
</div>`;
}

function linkList({ count, faults }: LinkReport): Markup {
  if (faults.length === 0)
    return html`<p>All ${count} links are well formed, and the personal ones carry their tokens.</p>`;
  return html`<p><strong>${faults.length === 1 ? '1 fault' : `${faults.length} faults`}</strong> in ${count} links</p>
<ul class="list">${faults.map(({ href, reason }) => html`<li><code>${href}</code> ${reason}</li>`)}</ul>`;
}

function gapList(gaps: readonly SupportGap[] | undefined): Markup {
  if (gaps === undefined) {
    return html`<p>What Gmail, Outlook, Apple Mail and Yahoo support is in the package <code>caniemail</code>, which is not installed here.</p>`;
  }
  const [own, byMjml] = [gaps.filter(isWritten), gaps.filter(gap => !isWritten(gap))];
  const missing = own.filter(({ missingIn }) => missingIn.length > 0);
  const partial = own.filter(({ missingIn }) => missingIn.length === 0);
  return html`<p>Of what the templates say, some programs leave out ${missing.length} and show ${partial.length} in another way. Data: caniemail.com.</p>
${missing.length > 0 && html`<ul class="list">${missing.map(gapItem)}</ul>`}
${partial.length > 0 && html`<details><summary>Shown in another way: ${partial.length}</summary><ul class="list">${partial.map(gapItem)}</ul></details>`}
${byMjml.length > 0 && html`<details><summary>Written by MJML, not by a template: ${byMjml.length}</summary><ul class="list">${byMjml.map(gapItem)}</ul></details>`}`;
}

function isWritten({ places }: SupportGap): boolean {
  return places.length > 0;
}

function gapItem({ feature, missingIn, differsIn, notes, places }: SupportGap): Markup {
  return html`<li><b>${feature}</b> ${places.map(place => html`<code>${place}</code> `)}
${missingIn.length > 0 && html`<p>Not in ${missingIn.join(', ')}.</p>`}${differsIn.length > 0 && html`<p>Differently in ${differsIn.join(', ')}.</p>`}${notes.map(note => html`<p>${note}</p>`)}</li>`;
}

function spamVerdict(spam: Checks['spam']): Markup {
  if ('askAt' in spam)
    return html`<p><a href="${spam.askAt}">Ask SpamAssassin</a> <span class="faint">It takes some seconds.</span></p>`;
  if ('unknown' in spam) return html`<p>${spam.unknown}</p>`;
  const { score, required, rules } = spam;
  return html`<p>SpamAssassin gives <b>${score.toFixed(1)}</b> points; ${required.toFixed(1)} make a mail spam.</p>
<ul class="list">${rules.map(
    ({ points, name, text }) => html`<li><b>${points.toFixed(1)}</b> <code>${name}</code> ${text}</li>`,
  )}</ul>`;
}
