// What a subscriber does with their own data: another address, a copy of everything, and its end.
import { html } from 'hono/html';
import { maskAddress } from '../domain/mask-address.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { faultSummary } from './field-faults.ts';
import { type Markup, page } from './page.ts';
import type { FieldFault, SiteFrame } from './ports.ts';
import { inputFor } from './wish-form.ts';

interface OwnPage {
  subscriber: Subscriber;
  /** Signed for the subscriber, to manage. */
  token: string;
}

export function addressPage(
  site: SiteFrame,
  { token, email = '', faults = [] }: { token: string; email?: string; faults?: readonly FieldFault[] },
): Markup {
  const path = `${site.basePath}/m/${token}`;
  return plainPage(
    site,
    'Use another address',
    html`${faults.length > 0 && faultSummary(faults)}
<p>Both addresses get a mail with a link. Your subscription moves once both have confirmed it; until then everything stays as it is.</p>
<form class="wish" method="post" action="${path}/address">
${inputFor('email', email, { faults, hint: 'The new one.', attributes: html`type="email" autocomplete="email" required maxlength="320"` })}
<p class="act"><button>Send the two mails</button></p></form>
<p><a href="${path}">Back to your subscription</a></p>`,
  );
}

export function addressSentPage(site: SiteFrame, token: string): Markup {
  return plainPage(
    site,
    'Look into both inboxes',
    html`<p>Each gets a mail with a link. The links count for 48 hours.</p>
<p><a href="${site.basePath}/m/${token}">Back to your subscription</a></p>`,
  );
}

export function dataPage(site: SiteFrame, { subscriber, token }: OwnPage): Markup {
  const path = `${site.basePath}/m/${token}`;
  return plainPage(
    site,
    'Your data',
    html`<p>Everything that ${site.name} keeps about <b>${maskAddress(subscriber.address)}</b>: settings, consents, what you said about papers, and which
mails were sent.</p>
<p><a class="press" href="${path}/data.json" download>Take a copy (JSON)</a></p>
<h2>Have it erased</h2>
<p>You are unsubscribed, and all of it is deleted. It cannot be taken back.</p>
<p><a href="${path}/erase">Erase everything</a></p>
<p><a href="${path}">Back to your subscription</a></p>`,
  );
}

export function askToErasePage(site: SiteFrame, { subscriber, token }: OwnPage): Markup {
  const path = `${site.basePath}/m/${token}`;
  return plainPage(
    site,
    'Erase everything?',
    html`<p>All that is kept about <b>${maskAddress(subscriber.address)}</b> is deleted at once. What stays is a mark that cannot be turned back into the
address, so that no list brings it back.</p>
<form method="post" action="${path}/erase"><button>Erase everything</button></form>
<p class="faint">Only to get no more mail, <a href="${path}">unsubscribe</a>.</p>`,
  );
}

export function erasedPage(site: SiteFrame): Markup {
  return plainPage(site, 'Erased', html`<p>Nothing about you is kept here any more. Goodbye.</p>`);
}

function plainPage(site: SiteFrame, heading: string, body: Markup): Markup {
  return page(site, { title: heading, main: html`<div class="plain"><h1>${heading}</h1>${body}</div>` });
}
