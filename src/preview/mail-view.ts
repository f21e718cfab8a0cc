// One mail looked at from all sides: as HTML in a frame without scripts, as text, as source, by its headers, by its checks.
import type { Context } from 'hono';
import { html } from 'hono/html';
import { inScheme, type Scheme, withoutImages } from './emulate.ts';
import { linkedText } from './linked-text.ts';
import type { Markup } from './private-page.ts';
import { current, withQuery } from './query-links.ts';

const WIDTHS = [320, 600, 800] as const;
const SCHEMES: readonly Scheme[] = ['light', 'dark'];
const VIEWS = { html: 'HTML', text: 'Text', source: 'Source', headers: 'Headers', checks: 'Checks' } as const;
type View = keyof typeof VIEWS;

/** More than that stalls a browser; the rest is in the file. */
const MAX_SOURCE_CHARS = 512 * 1024;

/** Neither script nor form nor the site's own origin; a click on a link opens a tab of its own, as in a mail program. */
const SANDBOX = 'allow-popups allow-popups-to-escape-sandbox';
const frameCsp = (sandbox: string) =>
  `sandbox ${sandbox}; default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;

/**
 * For mails made here of our own templates: the page may measure them, to show them at full height and keep its place when they
 * change. Without scripts in the frame that gives them nothing; a captured mail, which anybody may have sent, stays apart.
 */
const OWN_SANDBOX = `${SANDBOX} allow-same-origin`;

/** A side that a mail does not have is absent, and so is its tab. */
export interface MailSides {
  /** Where the bare HTML is served for the frame. */
  framePath?: string;
  /** It was made here, for the preview. */
  isOurs?: true;
  text?: string;
  source?: string;
  headers?: readonly (readonly [string, string])[];
  checks?: Markup;
  /** Where the raw mail can be downloaded. */
  downloadPath?: string;
}

/** Tabs and the chosen side. `url` is the page's own; how the mail is looked at is read from its query, all else is kept. */
export function mailView(url: URL, sides: MailSides): Markup {
  const has: Record<View, boolean> = {
    html: sides.framePath !== undefined,
    text: sides.text !== undefined,
    source: sides.source !== undefined,
    headers: sides.headers !== undefined,
    checks: sides.checks !== undefined,
  };
  const views = (Object.keys(VIEWS) as View[]).filter(view => has[view]);
  const view = views.find(candidate => candidate === url.searchParams.get('view')) ?? views[0];
  return html`<nav class="tabs" aria-label="Sides of the mail">
${views.map(side => html`<a href="${withQuery(url, { view: side })}"${current(side === view)}>${VIEWS[side]}</a>`)}
${sides.downloadPath && html`<a class="apart" href="${sides.downloadPath}">Download .eml</a>`}
</nav>
${view && panel(view, url, sides)}`;
}

function panel(view: View, url: URL, sides: MailSides): Markup {
  const { framePath = '', text = '', source = '', headers = [], checks = html``, isOurs } = sides;
  switch (view) {
    case 'html':
      return html`${frameChoices(url)}<div class="stage">${frame(url, framePath, { isOurs })}</div>`;
    case 'text':
      return html`<pre>${linkedText(text)}</pre>`;
    case 'source':
      return html`<pre class="code" tabindex="0">${source.slice(0, MAX_SOURCE_CHARS)}</pre>
${source.length > MAX_SOURCE_CHARS && html`<p>The rest is only in the file.</p>`}`;
    case 'headers':
      return html`<dl>${headers.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
    case 'checks':
      return checks;
  }
}

/** Width, colours and images; a second click on a choice takes it back. */
export function frameChoices(url: URL): Markup {
  const { width, scheme, hasImages } = readLook(url.searchParams);
  return html`<nav class="widths" aria-label="How the mail is shown">
<span>${WIDTHS.map(
    pixels =>
      html`<a href="${withQuery(url, { width: pixels === width ? undefined : pixels })}"${current(pixels === width)}>${pixels} px</a>`,
  )}</span>
<span>${SCHEMES.map(
    name =>
      html`<a href="${withQuery(url, { scheme: name === scheme ? undefined : name })}"${current(name === scheme)}>${name === 'light' ? 'Light' : 'Dark'}</a>`,
  )}</span>
<span><a href="${withQuery(url, { images: hasImages ? 'off' : undefined })}"${current(!hasImages)}>Images off</a></span>
</nav>`;
}

/** @param path where the bare HTML is served; how the mail is looked at is added to its query */
export function frame(
  url: URL,
  path: string,
  { isOurs, title = 'The mail as HTML', isSmall }: { isOurs?: true; title?: string; isSmall?: true } = {},
): Markup {
  const { width, scheme, hasImages } = readLook(url.searchParams);
  const src = withQuery(new URL(path, url), { scheme, images: hasImages ? undefined : 'off' });
  const small = isSmall && html` loading="lazy" tabindex="-1"`;
  const own = isOurs && html` data-own="${isSmall ? 'small' : 'whole'}"`;
  return html`<iframe class="${width ? `w${width}` : 'fit'}" src="${src}" sandbox="${isOurs ? OWN_SANDBOX : SANDBOX}" title="${title}"${own}${small}></iframe>`;
}

function readLook(query: URLSearchParams): { width?: number; scheme?: Scheme; hasImages: boolean } {
  return {
    width: WIDTHS.find(candidate => String(candidate) === query.get('width')),
    scheme: SCHEMES.find(candidate => candidate === query.get('scheme')),
    hasImages: query.get('images') !== 'off',
  };
}

/** The bare HTML of a mail for the frame, looked at as the query says. */
export function frameAnswer(
  c: Context,
  mailHtml: string,
  { isOurs }: { isOurs?: true } = {},
): Response | Promise<Response> {
  const { scheme, hasImages } = readLook(new URL(c.req.url).searchParams);
  const base = '<base target="_blank">';
  const inHead = mailHtml.replace(/<head\b[^>]*>/i, head => `${head}${base}`);
  const whole = inHead === mailHtml ? `${base}${mailHtml}` : inHead;
  const coloured = scheme ? inScheme(whole, scheme) : whole;
  return c.html(hasImages ? coloured : withoutImages(coloured), 200, {
    'content-security-policy': frameCsp(isOurs ? OWN_SANDBOX : SANDBOX),
  });
}
