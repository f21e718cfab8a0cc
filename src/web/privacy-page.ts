// What is kept about people, for how long and why: said from how this installation is set up.
import { html } from 'hono/html';
import { type Markup, page } from './page.ts';
import type { PublicSitePorts } from './ports.ts';

export function privacyPage(site: PublicSitePorts): Markup {
  const { name, privacy, basePath, signUps } = site;
  const { contact, postalAddress, relay, readsReturnedMail } = privacy;
  return page(site, {
    title: 'What is kept about you',
    path: '/privacy',
    main: html`<div class="plain"><h1>What is kept about you</h1>
<h2>When you read here</h2>
<p>Nothing. There are no cookies, no accounts and no counters, and no page loads anything from elsewhere.
${signUps.policy.signup !== 'off' && html`When you send a form, the network you come from is counted in memory for an hour, so that nobody sends thousands.`}</p>
<h2>When you subscribe</h2>
<ul>
<li>Your address, and your name if you give one.</li>
<li>What you chose: topics, words, days, time and time zone.</li>
<li>When and how you agreed, with the words you read, and when you left.</li>
<li>Which papers were in which mail, so that none comes twice.</li>
<li>What you say with “More like this” and “Less like this”, if you do.</li>
${readsReturnedMail && html`<li>That mail to you came back, and why.</li>`}
</ul>
<p>Nothing else: mails have no pixel and no link that counts. Whether you open one, nobody here knows.</p>
<h2>For how long</h2>
<ul>
<li>An address that is not confirmed: seven days.</li>
<li>All else until you have it erased, which you can do at any time behind “Your data” in your settings. You can take a copy there, too.</li>
<li>After that a mark that cannot be turned back into your address, so that no list brings it back.</li>
</ul>
<h2>Who else sees it</h2>
<p>${relay === undefined ? 'Nobody: mails stay on this machine.' : html`The mail server <b>${relay}</b>, which carries the mails, and your own. Nobody else.`}</p>
<h2>Who is responsible</h2>
<p>Whoever runs this ${name}: <b>${contact}</b>${postalAddress && html`, ${postalAddress}`}.</p>
<p><a href="${basePath}/link">Have the link to your settings mailed to you</a></p></div>`,
  });
}
