// Subscribing: the short form on the front page, the long one, and what is said after either.
import { html } from 'hono/html';
import { faultSummary } from './field-faults.ts';
import { guardFields } from './form-guard.ts';
import { type Markup, page } from './page.ts';
import { lastDays, plural } from './plural.ts';
import type { FieldFault, PublicSitePorts, SiteFrame, TriedOut } from './ports.ts';
import { tryExamples } from './try-results.ts';
import type { Typed } from './typed-wish.ts';
import { inputFor, rhythmFields, shortInterestFields } from './wish-form.ts';

/** What somebody agrees to, kept with their consent. */
export function wordingOf({ name }: SiteFrame): string {
  return `${name} sends a mail with a link to confirm first. From then on it mails the papers you chose, until you leave, which every mail lets you do with one click.`;
}

/** On top of the front page: an address, and nothing else is asked. */
export function joinForm(site: PublicSitePorts): Markup | undefined {
  if (site.signUps.policy.signup === 'off') return undefined;
  return html`<form class="join" method="post" action="${site.basePath}/subscribe" aria-labelledby="join">
<h2 id="join">Get trending papers in your email inbox</h2>
<p class="ask"><label class="away" for="join-email">E-mail address</label>
<input id="join-email" name="email" type="email" autocomplete="email" placeholder="you@lab.org" required maxlength="320">
<button>Subscribe</button></p>
<input type="hidden" name="zone" value="" data-guess>
<input type="hidden" name="short" value="yes">
${guardFields(site)}
<p class="hint"><a href="${site.basePath}/subscribe">Choose topics first</a>, or later: no password, leave with one click.</p>
</form>`;
}

export interface SubscribeForm {
  email: string;
  typed: Typed;
  faults?: readonly FieldFault[];
  /** The form was too old, or not ours. */
  isStale?: boolean;
  /** Topic ids with how many papers a day they bring. */
  perDay?: ReadonlyMap<string, number>;
  /** What the choice would have brought, where it was asked for. */
  tried?: TriedOut;
}

export function subscribePage(site: PublicSitePorts, form: SubscribeForm): Markup {
  const { email, typed, faults = [], isStale, perDay, tried } = form;
  const heading = faults.length > 0 ? 'This cannot be sent yet' : 'Subscribe';
  const path = `${site.basePath}/subscribe`;
  return page(site, {
    title: heading,
    main: html`<div class="plain"><h1>${heading}</h1>
${isStale && html`<p class="done" role="alert">The form had been open for too long, or was sent too fast. Look it over and send it once more.</p>`}
${faults.length > 0 ? faultSummary(faults) : html`<p>The day’s trending papers on what you work on, in one good mail. Each says why it was chosen, and none comes twice.</p>`}
${whoMay(site)}
<form class="wish" method="post" action="${path}">
${inputFor('email', email, { faults, attributes: html`type="email" autocomplete="email" required maxlength="320"` })}
${shortInterestFields(site, { typed, faults, perDay })}
<div class="sample" data-live="${path}/sample" aria-live="polite">${sample(site, tried)}</div>
<p class="act"><button class="quiet" formmethod="get" formnovalidate>See what this brings</button></p>
${rhythmFields({ typed, faults }, { guess: faults.length === 0 && !isStale && tried === undefined })}
${guardFields(site)}
<p class="act"><button>Subscribe</button></p>
<p class="faint">${wordingOf(site)} <a href="${site.basePath}/privacy">What is kept</a></p>
</form>
<p><a href="${site.basePath}/link">Subscribed already, but lost the link?</a></p></div>`,
    script: true,
  });
}

function whoMay({ signUps: { policy } }: PublicSitePorts): Markup | undefined {
  if (policy.signup !== 'domains') return undefined;
  return html`<p>For addresses of ${policy.domains.join(', ')}.</p>`;
}

/** How much, and such as what; also alone, for the script. */
export function sample({ trials }: Pick<PublicSitePorts, 'trials'>, tried: TriedOut | undefined): Markup {
  if (!tried) return html``;
  const { mails, considered } = tried;
  if (considered === 0) return html`<p>No paper came in yet on which this could be tried.</p>`;
  const days = lastDays(Math.min(trials.days, tried.days));
  if (mails.length === 0) return html`<p><b>Nothing</b> in the ${days}: fewer or wider words find more.</p>`;
  const middle = mails.toSorted((a, b) => a - b)[Math.floor(mails.length / 2)]!;
  return html`<p><b>About ${plural(middle, 'paper')}</b> a mail, by the ${days}. Such as:</p>
${tryExamples(tried)}`;
}

export function subscribeSentPage(site: SiteFrame): Markup {
  return plainPage(
    site,
    'Look into your inbox',
    html`<p>A mail with a link to confirm is on its way. The link counts for 48 hours; until you follow it, nothing else is sent.</p>
<p>Nothing there after some minutes? Look where spam goes. Then <a href="${site.basePath}/subscribe">send the form again</a>: a new mail
comes a quarter of an hour after the last at the earliest, and three a day at most.</p>`,
  );
}

export function signupOffPage(site: SiteFrame): Markup {
  return plainPage(
    site,
    'Subscribing is switched off',
    html`<p>The people who run this ${site.name} keep its list themselves: ask them.</p>
<p><a href="${site.basePath}/">Read the papers here</a></p>`,
  );
}

export function tooManyPage(site: SiteFrame): Markup {
  return plainPage(
    site,
    'Too many forms',
    html`<p>More forms came from your network in the last hour than one person fills in. Please try again in an hour.</p>`,
  );
}

export function lostLinkPage(
  site: PublicSitePorts,
  { email = '', faults = [] as readonly FieldFault[], isStale = false } = {},
): Markup {
  return plainPage(
    site,
    'Get your link again',
    html`${isStale && html`<p class="done" role="alert">The form had been open for too long, or was sent too fast. Please send it once more.</p>`}
${faults.length > 0 ? faultSummary(faults) : html`<p>Your settings are behind a link that only you have; every mail has it at its end. It can be mailed to you once more.</p>`}
<form class="wish" method="post" action="${site.basePath}/link">
${inputFor('email', email, { faults, attributes: html`type="email" autocomplete="email" required maxlength="320"` })}
${guardFields(site)}
<p class="act"><button>Mail me my link</button></p></form>`,
  );
}

export function linkSentPage(site: SiteFrame): Markup {
  return plainPage(
    site,
    'Look into your inbox',
    html`<p>If the address has a subscription, a mail with its link is on its way.</p>`,
  );
}

function plainPage(site: SiteFrame, heading: string, body: Markup): Markup {
  return page(site, { title: heading, main: html`<div class="plain"><h1>${heading}</h1>${body}</div>` });
}
