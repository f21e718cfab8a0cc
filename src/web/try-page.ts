// The answer to a try: what it would have brought, or what could not be read, above the form as it was typed.
import { html } from 'hono/html';
import { howToChange } from './manage-page.ts';
import { type Markup, page } from './page.ts';
import { lastDays } from './plural.ts';
import type { FieldFault, TriedOut } from './ports.ts';
import { faultSummary } from './try-faults.ts';
import { type TrySite, tryForm } from './try-form.ts';
import type { Typed } from './try-query.ts';
import { tryResults } from './try-results.ts';

/** @param token signed for the reader, to manage */
export function triedPage(site: TrySite, tried: TriedOut, form: { typed: Typed; token: string }): Markup {
  const { days } = site.trials;
  const heading = `Tried on the ${lastDays(Math.min(days, tried.days))}`;
  return page(site, {
    title: heading,
    main: html`<div class="plain"><h1>${heading}</h1>
<p>This is what would have come. Nothing is saved by trying: your mails stay as they are.</p>
${tryResults(tried, days)}
<h2>Change something and try again</h2>
${tryForm(site, form)}
${wayBack(site, form.token)}</div>`,
  });
}

export function untriedPage(
  site: TrySite,
  faults: readonly FieldFault[],
  form: { typed: Typed; token: string },
): Markup {
  return page(site, {
    title: 'This cannot be tried',
    main: html`<div class="plain"><h1>This cannot be tried yet</h1>
${faultSummary(faults)}
${tryForm(site, { ...form, faults })}
${wayBack(site, form.token)}</div>`,
  });
}

function wayBack(site: TrySite, token: string): Markup {
  return html`${howToChange(site)}
<p><a href="${site.basePath}/m/${token}">Back to your subscription</a></p>`;
}
