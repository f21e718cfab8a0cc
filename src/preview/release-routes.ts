// Sending a captured mail through a real SMTP server: a form that asks for server and recipient, and what the server said.
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import { isReservedDomain, parseAddress } from '../domain/address.ts';
import { AppError } from '../domain/errors.ts';
import type { PrivateSitePorts } from './ports.ts';
import { type Markup, privatePage } from './private-page.ts';
import { type ReleaseFault, readRelease, type TypedRelease, unwrapMail, withoutLogin } from './release-mail.ts';
import { fromOwnPage } from './same-origin.ts';

const PATH = '/mail/:id/release';
const MAX_FORM_BYTES = 16 * 1024;

const shortForm = bodyLimit({
  maxSize: MAX_FORM_BYTES,
  onError: () => {
    throw new AppError('input_too_large', `this form is too long: expected at most ${MAX_FORM_BYTES} bytes`);
  },
});

/** What was typed is used once: the server's URL is neither stored nor logged, and comes back without its login. */
export function releaseRoutes({ name, mailbox, releaseMail }: PrivateSitePorts): Hono {
  const capturedIn = async (c: Context) => {
    const bytes = await mailbox?.read(c.req.param('id') ?? '');
    return bytes && unwrapMail(bytes);
  };
  const answer = (c: Context, main: Markup, status: 200 | 400 | 502 = 200) => {
    // The form's POST must say where it comes from; with the site's own policy it would say `null`.
    c.header('referrer-policy', 'same-origin');
    return c.html(privatePage(name, { title: 'Send for real', here: '/', main }), status);
  };
  const mailPath = (c: Context) => `/mail/${c.req.param('id')}`;

  return new Hono()
    .get(PATH, async c => {
      const mail = await capturedIn(c);
      if (!mail) return c.notFound();
      return answer(c, formPage(mailPath(c), { server: '', recipient: ownRecipient(mail.to) }));
    })
    .post(PATH, fromOwnPage, shortForm, async c => {
      const mail = await capturedIn(c);
      if (!mail) return c.notFound();
      const typed = typedIn(await c.req.parseBody());
      const read = readRelease(typed);
      const shown = { ...typed, server: withoutLogin(typed.server) };
      if ('faults' in read) return answer(c, formPage(mailPath(c), shown, read.faults), 400);
      const released = await releaseMail(typed.server, { ...mail, to: read.to });
      if ('refusal' in released) {
        const text = `The server did not take the mail: ${released.refusal}`;
        return answer(c, formPage(mailPath(c), shown, [{ field: 'server', text }]), 502);
      }
      return answer(c, releasedPage(mailPath(c), read.to, released.reply));
    });
}

function typedIn(body: Record<string, unknown>): TypedRelease {
  const text = (field: keyof TypedRelease) => (typeof body[field] === 'string' ? body[field].trim() : '');
  return { server: text('server'), recipient: text('recipient') };
}

/** Whom a sample mail is for, nobody can reach. */
function ownRecipient(to: string): string {
  const address = parseAddress(to);
  return address && !isReservedDomain(address.domain) ? address.address : '';
}

function formPage(mailPath: string, { server, recipient }: TypedRelease, faults: readonly ReleaseFault[] = []): Markup {
  const faultAt = (field: keyof TypedRelease) =>
    faults
      .filter(fault => fault.field === field)
      .map(({ text }) => html`<p class="facts" id="${field}-fault" role="alert"><b>${text}</b></p>`);
  const described = (field: keyof TypedRelease) =>
    faults.some(fault => fault.field === field)
      ? html` aria-invalid="true" aria-describedby="${field}-fault"`
      : undefined;
  return html`<h1>Send this mail for real</h1>
<p>The mail goes out once, as it was captured, and only to this address. Neither address nor server is kept.
Its links are those of its reader, whom anybody who gets it could unsubscribe.</p>
<form method="post" action="${mailPath}/release">
<div class="fields">
<label>To<input name="recipient" inputmode="email" autocomplete="off" spellcheck="false" placeholder="you@lab.org" value="${recipient}"${described('recipient')}></label>
<label>Through the SMTP server<input name="server" autocomplete="off" spellcheck="false" placeholder="smtps://user:password@smtp.lab.org" value="${server}"${described('server')}></label>
</div>
${faultAt('recipient')}
${faultAt('server')}
<p><button>Send it</button></p>
</form>
<p><a href="${mailPath}">Back to the mail</a></p>`;
}

function releasedPage(mailPath: string, to: string, reply: string): Markup {
  return html`<h1>The server has the mail</h1>
<p>It was sent to <b>${to}</b>, and the server answered:</p>
<pre>${reply}</pre>
<p><a href="${mailPath}">Back to the mail</a></p>`;
}
