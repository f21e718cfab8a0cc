// The preview: what a subscriber or a made-up reader would get now. Nothing is sent or stored.
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { namesOfChosen } from '../domain/chosen-topics.ts';
import type { Interests } from '../domain/subscriber.ts';
import type { Catalogue } from '../domain/topic.ts';
import { frameAnswer, mailView } from './mail-view.ts';
import type { PreviewMail, PrivateSitePorts, SampleReader } from './ports.ts';
import { type Markup, privatePage } from './private-page.ts';
import { type MadeUpReader, readerForm, readReader } from './reader-form.ts';

const HERE = '/preview';
/** Gmail shows no more of a mail than that. */
const CLIP_KB = 102;

export function previewRoutes(ports: PrivateSitePorts): Hono {
  const { name, catalogue } = ports;
  const answer = (c: Context, title: string, main: Markup) => c.html(privatePage(name, { title, here: HERE, main }));
  const madeUp = (c: Context) => readReader(new URL(c.req.url).searchParams, catalogue);
  const bare = (c: Context, mail: PreviewMail) => ('empty' in mail ? c.notFound() : frameAnswer(c, mail.html));

  return new Hono()
    .get('/preview', async c => {
      const reader = madeUp(c);
      if (!reader) return answer(c, 'Preview', chooser(await ports.readers(), catalogue));
      const mail = await ports.previewMail(reader);
      const url = new URL(c.req.url);
      return answer(c, 'Made-up reader', madeUpPage(mail, url, { reader, catalogue }));
    })
    .get('/preview.html', async c => {
      const reader = madeUp(c);
      return reader ? bare(c, await ports.previewMail(reader)) : c.notFound();
    })
    .get('/preview/:reader/html', async c => bare(c, await ports.previewMail({ reader: c.req.param('reader') })))
    .get('/preview/:reader', async c => {
      const id = c.req.param('reader');
      const mail = await ports.previewMail({ reader: id });
      const shown = sides(mail, new URL(c.req.url), `/preview/${encodeURIComponent(id)}/html`);
      const reader = (await ports.readers()).find(candidate => candidate.id === id);
      return answer(
        c,
        'Preview',
        html`<h1 dir="auto">${'empty' in mail ? 'No mail' : mail.subject}</h1>
<p class="facts">${reader && html`For <b>${reader.address}</b> · `}<a href="${HERE}">another reader</a></p>
${shown}`,
      );
    });
}

function chooser(readers: readonly SampleReader[], catalogue: Pick<Catalogue, 'groups' | 'topics'>): Markup {
  return html`<h1>Preview</h1>
<p>What somebody would get now. Nothing is sent.</p>
<h2>A subscriber</h2>
${
  readers.length === 0
    ? html`<p>There are no subscribers yet: put them into <code>subscribers/</code>.</p>`
    : html`<ul class="mails">${readers.map(
        ({
          id,
          address,
          name,
          interests,
        }) => html`<li><a href="/preview/${encodeURIComponent(id)}">${name ?? address}</a>
<p>${name && html`${address} · `}${summary(interests, catalogue)}</p></li>`,
      )}</ul>`
}
<h2>Or a reader you make up</h2>
${readerForm(catalogue)}`;
}

function madeUpPage(
  mail: PreviewMail,
  url: URL,
  { reader, catalogue }: { reader: MadeUpReader; catalogue: Pick<Catalogue, 'groups' | 'topics'> },
): Markup {
  return html`<h1 dir="auto">${'empty' in mail ? 'No mail' : mail.subject}</h1>
<p class="facts">For a reader with these interests: <b>${summary(reader.interests, catalogue)}</b></p>
${sides(mail, url, `/preview.html${url.search}`)}
<h2>Change the reader</h2>
${readerForm(catalogue, reader)}`;
}

function sides(mail: PreviewMail, url: URL, framePath: string): Markup {
  if ('empty' in mail) return html`<p>${mail.empty}</p>`;
  const { html: source, text, headers } = mail;
  const size = Math.ceil(Buffer.byteLength(source) / 1024);
  return html`${mailView(url, { framePath, text, source, headers })}
<p class="facts">${size} KB of HTML; Gmail clips a mail at ${CLIP_KB} KB.</p>`;
}

function summary(
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
