// The frame of every private page, and its stylesheet.
import { html } from 'hono/html';
import { BASE_CSS } from '../domain/look.ts';

export type Markup = ReturnType<typeof html>;

export const PRIVATE_CSS = `${BASE_CSS}
.wide{max-width:62rem}
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
.widths span{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
.widths span+span{padding-left:1.25rem;border-left:1px solid var(--rule)}
@media (max-width:40rem){.widths span+span{padding-left:0;border-left:0}}
.row{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 2rem}
.issue{font-size:.875rem;color:var(--faint)}
.issue select{padding:.25rem;border:0;border-bottom:1px solid var(--faint);background:none;color:var(--ink);font:inherit}
.issue option{background:var(--paper)}
.small{padding:.25rem .625rem;background:none;color:var(--accent);font-size:.875rem}
.clip{white-space:nowrap}
meter{width:6rem;height:.375rem;margin-right:.375rem;vertical-align:.125rem;appearance:none;-webkit-appearance:none;background:var(--rule);border:0}
meter::-webkit-meter-inner-element{display:block;height:100%}
meter::-webkit-meter-bar{height:100%;border:0;border-radius:0;background:var(--rule)}
meter::-webkit-meter-optimum-value{background:var(--faint)}
meter::-webkit-meter-suboptimum-value,meter::-webkit-meter-even-less-good-value{background:var(--accent)}
meter::-moz-meter-bar{background:var(--faint)}
meter:not(:-moz-meter-optimum)::-moz-meter-bar{background:var(--accent)}
.fault{margin:0 0 2rem;padding:0 0 0 1.25rem;border-left:3px solid var(--accent)}
.plain .fault h2{margin:0 0 .25rem;font-size:1.125rem;overflow-wrap:anywhere}
.fault h2~h2{margin-top:1.25rem}
.fault h2 span{font-weight:400}
.fault p{margin-bottom:.5rem}
.fault pre{margin:.75rem 0}
.fault i{font-style:normal;color:var(--faint)}
mark{background:none;color:var(--accent);font-weight:700}
.fixtures{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;margin:1rem 0;padding:0;list-style:none}
.list{margin:1rem 0;padding:0;list-style:none;font-size:.9375rem}
.list li{padding:.625rem 0;border-bottom:1px solid var(--rule);overflow-wrap:anywhere}
.list p{margin:.125rem 0 0;color:var(--faint);font-size:.875rem}
.checks code{color:var(--faint)}
summary{cursor:pointer;padding:.5rem 0}
.matrix{display:grid;grid-template-columns:repeat(auto-fill,18.5rem);gap:2.5rem 2rem;margin:1.5rem 0;padding:0;list-style:none}
.matrix li{position:relative;min-width:0;display:flex;flex-direction:column}
.plain .matrix h2{margin:0;font-size:1.0625rem;overflow-wrap:anywhere}
.matrix h2 a{text-decoration:none}
.matrix h2 a::after{content:'';position:absolute;inset:0}
.matrix h2 a:hover{text-decoration:underline;text-decoration-thickness:1px}
.matrix .facts{margin:.25rem 0 0;font-size:.875rem;overflow-wrap:anywhere}
.matrix .facts strong{color:var(--accent)}
.matrix .facts:last-of-type{margin-bottom:.75rem}
.thumb{height:25rem;margin-top:auto;overflow:hidden;border:1px solid var(--rule)}
.thumb iframe{width:600px;height:811px;min-height:0;margin:0;border:0;background:var(--paper);transform:scale(.4933);transform-origin:0 0}
.thumb .w320{width:320px;height:433px;transform:scale(.925)}
.thumb .w800{width:800px;height:1082px;transform:scale(.37)}
.thumb pre{margin:0;padding:.75rem;height:100%;overflow:hidden;font-size:.5rem}
table{width:100%;margin:1rem 0;border-collapse:collapse;font-size:.9375rem}
th,td{padding:.5rem 1rem .5rem 0;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top;font-weight:400}
th{color:var(--faint)}
.num{text-align:right}
.scroll{overflow-x:auto}
.bad{color:var(--accent)}
.acts{display:flex;flex-wrap:wrap;gap:.75rem;margin:1rem 0}
.acts form{margin:0}
.quiet{padding:.6875rem 1.1875rem;border:1px solid var(--accent);background:none;color:var(--accent)}
.chart{display:block;width:100%;max-width:40rem;height:auto;margin:1rem 0}
.chart polyline{fill:none;stroke:var(--accent);stroke-width:2;vector-effect:non-scaling-stroke}
progress{width:100%;height:.5rem;accent-color:var(--accent)}
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
.fields input[type=checkbox]{display:inline-block;width:1rem;margin:0 .375rem 0 0}
input[type=checkbox]{accent-color:var(--accent);width:1rem;height:1rem;margin:0 .375rem 0 0;vertical-align:-.125rem}
`;

interface PrivatePage {
  title: string;
  /** Path of the section that the page belongs to. */
  here: string;
  main: Markup;
  /** It changes when a file is saved. */
  isLive?: boolean;
  /** It is loaded again after so many seconds. */
  again?: number;
}

export function privatePage(name: string, { title, here, main, isLive, again }: PrivatePage): Markup {
  const sections = [
    ['/', 'Mailbox'],
    ['/preview', 'Preview'],
    ['/operation', 'Operation'],
  ] as const;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${name}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,">
${again !== undefined && html`<meta http-equiv="refresh" content="${again}">`}
${
  isLive &&
  html`<script src="/preview.js" type="module"></script>
`
}</head>
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
