// The pages behind the unsubscribe link: the question, the answer, and the way back.
import { html } from 'hono/html';
import { maskAddress } from '../domain/mask-address.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { type Markup, page } from './page.ts';
import type { SiteFrame } from './ports.ts';

export interface LeavePage {
  subscriber: Subscriber;
  token: string;
}

/** One button; opening the page changes nothing, because programs open links too. */
export function askToLeavePage(site: SiteFrame, { subscriber, token }: LeavePage): Markup {
  return leavePage(
    site,
    'Unsubscribe',
    html`<p>Stop all mail from ${site.name} to <b>${maskAddress(subscriber.address)}</b>?</p>
<form method="post" action="${site.basePath}/u/${token}">
<input type="hidden" name="List-Unsubscribe" value="One-Click">
<button>Unsubscribe</button>
</form>
<p class="faint">Nothing has changed yet. It takes effect at once when you press the button.</p>`,
  );
}

export function hasLeftPage(site: SiteFrame, { subscriber, token }: LeavePage): Markup {
  return leavePage(
    site,
    'You are unsubscribed',
    html`<p>${site.name} sends no more mail to <b>${maskAddress(subscriber.address)}</b>.</p>
<p>That was not what you wanted?</p>
<form method="post" action="${site.basePath}/u/${token}/undo"><button>Subscribe again</button></form>
<p class="faint">Your topics were kept, so that coming back brings the same mail as before.</p>
<h2>Would you say why?</h2>
<form method="post" action="${site.basePath}/u/${token}/reason"><fieldset class="field">
<legend class="away">Why you left</legend>
${Object.entries(LEAVE_REASONS).map(
  ([reason, words]) =>
    html`<label class="choice"><input type="radio" name="reason" value="${reason}"><span>${words}</span></label>`,
)}</fieldset>
<p class="act"><button class="quiet">Send</button></p></form>`,
  );
}

/** Nothing is typed: what people write about themselves would have to be kept safe. */
export const LEAVE_REASONS: Readonly<Record<string, string>> = {
  'too-many': 'Too much mail',
  'not-for-me': 'The papers were not for me',
  'never-asked': 'I never asked for it',
  'read-elsewhere': 'I read papers elsewhere',
};

export function thanksPage(site: SiteFrame): Markup {
  return leavePage(site, 'Thank you', html`<p>It helps. You are unsubscribed, and nothing more is asked.</p>`);
}

export function hasReturnedPage(site: SiteFrame, { subscriber, token }: LeavePage): Markup {
  return leavePage(
    site,
    'You are subscribed again',
    html`<p>${site.name} goes on mailing <b>${maskAddress(subscriber.address)}</b>, with the same topics as before.</p>
<p><a href="${site.basePath}/u/${token}">Unsubscribe</a></p>`,
  );
}

function leavePage(site: SiteFrame, heading: string, body: Markup): Markup {
  return page(site, { title: heading, main: html`<div class="plain"><h1>${heading}</h1>${body}</div>` });
}
