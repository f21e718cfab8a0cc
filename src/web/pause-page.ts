// No mail for a while: how things stand, and the buttons that change it.
import { html } from 'hono/html';
import { signToken } from '../domain/link-token.ts';
import { maskAddress } from '../domain/mask-address.ts';
import { pauseRange, SPANS } from '../domain/pause-dates.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { longDate } from './issue-date.ts';
import { type Markup, page } from './page.ts';
import type { PauseState, PublicSitePorts, SiteFrame } from './ports.ts';

type PauseSite = SiteFrame & Pick<PublicSitePorts, 'keys'>;

export interface PausePage {
  subscriber: Subscriber;
  state: PauseState;
  /** Signed for this subscriber, to manage. */
  token: string;
  /** What was typed for a date and cannot be one, with what is wrong. */
  refused?: { typed: string; fault: string };
}

export function pausePage(site: PauseSite, asked: PausePage): Markup {
  const { subscriber, state, token } = asked;
  const noMail = withoutMail(site, asked);
  const path = `${site.basePath}/m/${token}`;
  const heading = state.until === undefined ? 'Pause' : 'Your mail is paused';
  return page(site, {
    title: heading,
    main: html`<div class="plain"><h1>${heading}</h1>
${noMail ?? standing(site, subscriber, state)}
${state.until !== undefined && html`<form method="post" action="${path}/pause/resume"><button>Resume now</button></form>`}
${!noMail && choices(asked, `${path}/pause`)}
<p><a href="${path}">Your subscription</a></p></div>`,
  });
}

/** @returns undefined for who gets mail, or would without the pause */
function withoutMail(site: PauseSite, { subscriber: { status, listed, publicId } }: PausePage): Markup | undefined {
  if (status === 'unsubscribed') {
    const leave = `${site.basePath}/u/${signToken('unsubscribe', publicId, site.keys[0])}`;
    return html`<p><b>You are unsubscribed:</b> there is no mail to pause. <a href="${leave}">Subscribe again</a></p>`;
  }
  return listed ? undefined : html`<p><b>You are no longer on the list:</b> there is no mail to pause.</p>`;
}

function standing({ name }: SiteFrame, { address, rhythm }: Subscriber, { until, nextMail }: PauseState): Markup {
  const who = html`<b>${maskAddress(address)}</b>`;
  if (until !== undefined) {
    return html`<p>${name} sends nothing to ${who} before <b><time datetime="${until}">${longDate(until)}</time></b>.
The next mail is due ${nextMail === until ? 'then' : `on ${longDate(nextMail)}`} at ${rhythm.sendAt}.</p>`;
  }
  return html`<p>${name} mails ${who}; the next mail is due on ${longDate(nextMail)} at ${rhythm.sendAt}. Stop it for a while:
your topics stay, and mail comes again by itself.</p>`;
}

function choices({ state, refused }: PausePage, path: string): Markup {
  const { first, last } = pauseRange(state.today);
  const described = refused && html` aria-invalid="true" aria-describedby="until-fault"`;
  return html`<h2>${state.until === undefined ? 'No mail for' : 'Or pause from today for'}</h2>
<div class="acts">${Object.entries(SPANS).map(
    ([span, { label }]) => html`<form method="post" action="${path}/${span}"><button>${label}</button></form>`,
  )}</div>
<form method="post" action="${path}" novalidate>
<p class="field"><label for="until">Until a date</label>
<span class="hint" id="until-hint">The first day on which mail may come again, a year from today at most.</span>
<input id="until" name="until" type="date" min="${first}" max="${last}" placeholder="${first}" value="${refused?.typed ?? ''}"${described ?? html` aria-describedby="until-hint"`}>
${refused && html`<span class="fault" id="until-fault" role="alert">${refused.fault}</span>`}</p>
<button>Pause until then</button>
</form>
<p class="faint">Opening this page changes nothing. A button takes effect at once.</p>`;
}
