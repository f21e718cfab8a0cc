// Where a preview begins: a subscriber, a sample mail, or a reader made up in a form.
import { html } from 'hono/html';
import { namesOfChosen } from '../domain/chosen-topics.ts';
import type { Interests } from '../domain/subscriber.ts';
import type { Catalogue } from '../domain/topic.ts';
import { FIXTURES } from './fixtures.ts';
import { issueChoice } from './mail-choice.ts';
import type { PreviewPorts, SampleReader } from './preview-ports.ts';
import type { Markup } from './private-page.ts';
import { withQuery } from './query-links.ts';
import { readerForm } from './reader-form.ts';

/** More are not listed: whoever looks for one of thousands knows the address. */
const READERS_SHOWN = 200;

export async function previewChooser(url: URL, ports: PreviewPorts): Promise<Markup> {
  const [readers, dates] = await Promise.all([ports.readers(), ports.issueDates()]);
  const to = (path: string) => withQuery(new URL(`${path}${url.search}`, url), {});
  return html`<h1>Preview</h1>
<p>What somebody would get. Nothing is sent.</p>
${issueChoice(url, dates)}
<h2>A subscriber</h2>
${
  readers.length === 0
    ? html`<p>There are no subscribers yet: put them into <code>subscribers/</code>.</p>`
    : html`<p><a href="${to('/preview/matrix')}">All side by side</a></p><ul class="mails">${readers
        .slice(0, READERS_SHOWN)
        .map(reader => readerItem(reader, to(`/preview/${encodeURIComponent(reader.id)}`), ports.catalogue))}</ul>
${readers.length > READERS_SHOWN && html`<p class="faint">The first ${READERS_SHOWN} of ${readers.length}.</p>`}`
}
<h2>A sample mail</h2>
<p><a href="/preview/matrix?of=fixtures">All side by side</a></p>
<ul class="fixtures">${FIXTURES.map(({ id, label }) => html`<li><a href="/preview/fixtures/${id}">${label}</a></li>`)}</ul>
<h2>Or a reader you make up</h2>
${readerForm(ports.catalogue)}`;
}

function readerItem(
  { address, name, interests }: SampleReader,
  href: string,
  catalogue: Pick<Catalogue, 'topics'>,
): Markup {
  return html`<li><a href="${href}">${name ?? address}</a>
<p>${name && html`${address} · `}${summary(interests, catalogue)}</p></li>`;
}

/** Interests in one line. */
export function summary(
  { topics, keywords, muted, authors, labs, categories }: Interests,
  catalogue: Pick<Catalogue, 'topics'>,
): string {
  const chosen = [
    ...namesOfChosen(topics, catalogue.topics),
    ...keywords.map(keyword => `“${keyword}”`),
    ...authors,
    ...labs,
    ...categories,
  ];
  const wanted = chosen.length > 0 ? chosen.join(', ') : 'no interests: the top papers';
  return muted.length > 0 ? `${wanted}, never ${muted.map(word => `“${word}”`).join(', ')}` : wanted;
}
