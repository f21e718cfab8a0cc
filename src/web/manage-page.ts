// What one subscriber asked for, to change, to try out, and the ways to everything else that is theirs.
import { html } from 'hono/html';
import { maskAddress } from '../domain/mask-address.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { faultSummary } from './field-faults.ts';
import { longDate } from './issue-date.ts';
import { type Markup, page } from './page.ts';
import { lastDays } from './plural.ts';
import type { FieldFault, SiteFrame } from './ports.ts';
import { rhythmInWords } from './rhythm-words.ts';
import type { Typed } from './typed-wish.ts';
import { inputFor, interestFields, layoutField, rhythmFields, type WishSite } from './wish-form.ts';

export interface ManagePage {
  subscriber: Subscriber;
  typed: Typed;
  faults?: readonly FieldFault[];
  /** It was saved just now. */
  isSaved?: boolean;
  /** Date on which a pause ends, as the subscriber's calendar has it. */
  pausedUntil?: string;
  /** Signed for this subscriber. */
  tokens: Record<'manage' | 'unsubscribe' | 'learn' | 'feed', string>;
}

export function managePage(site: WishSite, manage: ManagePage): Markup {
  const { subscriber, faults = [], isSaved, tokens } = manage;
  const left = subscriber.status === 'unsubscribed';
  return page(site, {
    title: faults.length > 0 ? 'This cannot be saved' : 'Your subscription',
    main: html`<div class="plain"><h1>${faults.length > 0 ? 'This cannot be saved yet' : 'Your subscription'}</h1>
${isSaved && html`<p class="done" role="status">Saved. It counts from your next mail on.</p>`}
${faults.length > 0 && faultSummary(faults)}
<p>What ${site.name} sends to <b>${maskAddress(subscriber.address)}</b>. ${standing(manage)}</p>
${left ? html`<p><a class="press" href="${site.basePath}/u/${tokens.unsubscribe}">Subscribe again</a></p>` : settingsForm(site, manage)}
<h2>More</h2>
<ul class="dates">${ways(site, manage).map(([href, text]) => html`<li><a href="${href}">${text}</a></li>`)}</ul></div>`,
    script: true,
  });
}

/** Saved by POST, tried out by GET: two buttons of one form. */
export function settingsForm(site: WishSite, { subscriber, typed, faults, tokens: { manage } }: FormParts): Markup {
  const path = `${site.basePath}/m/${manage}`;
  const form = { typed, faults };
  if (subscriber.managed) {
    return html`${managedNote(site)}
<h2>Try something else</h2>
<form class="wish" action="${path}/try">${interestFields(site, form)}
<p class="act">${tryButton(site)}</p></form>`;
  }
  return html`<form class="wish" method="post" action="${path}">
${interestFields(site, form)}
${rhythmFields(form)}
${layoutField(form)}
${inputFor('name', typed.name, { faults, hint: 'Stands beside your address in the mail’s To line. May be empty.', attributes: html`autocomplete="name"` })}
<p class="act"><button>Save</button>${tryButton(site, path)}</p>
</form>`;
}

export type FormParts = Pick<ManagePage, 'subscriber' | 'typed' | 'faults'> & { tokens: { manage: string } };

function tryButton({ trials }: WishSite, path?: string): Markup {
  const elsewhere = path && html` formmethod="get" formaction="${path}/try"`;
  return html`<button class="quiet"${elsewhere}>Try on the ${lastDays(trials.days)}</button>
<span class="hint">Trying saves nothing. The first try may take some seconds.</span>`;
}

function ways({ basePath }: SiteFrame, { subscriber, pausedUntil, tokens }: ManagePage): [string, string][] {
  const manage = `${basePath}/m/${tokens.manage}`;
  const left = subscriber.status === 'unsubscribed';
  const isPaused = pausedUntil !== undefined;
  return [
    [`${basePath}/l/${tokens.learn}`, 'What was learnt from “More like this”'],
    ...(left
      ? []
      : ([[`${manage}/pause`, isPaused ? 'Resume, or pause for longer' : 'Pause for a while']] as [string, string][])),
    ...(left || subscriber.managed ? [] : ([[`${manage}/address`, 'Use another address']] as [string, string][])),
    [`${manage}/data`, 'Your data: take it with you, or have it erased'],
    ...(left ? [] : ([[`${basePath}/u/${tokens.unsubscribe}`, 'Unsubscribe']] as [string, string][])),
  ];
}

/** A file has the last word: what is set elsewhere would not stay. */
function managedNote({ name }: SiteFrame): Markup {
  return html`<p>The people who run this ${name} keep your settings in a file of theirs: ask them to change what you get. Pausing and
unsubscribing are yours.</p>`;
}

function standing({ subscriber: { status, listed, rhythm }, pausedUntil }: ManagePage): string {
  if (status === 'unsubscribed') return 'Nothing: you are unsubscribed.';
  if (!listed) return 'Nothing: you are no longer on the list.';
  return pausedUntil === undefined ? `${rhythmInWords(rhythm)}.` : `Paused: no mail before ${longDate(pausedUntil)}.`;
}
