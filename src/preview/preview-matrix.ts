// Many mails at once, small: of all sample subscribers, or of all sample mails.
import { html } from 'hono/html';
import { checkLinks } from './check-links.ts';
import { CLIP_KB, clipMeter, sizeOf } from './clip-meter.ts';
import { faultPanel } from './fault-panel.ts';
import { FIXTURES } from './fixtures.ts';
import { issueChoice, layoutChoices, readChoice } from './mail-choice.ts';
import { frame, frameChoices } from './mail-view.ts';
import { previewOrFault } from './preview-page.ts';
import type { PreviewMail, PreviewPorts, PreviewRequest } from './preview-ports.ts';
import type { Markup } from './private-page.ts';
import { current, withQuery } from './query-links.ts';

/** More frames than that are a burden to a browser, and nobody looks at them. */
const SHOWN = 48;

interface Card {
  /** Path of its own preview. */
  path: string;
  /** Whose it is. */
  name: string;
  request: PreviewRequest;
}

export async function previewMatrix(url: URL, ports: PreviewPorts): Promise<Markup> {
  const isOfFixtures = url.searchParams.get('of') === 'fixtures';
  const choice = readChoice(url.searchParams);
  const all = isOfFixtures ? fixtureCards() : await readerCards(ports);
  const dates = isOfFixtures ? [] : await ports.issueDates();
  const cards: Markup[] = [];
  // One after another: the first makes what the others share.
  for (const card of all.slice(0, SHOWN)) {
    const mail = await previewOrFault(ports, { ...card.request, ...choice });
    cards.push(
      html`<li>${mail ? mailCard(url, card, { mail, publicUrl: ports.publicUrl }) : html`<h2>${card.name}</h2>`}</li>`,
    );
  }
  return html`<div data-live="faults">${faultPanel(ports.faults(), 'The mails below are made of what was good last.')}</div>
<h1>Side by side</h1>
<nav class="widths" aria-label="Whose mails"><span><a href="${withQuery(url, { of: undefined })}"${current(!isOfFixtures)}>Subscribers</a>
<a href="${withQuery(url, { of: 'fixtures', issue: undefined })}"${current(isOfFixtures)}>Sample mails</a></span></nav>
<div class="row">${issueChoice(url, dates)}${layoutChoices(url)}${frameChoices(url)}</div>
<div data-live="mails">${
    cards.length === 0
      ? html`<p>There are no subscribers yet: put them into <code>subscribers/</code>.</p>`
      : html`<ul class="matrix">${cards}</ul>`
  }
${all.length > SHOWN && html`<p class="faint">The first ${SHOWN} of ${all.length}.</p>`}</div>`;
}

async function readerCards({ readers }: PreviewPorts): Promise<Card[]> {
  return (await readers()).map(({ id, address }) => ({
    path: `/preview/${encodeURIComponent(id)}`,
    name: address,
    request: { reader: id },
  }));
}

function fixtureCards(): Card[] {
  return FIXTURES.map(fixture => ({
    path: `/preview/fixtures/${fixture.id}`,
    name: fixture.label,
    request: { fixture },
  }));
}

function mailCard(
  url: URL,
  { path, name }: Card,
  { mail, publicUrl }: { mail: PreviewMail; publicUrl: string },
): Markup {
  const at = (below = '') => withQuery(new URL(path + below + url.search, url), { of: undefined });
  if ('empty' in mail)
    return html`<h2><a href="${at()}">No mail</a></h2><p class="facts">${name}</p><p class="facts">${mail.empty}</p>`;
  const { faults } = checkLinks(mail, publicUrl);
  const warnings = [
    ...(faults.length > 0 ? [faults.length === 1 ? '1 bad link' : `${faults.length} bad links`] : []),
    ...(sizeOf(mail.html) > CLIP_KB ? ['clipped by Gmail'] : []),
  ];
  return html`<div data-beside><h2 dir="auto"><a href="${at()}">${mail.subject}</a></h2>
<p class="facts">${name} · ${mail.papers === 1 ? '1 paper' : `${mail.papers} papers`}</p>
<p class="facts">${mail.html === '' ? 'Text only' : clipMeter(mail.html)}${warnings.map(warning => html` <strong>${warning}</strong>`)}</p></div>
<div class="thumb" inert>${
    mail.html === ''
      ? html`<pre>${mail.text}</pre>`
      : frame(url, at('/html'), { isOurs: true, title: `Mail for ${name}`, isSmall: true })
  }</div>`;
}
