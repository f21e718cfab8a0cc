// The pages of operation: how sources, issues, deliveries and people stand, each with what can be done.
import { html } from 'hono/html';
import { DELIVERY_STATES, type DeliveryCounts } from '../domain/delivery.ts';
import { maskAddress } from '../domain/mask-address.ts';
import type { DeliveryRow, IssueRow, OperationPorts } from './operation-ports.ts';
import type { Markup } from './private-page.ts';

const HERE = '/operation';
const [CHART_WIDTH, CHART_HEIGHT] = [640, 96];
const BAD_SOURCES = new Set(['failed', 'stale']);

type Of<Name extends keyof OperationPorts> = Awaited<ReturnType<OperationPorts[Name]>>;

export interface OverviewFacts {
  sources: Of<'sources'>;
  issues: Of<'issues'>;
  letters: Of<'letters'>;
  subscribers: Of<'subscribersByDay'>;
  followers: Of<'followers'>;
}

export function overviewPage({ sources, issues, letters, subscribers, followers }: OverviewFacts): Markup {
  const total = subscribers.at(-1)?.total ?? 0;
  return html`<h1>Operation</h1>
<ul class="fixtures"><li><a href="${HERE}/deliveries/uncertain">May have been sent</a></li><li><a href="${HERE}/deliveries/deferred">Deferred</a></li>
<li><a href="${HERE}/deliveries/failed">Failed</a></li><li><a href="${HERE}/suppressions">Suppressions</a></li></ul>
<h2>Issues</h2>
${issues.length === 0 ? html`<p>None yet.</p>` : issueTable(issues)}
<h2>Sources</h2>
${sources.length === 0 ? html`<p>None was read yet.</p>` : sourceTable(sources)}
<h2>Letters of the last seven days</h2>
<p>${letters.length === 0 ? 'None.' : letters.map(({ state, count }) => `${count} ${state}`).join(', ')}</p>
<h2>Subscribers</h2>
<p><b>${total.toLocaleString('en')}</b> have agreed to get mail.</p>
${chart(subscribers)}
<h2>Topics by followers</h2>
${
  followers.length === 0
    ? html`<p>Nobody follows a topic.</p>`
    : html`<div class="scroll"><table><thead><tr><th scope="col">Topic</th><th scope="col" class="num">Followers</th></tr></thead>
<tbody>${followers.map(({ name, followers: count }) => html`<tr><td>${name}</td><td class="num">${count.toLocaleString('en')}</td></tr>`)}</tbody></table></div>`
}`;
}

