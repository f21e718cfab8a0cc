// What one subscriber asked for, to read, and the form for trying out something else.
import { html } from 'hono/html';
import { maskAddress } from '../domain/mask-address.ts';
import { hasNoInterests, type Rhythm, type Subscriber, type Weekday } from '../domain/subscriber.ts';
import { longDate } from './issue-date.ts';
import { type Markup, page } from './page.ts';
import { lastDays } from './plural.ts';
import type { PublicSitePorts, SiteFrame } from './ports.ts';
import { type TrySite, tryForm } from './try-form.ts';
import { typedBy } from './try-query.ts';

const WEEKDAY_NAMES: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/**
 * @param pausedUntil date on which a pause ends, as the subscriber's calendar has it
 * @param tokens signed for this subscriber
 */
export function managePage(
  site: TrySite & Pick<PublicSitePorts, 'topicName'>,
  { subscriber, pausedUntil }: { subscriber: Subscriber; pausedUntil?: string },
  tokens: Record<'manage' | 'unsubscribe' | 'learn', string>,
): Markup {
  const { interests } = subscriber;
  const left = subscriber.status === 'unsubscribed';
  const wishes: [string, string][] = [
    ['Topics', interests.topics.map(site.topicName).join(', ')],
    ['Keywords', interests.keywords.join(', ')],
    ['Authors', interests.authors.join(', ')],
    ['Labs', interests.labs.join(', ')],
    ['arXiv categories', interests.categories.join(', ')],
    ['Never papers with', interests.muted.join(', ')],
    ['The last place', interests.outside ? 'for a paper outside of these' : ''],
    ['When', when(subscriber)],
    ['Paused', pausedUntil === undefined ? '' : `no mail before ${longDate(pausedUntil)}`],
    ['Papers per mail', `${subscriber.papersPerMail} at most`],
  ];
  return page(site, {
    title: 'Your subscription',
    main: html`<div class="plain"><h1>Your subscription</h1>
<p>What ${site.name} sends to <b>${maskAddress(subscriber.address)}</b>.</p>
${hasNoInterests(interests) && html`<p>You chose no topics, so each mail brings the top papers.</p>`}
<dl>${wishes.map(([term, wish]) => wish && html`<dt>${term}</dt><dd>${wish}</dd>`)}</dl>
${subscriber.managed ? managedNote(site) : howToChange(site)}
<p><a href="${site.basePath}/l/${tokens.learn}">What was learnt from “More like this”</a></p>
${!left && html`<p><a href="${site.basePath}/m/${tokens.manage}/pause">${pausedUntil === undefined ? 'Pause for a while' : 'Resume, or pause for longer'}</a></p>`}
<p><a href="${site.basePath}/u/${tokens.unsubscribe}">${left ? 'Subscribe again' : 'Unsubscribe'}</a></p>
<h2>Try something else</h2>
<p>See what other interests would have brought in the ${lastDays(site.trials.days)}, before anything changes.</p>
${tryForm(site, { typed: typedBy(subscriber, site.catalogue.topics), token: tokens.manage })}</div>`,
  });
}

export function howToChange({ name }: SiteFrame): Markup {
  return html`<p>To change what you get, ask the people who run this ${name}: they keep the list that it reads.</p>`;
}

/** A file has the last word: what is set elsewhere would not stay. */
function managedNote({ name }: SiteFrame): Markup {
  return html`<p>The people who run this ${name} keep your settings in a file of theirs: ask them to change what you get. Pausing and
unsubscribing are yours.</p>`;
}

function when({ status, listed, rhythm }: Subscriber): string {
  if (status === 'unsubscribed') return 'Never: you are unsubscribed';
  return listed ? inWords(rhythm) : 'Not now: you are no longer on the list';
}

function inWords({ days, sendAt, timeZone }: Rhythm): string {
  return `${whichDays(days)} at ${sendAt}, ${timeZone.replaceAll('_', ' ')} time`;
}

function whichDays(days: Rhythm['days']): string {
  if (days === 'daily') return 'Every day';
  if (days === 'weekdays') return 'Monday to Friday';
  return `Every ${WEEKDAY_NAMES[days.slice('weekly:'.length) as Weekday]}`;
}
