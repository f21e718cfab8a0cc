// The pages behind the link of a letter: what it would do, and what it did.
import { html } from 'hono/html';
import { signToken } from '../domain/link-token.ts';
import { maskAddress } from '../domain/mask-address.ts';
import { longDate } from './issue-date.ts';
import { type Markup, page } from './page.ts';
import { plural } from './plural.ts';
import type { LetterPage, PublicSitePorts, SiteFrame } from './ports.ts';
import { rhythmInWords } from './rhythm-words.ts';

type SubscribeLetter = LetterPage & { kind: 'subscribe' };
type MoveLetter = LetterPage & { kind: 'move' };

/** @param papers expected in a mail, where it is known */
export function letterPage(
  site: PublicSitePorts,
  letter: LetterPage,
  { token, papers }: { token: string; papers?: number },
) {
  if (letter.state === 'over') return overPage(site, letter, token);
  if (letter.kind === 'move')
    return letter.state === 'open' ? askToMovePage(site, letter, token) : movingPage(site, letter);
  return letter.confirmed ? welcomePage(site, letter, papers) : askToConfirmPage(site, letter, token);
}

/** Opening it changes nothing, because programs open links too. */
function askToConfirmPage(site: PublicSitePorts, { wish }: SubscribeLetter, token: string): Markup {
  const { address, interests, rhythm } = wish!;
  const chosen = [...interests.topics.map(site.topicName), ...interests.keywords];
  return plainPage(
    site,
    'Confirm your subscription',
    html`<p>${site.name} is to mail <b>${maskAddress(address)}</b>: ${rhythmInWords(rhythm)}.</p>
<p>${chosen.length > 0 ? html`On <b dir="auto">${chosen.join(', ')}</b>.` : 'The top papers, until you choose topics.'}</p>
<form method="post" action="${site.basePath}/c/${token}"><button>Confirm</button></form>
<p class="faint">Nothing has happened yet. If it was not you who asked, close this page.</p>`,
  );
}

function welcomePage(site: PublicSitePorts, { confirmed }: SubscribeLetter, papers: number | undefined): Markup {
  const { subscriber, nextMail } = confirmed!;
  const manage = `${site.basePath}/m/${signToken('manage', subscriber.publicId, site.keys[0])}`;
  return plainPage(
    site,
    'Welcome',
    html`<p><b>${maskAddress(subscriber.address)}</b> is subscribed, and the first issue is on its way.</p>
<p>The next mail comes on <b><time datetime="${nextMail.date}">${longDate(nextMail.date)}</time></b> at ${nextMail.time}${papers !== undefined && `, with about ${plural(papers, 'paper')}`}.</p>
<p><a class="press" href="${manage}">Choose topics and settings</a></p>
<p class="faint">The same link stands at the end of every mail.</p>`,
  );
}

function askToMovePage(site: SiteFrame, { from, to }: MoveLetter, token: string): Markup {
  return plainPage(
    site,
    'Move your subscription?',
    html`<p>From <b>${maskAddress(from)}</b> to <b>${maskAddress(to)}</b>. It moves once both addresses have confirmed it.</p>
<form method="post" action="${site.basePath}/c/${token}"><button>Confirm the move</button></form>
<p class="faint">Nothing has happened yet. If it was not you who asked, close this page.</p>`,
  );
}

function movingPage(site: SiteFrame, { to, isMoved, waitsFor }: MoveLetter): Markup {
  return isMoved
    ? plainPage(site, 'Moved', html`<p>From now on mail goes to <b>${maskAddress(to)}</b>.</p>`)
    : plainPage(
        site,
        'Confirmed here',
        waitsFor === undefined
          ? html`<p>The move did not take place: the new address has a subscription of its own.</p>`
          : html`<p>Now <b>${maskAddress(waitsFor)}</b> has to confirm it too: a mail with a link is there.</p>`,
      );
}

function overPage(site: SiteFrame, { kind }: LetterPage, token: string): Markup {
  return plainPage(
    site,
    'This link does not count any more',
    html`<p>It counts for 48 hours, and only the newest does.</p>
${
  kind === 'subscribe' &&
  html`<form method="post" action="${site.basePath}/c/${token}/again"><button>Send a new link</button></form>`
}`,
  );
}

export function sentAgainPage(site: SiteFrame): Markup {
  return plainPage(
    site,
    'Look into your inbox',
    html`<p>A mail with a new link is on its way: a quarter of an hour after the last at the earliest.</p>`,
  );
}

function plainPage(site: SiteFrame, heading: string, body: Markup): Markup {
  return page(site, { title: heading, main: html`<div class="plain"><h1>${heading}</h1>${body}</div>` });
}
