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
}

export function page({ name, basePath }: SiteFrame, { title, main, credits = [], script = false }: PageParts): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${name}</title>
<link rel="stylesheet" href="${basePath}${STYLESHEET_PATH}">
<link rel="icon" href="${basePath}/favicon.svg" type="image/svg+xml">
${script && html`<script src="${basePath}${SCRIPT_PATH}" defer></script>`}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<div class="frame">
<header class="top">
<a class="name" href="${basePath}/">${name}</a>
<nav aria-label="Pages"><a href="${basePath}/">Latest issue</a><a href="${basePath}/issues">All issues</a><a href="${basePath}/subscribe">Subscribe</a></nav>
</header>
<main id="main">
${main}
</main>
<footer class="foot">
<p>${name} brings the day’s top papers. Titles and abstracts are the authors’ own; each links to its source.</p>
${credits.map(({ text, href }) => html`<p class="credit"><a href="${href}">${text}</a></p>`)}
</footer>
</div>
</body>
</html>`;
}
