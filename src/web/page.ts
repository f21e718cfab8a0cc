// The frame of every public page: head, skip link, top line, main, foot.
import { html } from 'hono/html';
import type { Credit } from '../domain/credit.ts';
import { SCRIPT_PATH, STYLESHEET_PATH } from './assets.ts';
import type { SiteFrame } from './ports.ts';

export type Markup = ReturnType<typeof html>;

interface PageParts {
  /** Said before the site's name in the tab; the one `<h1>` belongs to `main`. */
  title: string;
  main: Markup;
  /** Thanks to the sources of the papers that the page shows. */
  credits?: readonly Credit[];
  /** The page has something that a script makes easier. */
  script?: boolean;
  /** One or two sentences, for who links here. */
  description?: string;
  /** Below the base path; of pages that everybody may link to. */
  path?: string;
  kind?: 'website' | 'article';
  /** Paths without their endings. */
  feeds?: readonly { title: string; path: string }[];
}

export function page(site: SiteFrame, parts: PageParts): Markup {
  const { name, basePath } = site;
  const { title, main, credits = [], script = false } = parts;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${name}</title>
${forLinks(site, parts)}
<link rel="stylesheet" href="${basePath}${STYLESHEET_PATH}">
<link rel="icon" href="${basePath}/favicon.svg" type="image/svg+xml">
${script && html`<script src="${basePath}${SCRIPT_PATH}" defer></script>`}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<div class="frame">
<header class="top">
<a class="name" href="${basePath}/">${name}</a>
<nav aria-label="Pages"><a href="${basePath}/">Today</a><a href="${basePath}/weeks">Week</a><a href="${basePath}/months">Month</a><a href="${basePath}/issues">Archive</a><a href="${basePath}/search">Search</a><a href="${basePath}/subscribe">Subscribe</a></nav>
</header>
<main id="main">
${main}
</main>
<footer class="foot">
<p>${name} brings the day’s top papers. Titles and abstracts are the authors’ own; each links to its source.</p>
<p><a href="${basePath}/feed.xml">Feed</a> · <a href="${basePath}/privacy">What is kept about you</a></p>
${credits.map(({ text, href }) => html`<p class="credit"><a href="${href}">${text}</a></p>`)}
</footer>
</div>
</body>
</html>`;
}

/** What other programs show of a page that is linked to (https://ogp.me), and where its papers come as a feed. */
function forLinks(
  { name, basePath, publicUrl }: SiteFrame,
  { title, path, description, kind, feeds }: PageParts,
): Markup {
  const offered = feeds ?? [{ title: name, path: `${basePath}/feed` }];
  if (path === undefined) return html``;
  return html`${
    description &&
    html`<meta name="description" content="${description}">
<meta property="og:description" content="${description}">`
  }
<meta property="og:title" content="${title}">
<meta property="og:type" content="${kind ?? 'website'}">
<meta property="og:site_name" content="${name}">
<meta property="og:url" content="${publicUrl}${path}">
<link rel="canonical" href="${publicUrl}${path}">
${offered.map(
  feed => html`<link rel="alternate" type="application/atom+xml" title="${feed.title}" href="${feed.path}.xml">
<link rel="alternate" type="application/feed+json" title="${feed.title}" href="${feed.path}.json">`,
)}`;
}
