// The frame of every private page, and its stylesheet.
import { html } from 'hono/html';
import { BASE_CSS } from '../domain/look.ts';

export type Markup = ReturnType<typeof html>;

export const PRIVATE_CSS = `${BASE_CSS}
.wide{max-width:60rem}
.plain{padding-top:2.5rem}
.plain h1{font-size:clamp(1.5rem,1.3rem + 1vw,2rem);margin-bottom:1rem}
.plain h2{font-size:1.25rem;margin:2.25rem 0 .5rem}
.mails{list-style:none;margin:1.5rem 0;padding:0;border-top:1px solid var(--rule)}
.mails li{padding:.875rem 0;border-bottom:1px solid var(--rule)}
.mails a{font:700 1.125rem/1.35 var(--serif);text-decoration:none}
.mails a:hover{text-decoration:underline;text-decoration-thickness:1px}
.mails p{margin:.125rem 0 0;font-size:.9375rem;color:var(--faint)}
.mails p span{white-space:nowrap}
.facts{color:var(--faint);font-size:.9375rem}
.facts b{color:var(--ink);font-weight:400}
.tabs{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1.5rem 0 0;padding:0;border-bottom:1px solid var(--rule);font-size:.9375rem}
.tabs a{padding:.5rem 0;color:var(--faint);text-decoration:none}
.tabs a:hover{color:var(--accent)}
.tabs a[aria-current]{color:var(--ink);border-bottom:2px solid var(--accent)}
.tabs .apart{margin-left:auto}
.widths{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:.75rem 0;font-size:.875rem;color:var(--faint)}
.widths a{padding:.25rem 0;color:inherit;text-decoration:none}
.widths a:hover{color:var(--accent)}
.widths a[aria-current]{color:var(--ink);border-bottom:1px solid var(--accent)}
.stage{overflow-x:auto;margin:0 -1.25rem 1rem;padding:0 1.25rem}
iframe{display:block;margin:0 auto;height:80vh;min-height:30rem;border:0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);background:#fff}
.fit{width:100%;max-width:600px}.w320{width:320px}.w600{width:600px}.w800{width:800px}
pre{margin:1rem 0;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.5}
pre.code{white-space:pre;overflow-wrap:normal}
dl{margin:1rem 0}
dt{padding-top:.625rem;color:var(--faint);font-size:.875rem}
dd{margin:0;padding-bottom:.625rem;border-bottom:1px solid var(--rule);overflow-wrap:anywhere;font-size:.9375rem}
fieldset{margin:1.25rem 0 0;padding:0;border:0}
legend{padding:0;font-weight:600;font-size:.9375rem}
.choices{columns:16rem;column-gap:2rem}
.choices label{display:block;padding:.1875rem 0 .1875rem 1.375rem;text-indent:-1.375rem;break-inside:avoid;font-size:.9375rem}
.fields{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:1rem 2rem;padding:1.25rem 0}
.fields label{font-weight:600;font-size:.9375rem}
.fields input{display:block;width:100%;margin-top:.25rem;padding:.5rem 0;border:0;border-bottom:1px solid var(--faint);border-radius:0;background:none;color:inherit;font:1rem/1.5 var(--sans)}
input[type=checkbox]{accent-color:var(--accent);width:1rem;height:1rem;margin:0 .375rem 0 0;vertical-align:-.125rem}
`;

/** @param here path of the section that the page belongs to */
export function privatePage(
  name: string,
  { title, here, main }: { title: string; here: string; main: Markup },
): Markup {
  const sections = [
    ['/', 'Mailbox'],
    ['/preview', 'Preview'],
  ] as const;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${name}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<div class="frame wide">
<header class="top">
<span class="name">${name}</span>
<nav aria-label="Sections">${sections.map(
    ([path, label]) => html`<a href="${path}"${path === here && html` aria-current="true"`}>${label}</a>`,
  )}</nav>
</header>
<main id="main" class="plain">
${main}
</main>
<footer class="foot"><p>Private pages, for whoever runs this ${name}.</p></footer>
</div>
</body>
</html>`;
}
