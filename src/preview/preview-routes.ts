// The addresses of the preview: what a subscriber, a made-up reader or a sample would get. Nothing is sent or stored.
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { AppError } from '../domain/errors.ts';
import { FIXTURES, type Fixture } from './fixtures.ts';
import { liveRoutes } from './live-routes.ts';
import { readChoice } from './mail-choice.ts';
import { frameAnswer } from './mail-view.ts';
import type { PrivateSitePorts } from './ports.ts';
import { previewChooser, summary } from './preview-chooser.ts';
import { previewMatrix } from './preview-matrix.ts';
import { type PreviewedMail, previewPage } from './preview-page.ts';
import type { PreviewRequest } from './preview-ports.ts';
import { type Markup, privatePage } from './private-page.ts';
import { readerForm, readReader } from './reader-form.ts';

const HERE = '/preview';
const ELSE = html`<a href="${HERE}">another mail</a>`;

export function previewRoutes(ports: PrivateSitePorts): Hono {
  const { name, catalogue } = ports;
  const urlOf = (c: Context) => new URL(c.req.url);
  const answer = (c: Context, title: string, main: Markup, status: 200 | 500 = 200) =>
    c.html(privatePage(name, { title, here: HERE, main, isLive: true }), status);
  const page = async (c: Context, previewed: Omit<PreviewedMail, 'url'>) => {
    // It takes a core for seconds: no page of the web may have an image that asks for it.
    if (urlOf(c).searchParams.has('spam') && c.req.header('sec-fetch-site') === 'cross-site')
      throw new AppError('usage', 'the spam score was asked for by another site: expected a page of this one');
    const { title, main, status } = await previewPage(ports, { url: urlOf(c), ...previewed });
    return answer(c, title, main, status);
  };
  const chosen = (c: Context) => readChoice(urlOf(c).searchParams);
  const bareHtml = async (c: Context, request: PreviewRequest) => {
    const mail = await ports.previewMail(request);
    return 'empty' in mail || mail.html === '' ? c.notFound() : frameAnswer(c, mail.html, { isOurs: true });
  };
  const bytes = async (c: Context, request: PreviewRequest) => {
    const mail = await ports.composeMail(request);
    if (!mail) return c.notFound();
    return c.body(new Uint8Array(mail), 200, {
      'content-type': 'message/rfc822',
      'content-disposition': 'attachment; filename="preview.eml"',
    });
  };

  const ofReader = (c: Context): PreviewRequest => ({ reader: c.req.param('reader') ?? '', ...chosen(c) });
  const ofFixture = (c: Context) => ({ fixture: fixtureNamed(c.req.param('fixture') ?? ''), ...chosen(c) });
  const madeUp = (c: Context) => {
    const reader = readReader(urlOf(c).searchParams, catalogue);
    return reader && { ...reader, ...chosen(c) };
  };

  return (
    new Hono()
      .route('/', liveRoutes(ports))
      // Before anything is read or rendered, also for a page that has no use for the choice but hands it on in its links.
      .use('/preview/*', (c, next) => {
        chosen(c);
        return next();
      })
      .get('/preview', async c => {
        const reader = madeUp(c);
        if (!reader) return answer(c, 'Preview', await previewChooser(urlOf(c), ports));
        return page(c, {
          request: reader,
          htmlPath: '/preview.html',
          emlPath: '/preview.eml',
          about: html`For a reader with these interests: <b>${summary(reader.interests, catalogue)}</b>`,
          below: html`<h2>Change the reader</h2>${readerForm(catalogue, reader)}`,
        });
      })
      .get('/preview.html', c => {
        const reader = madeUp(c);
        return reader ? bareHtml(c, reader) : c.notFound();
      })
      .get('/preview.eml', c => {
        const reader = madeUp(c);
        return reader ? bytes(c, reader) : c.notFound();
      })
      .get('/preview/matrix', async c => answer(c, 'Side by side', await previewMatrix(urlOf(c), ports)))
      .get('/preview/fixtures/:fixture/html', c => bareHtml(c, ofFixture(c)))
      .get('/preview/fixtures/:fixture/eml', c => bytes(c, ofFixture(c)))
      .get('/preview/fixtures/:fixture', c => {
        const request = ofFixture(c);
        const { id, label, note } = request.fixture;
        const path = `/preview/fixtures/${id}`;
        const about = html`A sample mail: <b>${label}</b> · ${ELSE}${note && html`<br>${note}`}`;
        return page(c, { request, htmlPath: `${path}/html`, emlPath: `${path}/eml`, about });
      })
      .get('/preview/:reader/html', c => bareHtml(c, ofReader(c)))
      .get('/preview/:reader/eml', c => bytes(c, ofReader(c)))
      .get('/preview/:reader', async c => {
        const id = c.req.param('reader');
        const reader = (await ports.readers()).find(candidate => candidate.id === id);
        const path = `/preview/${encodeURIComponent(id)}`;
        const about = html`${reader && html`For <b>${reader.address}</b> · `}${ELSE}`;
        return page(c, { request: ofReader(c), htmlPath: `${path}/html`, emlPath: `${path}/eml`, about });
      })
  );
}

function fixtureNamed(id: string): Fixture {
  const fixture = FIXTURES.find(candidate => candidate.id === id);
  if (fixture) return fixture;
  const known = FIXTURES.map(candidate => candidate.id).join(', ');
  throw new AppError('usage', `“${id}” is no sample mail: expected one of ${known}`);
}
