// The answer to a try: what it would have brought, or what could not be read, above the form as it was typed.
import { html } from 'hono/html';
import { faultSummary } from './field-faults.ts';
import { type FormParts, settingsForm } from './manage-page.ts';
import { type Markup, page } from './page.ts';
import { lastDays } from './plural.ts';
import type { FieldFault, TriedOut } from './ports.ts';
import { tryResults } from './try-results.ts';
import type { WishSite } from './wish-form.ts';

export function triedPage(site: WishSite, tried: TriedOut, form: FormParts): Markup {
  const { days } = site.trials;
  const heading = `Tried on the ${lastDays(Math.min(days, tried.days))}`;
  return page(site, {
    title: heading,
    main: html`<div class="plain"><h1>${heading}</h1>
<p>This is what would have come. Nothing is saved by trying: your mails stay as they are.</p>
${tryResults(tried, days)}
<h2>${form.subscriber.managed ? 'Change something and try again' : 'Save it, or change something and try again'}</h2>
${settingsForm(site, form)}
${wayBack(site, form)}</div>`,
    script: true,
  });
}

export function untriedPage(site: WishSite, faults: readonly FieldFault[], form: FormParts): Markup {
  return page(site, {
    title: 'This cannot be tried',
    main: html`<div class="plain"><h1>This cannot be tried yet</h1>
${faultSummary(faults)}
${settingsForm(site, { ...form, faults })}
${wayBack(site, form)}</div>`,
    script: true,
  });
}

function wayBack({ basePath }: WishSite, { tokens }: FormParts): Markup {
  return html`<p><a href="${basePath}/m/${tokens.manage}">Back to your subscription</a></p>`;
}
