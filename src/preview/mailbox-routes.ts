// The pages of the mailbox: what was captured, newest first, and each mail from all sides.
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { frameAnswer, mailView } from './mail-view.ts';
import type { CapturedMail, Mailbox } from './mailbox.ts';
import type { PrivateSitePorts } from './ports.ts';
import { type Markup, privatePage } from './private-page.ts';
import { readMail } from './read-mail.ts';
import { releaseRoutes } from './release-routes.ts';

const MAILS_PER_PAGE = 100;
const HERE = '/';

export function mailboxRoutes(ports: PrivateSitePorts): Hono {
  const { name, mailbox } = ports;
  const answer = (c: Context, title: string, main: Markup) => c.html(privatePage(name, { title, here: HERE, main }));

  return new Hono()
    .get('/', async c => {
      if (!mailbox) return answer(c, 'Mailbox', mailboxIsOff());
      const search = c.req.query('search')?.trim() ?? '';
      const page = await mailbox.list({ limit: MAILS_PER_PAGE, before: c.req.query('before'), search });
      return answer(c, 'Mailbox', mailList(page, search, c.req.query('before') !== undefined));
    })
    .get('/mail/:file{[^/]+\\.eml}', async c => {
      const file = c.req.param('file');
      const bytes = await mailbox?.read(file.slice(0, -'.eml'.length));
      if (!bytes) return c.notFound();
      return c.body(new Uint8Array(bytes), 200, {
        'content-type': 'message/rfc822',
        'content-disposition': `attachment; filename="${file}"`,
      });
    })
    .get('/mail/:id/html', async c => {
      const bytes = await mailbox?.read(c.req.param('id'));
      const mail = bytes && (await readMail(bytes));
      return mail?.html === undefined ? c.notFound() : frameAnswer(c, mail.html);
    })
    .get('/mail/:id', async c => {
      const id = c.req.param('id');
      const bytes = await mailbox?.read(id);
      if (!bytes) return c.notFound();
      const mail = await readMail(bytes);
      const view = mailView(new URL(c.req.url), {
        framePath: mail.html === undefined ? undefined : `/mail/${id}/html`,
        text: mail.text,
        source: new TextDecoder().decode(bytes),
        headers: mail.headers,
        downloadPath: `/mail/${id}.eml`,
      });
      return answer(
        c,
        mail.subject,
        html`<h1 dir="auto">${mail.subject}</h1>
<p class="facts">${mail.fault ? html`This mail could not be parsed: ${mail.fault}` : html`From <b>${mail.from}</b> to <b>${mail.to}</b>`} · ${kilobytes(bytes.length)}
· <a href="/mail/${id}/release">Send it for real</a></p>
${view}`,
      );
    })
    .route('/', releaseRoutes(ports));
}

type Page = Awaited<ReturnType<Mailbox['list']>>;

function mailList({ mails, more }: Page, search: string, isLater: boolean): Markup {
  const last = mails.at(-1);
  if (!last && search === '' && !isLater) {
    return html`<h1>Mailbox</h1>
<p>No mail yet. While no SMTP server is set, each mail that is sent is kept here and nobody gets it.</p>
<p class="faint"><code>paperboy run</code> makes an issue and sends it to everyone in <code>subscribers/</code>.</p>`;
  }
  return html`<h1>Mailbox</h1>
<p class="facts">No SMTP server is set, so these mails were kept here and nobody got them.</p>
${searchForm(search)}
${last ? mailRows(mails) : html`<p>No ${isLater && 'older '}mail${search !== '' && html` with <b>${search}</b> in it`}.</p>`}
${last && more && html`<p><a href="${olderPath(last.id, search)}">Older mails</a></p>`}
${search !== '' && html`<p><a href="/">All mails</a></p>`}`;
}

/** A GET: what is looked for stands in the address. */
function searchForm(search: string): Markup {
  return html`<form role="search" action="/"><div class="fields">
<label>Search in subject, sender, recipient and the beginning of the text<input type="search" name="search" autocomplete="off" spellcheck="false" value="${search}"></label>
</div></form>`;
}

function olderPath(before: string, search: string): string {
  return `/?${new URLSearchParams({ ...(search !== '' && { search }), before })}`;
}

function mailRows(mails: readonly CapturedMail[]): Markup {
  return html`<ol class="mails">${mails.map(
    ({ id, subject, from, to, receivedAt, size }) => html`<li><a href="/mail/${id}" dir="auto">${subject}</a>
<p>To ${to} · from ${from} · <span><time datetime="${receivedAt}">${minute(receivedAt)}</time> · ${kilobytes(size)}</span></p></li>`,
  )}</ol>`;
}

function mailboxIsOff(): Markup {
  return html`<h1>Mailbox</h1>
<p>The built-in mailbox is off: an SMTP server is set, and mails go there.</p>
<p><a href="/preview">The preview</a> shows mails without sending them.</p>`;
}

/** `2025-09-16 07:00 UTC`. */
function minute(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}

function kilobytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
