// One mail looked at from four sides: as HTML in a frame without scripts, as text, as source, by its headers.
import type { Context } from 'hono';
import { html } from 'hono/html';
import { linkedText } from './linked-text.ts';
import type { Markup } from './private-page.ts';

const WIDTHS = [320, 600, 800] as const;
const VIEWS = { html: 'HTML', text: 'Text', source: 'Source', headers: 'Headers' } as const;
type View = keyof typeof VIEWS;

/** More than that stalls a browser; the rest is in the file. */
const MAX_SOURCE_CHARS = 512 * 1024;

/** Neither script nor form nor the site's own origin; a click on a link opens a tab of its own, as in a mail program. */
const SANDBOX = 'allow-popups allow-popups-to-escape-sandbox';
const FRAME_CSP = `sandbox ${SANDBOX}; default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;

/** A side that a mail does not have is absent, and so is its tab. */
export interface MailSides {
  /** Where the bare HTML is served for the frame. */
  framePath?: string;
  text?: string;
  source?: string;
  headers?: readonly (readonly [string, string])[];
  /** Where the raw mail can be downloaded. */
  downloadPath?: string;
}

/** Tabs and the chosen side. `url` is the page's own; `view` and `width` are read from its query, all else is kept. */
export function mailView(url: URL, sides: MailSides): Markup {
  const has: Record<View, boolean> = {
    html: sides.framePath !== undefined,
    text: sides.text !== undefined,
    source: sides.source !== undefined,
    headers: sides.headers !== undefined,
  };
  const views = (Object.keys(VIEWS) as View[]).filter(view => has[view]);
  const view = views.find(candidate => candidate === url.searchParams.get('view')) ?? views[0];
  return html`<nav class="tabs" aria-label="Sides of the mail">
${views.map(side => html`<a href="${withQuery(url, 'view', side)}"${current(side === view)}>${VIEWS[side]}</a>`)}
${sides.downloadPath && html`<a class="apart" href="${sides.downloadPath}">Download .eml</a>`}
</nav>
${view && panel(view, url, sides)}`;
}

function panel(view: View, url: URL, { framePath = '', text = '', source = '', headers = [] }: MailSides): Markup {
  switch (view) {
    case 'html':
      return frame(url, framePath);
    case 'text':
      return html`<pre>${linkedText(text)}</pre>`;
    case 'source':
      return html`<pre class="code" tabindex="0">${source.slice(0, MAX_SOURCE_CHARS)}</pre>
${source.length > MAX_SOURCE_CHARS && html`<p>The rest is only in the file.</p>`}`;
    case 'headers':
      return html`<dl>${headers.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
  }
}

function frame(url: URL, path: string): Markup {
  const width = WIDTHS.find(candidate => String(candidate) === url.searchParams.get('width'));
  return html`<nav class="widths" aria-label="Width of the mail">
${WIDTHS.map(pixels => html`<a href="${withQuery(url, 'width', pixels)}"${current(pixels === width)}>${pixels} px</a>`)}
</nav>
<div class="stage"><iframe class="${width ? `w${width}` : 'fit'}" src="${path}" sandbox="${SANDBOX}" title="The mail as HTML"></iframe></div>`;
}

function current(isCurrent: boolean): Markup | undefined {
  return isCurrent ? html` aria-current="true"` : undefined;
}

function withQuery({ pathname, search }: URL, name: string, value: string | number): string {
  const query = new URLSearchParams(search);
  query.set(name, String(value));
  return `${pathname}?${query}`;
}

/** The bare HTML of a mail for the frame. */
export function frameAnswer(c: Context, mailHtml: string): Response | Promise<Response> {
  const base = '<base target="_blank">';
  const inHead = mailHtml.replace(/<head\b[^>]*>/i, head => `${head}${base}`);
  return c.html(inHead === mailHtml ? `${base}${mailHtml}` : inHead, 200, { 'content-security-policy': FRAME_CSP });
}