function issueTable(issues: readonly IssueRow[]): Markup {
  const states = DELIVERY_STATES.filter(state => issues.some(({ counts }) => counts[state] > 0));
  return html`<div class="scroll"><table><thead><tr><th scope="col">Date</th>${states.map(state => html`<th scope="col" class="num">${inWords(state)}</th>`)}</tr></thead>
<tbody>${issues.map(
    ({ date, isHeld, counts }) =>
      html`<tr><td><a href="${HERE}/issues/${date}">${date}</a>${isHeld && html` <b class="bad">on hold</b>`}</td>${states.map(state => html`<td class="num">${counts[state].toLocaleString('en')}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

/** Words that people see are plain. */
function inWords(state: (typeof DELIVERY_STATES)[number]): string {
  return state === 'uncertain' ? 'may have been sent' : state;
}

function sourceTable(sources: Of<'sources'>): Markup {
  return html`<div class="scroll"><table><thead><tr><th scope="col">Source</th><th scope="col">State</th><th scope="col">Last read</th><th scope="col" class="num">Papers</th><th scope="col">What it said</th></tr></thead>
<tbody>${sources.map(
    ({ source, state, lastReadAt, papers, message }) =>
      html`<tr><td>${source}</td><td${BAD_SOURCES.has(state) && html` class="bad"`}>${state}</td><td>${moment(lastReadAt)}</td><td class="num">${papers}</td><td>${message}</td></tr>`,
  )}</tbody></table></div>`;
}

function moment(at: string): Markup {
  return html`<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')}</time>`;
}

function chart(days: Of<'subscribersByDay'>): Markup | undefined {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last || days.length < 2) return undefined;
  const [start, end] = [Date.parse(first.date), Date.parse(last.date)];
  const most = Math.max(...days.map(({ total }) => total), 1);
  const point = ({ date, total }: { date: string; total: number }) =>
    `${((Date.parse(date) - start) / Math.max(end - start, 1)) * (CHART_WIDTH - 8) + 4},${(1 - total / most) * (CHART_HEIGHT - 12) + 6}`;
  return html`<svg class="chart" viewBox="0 0 ${CHART_WIDTH} ${CHART_HEIGHT}" role="img" aria-label="From ${first.total} on ${first.date} to ${last.total} on ${last.date}, at most ${most}"><polyline points="${days.map(point).join(' ')}"/></svg>
<p class="facts">From ${first.date} to ${last.date}, at most ${most.toLocaleString('en')}.</p>`;
}

export function isUnderWay({ counts }: { counts: DeliveryCounts }): boolean {
  return counts.pending + counts.claimed + counts.committing > 0;
}

export function issueControlPage(issue: Of<'issue'>): Markup {
  const { date, counts, isHeld, heldFor } = issue;
  const total = DELIVERY_STATES.reduce((sum, state) => sum + counts[state], 0);
  const open = counts.pending + counts.claimed + counts.committing;
  const path = `${HERE}/issues/${date}`;
  const act = (name: string, label: string, style = '') =>
    html`<form method="post" action="${path}/${name}"><button class="${style}">${label}</button></form>`;
  return html`<h1>Issue of ${date}</h1>
<p><label>${(total - open).toLocaleString('en')} of ${total.toLocaleString('en')} mails are dealt with<progress max="${Math.max(total, 1)}" value="${total - open}"></progress></label></p>
${isHeld && html`<p class="bad"><b>On hold</b>${heldFor === 'canary' && ': too many of the first mails were refused'}. Nothing more is sent until it is resumed.</p>`}
<div class="acts">${isHeld ? act('resume', 'Resume') : open > 0 && act('hold', 'Stop')}
${open + counts.deferred > 0 && act('cancel', 'Cancel for good', 'quiet')}</div>
<dl>${DELIVERY_STATES.filter(state => counts[state] > 0).map(
    state => html`<dt>${inWords(state)}</dt><dd>${counts[state].toLocaleString('en')}</dd>`,
  )}</dl>
<p><a href="${HERE}">Back to operation</a></p>`;
}

const WHAT_TO_DO: Record<'deferred' | 'uncertain' | 'failed', Markup> = {
  deferred: html`<p>The server did not take these yet. They are tried again by themselves, for 24 hours at most.</p>`,
  uncertain: html`<p>The connection or the program ended between the last byte and the server’s answer. Look into the server’s log: what is
in it was sent. The others you may send again.</p>`,
  failed: html`<p>The server refused these for good. An address that does not exist is suppressed.</p>`,
};

export function deliveriesPage(state: keyof typeof WHAT_TO_DO, rows: readonly DeliveryRow[]): Markup {
  return html`<h1>${state === 'uncertain' ? 'May have been sent' : `${state.charAt(0).toUpperCase()}${state.slice(1)}`}</h1>
${WHAT_TO_DO[state]}
${
  rows.length === 0
    ? html`<p>There are none.</p>`
    : html`<div class="scroll"><table><thead><tr><th scope="col">Issue</th><th scope="col">To</th><th scope="col">Since</th><th scope="col" class="num">Tries</th><th scope="col">What the server said</th>${state === 'uncertain' && html`<th scope="col">It was</th>`}</tr></thead>
<tbody>${rows.map(
        ({ publicId, date, address, changedAt, attempt, reply }) =>
          html`<tr><td>${date}</td><td>${maskAddress(address)}</td><td>${moment(changedAt)}</td><td class="num">${attempt}</td><td>${reply}</td>${
            state === 'uncertain' &&
            html`<td><div class="acts"><form method="post" action="${HERE}/deliveries/${publicId}/sent"><button class="small" aria-label="Sent, to ${maskAddress(address)}">sent</button></form>
<form method="post" action="${HERE}/deliveries/${publicId}/again"><button class="small" aria-label="Not sent, send again to ${maskAddress(address)}">not sent: again</button></form></div></td>`
          }</tr>`,
      )}</tbody></table></div>`
}
<p><a href="${HERE}">Back to operation</a></p>`;
}

export function suppressionsPage(rows: Of<'suppressions'>, told?: string): Markup {
  return html`<h1>Suppressions</h1>
${told && html`<p role="status"><b>${told}</b></p>`}
<p>These addresses get no mail, whoever lists them. Only a keyed hash of each is kept.</p>
<form class="fields" method="post" action="${HERE}/suppressions/lift"><label>Lift the suppression of <input name="address" type="email" required></label><p><button>Lift</button></p></form>
${
  rows.length === 0
    ? html`<p>There are none.</p>`
    : html`<div class="scroll"><table><thead><tr><th scope="col">Address</th><th scope="col">Why</th><th scope="col">Since</th><th scope="col">What was said</th></tr></thead>
<tbody>${rows.map(
        ({ address, mark, reason, at, detail }) =>
          html`<tr><td>${address === undefined ? html`<code>${mark}</code>` : maskAddress(address)}</td><td>${reason}</td><td>${moment(at)}</td><td>${detail}</td></tr>`,
      )}</tbody></table></div>`
}
<p><a href="${HERE}">Back to operation</a></p>`;
}
