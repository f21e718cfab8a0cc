// The files that pages refer to: one stylesheet and one small script, named by their content so that they can be kept for ever, and the icon.
import { Hono } from 'hono';
import { BASE_CSS, LIGHT } from '../domain/look.ts';
import { FORM_CSS } from './form-style.ts';
import { PAGE_SCRIPT } from './page-script.ts';

const CSS = `${BASE_CSS}
.masthead{padding:2.5rem 0 1.25rem;border-bottom:3px double var(--rule);text-align:center}
.masthead .date{display:block;margin-top:.75rem;font:400 1rem/1.5 var(--sans);letter-spacing:0;color:var(--faint)}
.plain{padding:3rem 0 0}
.plain h1{font-size:clamp(1.75rem,1.4rem + 1.8vw,2.5rem);margin-bottom:1.25rem}
.plain h2{font-size:1.25rem;margin:2.25rem 0 .75rem}
.remark{margin:0;padding:1.25rem 0;text-align:center;font:italic 1.125rem/1.5 var(--serif)}
.papers{list-style:none;margin:0;padding:0;counter-reset:place}
.paper{position:relative;padding:1.75rem 0 1.5rem;border-bottom:1px solid var(--rule);counter-increment:place}
.paper:last-child{border-bottom:0}
.paper h2{font-size:clamp(1.25rem,1.15rem + .5vw,1.4375rem);margin-bottom:.375rem}
.paper h2::before{content:counter(place) '. ';color:var(--accent);font-weight:400}
.paper h2 a{text-decoration:none}
.paper h2 a:hover{text-decoration:underline;text-decoration-thickness:1px}
.paper p{margin-bottom:.5rem}
.byline,.facts,.links{font-size:.9375rem}
.byline,.facts{color:var(--faint)}
.facts a{text-decoration:none}
.facts a:hover{text-decoration:underline}
.facts b{color:var(--ink);font-weight:600}
.facts span+span::before{content:' · '}
.paper .links{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0}
.links a{padding:.25rem 0}
details{margin-bottom:.5rem}
summary{width:fit-content;padding:.25rem 0;color:var(--accent);font-size:.9375rem;cursor:pointer}
details p{margin-top:.375rem}
.paper:has(details[open] .abstract) .excerpt{display:none}
.one h1{font-size:clamp(1.75rem,1.4rem + 1.8vw,2.5rem)}
.one .links{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
.about-topics a{display:inline-block;margin-right:1rem;padding:.125rem 0}
.chart{display:block;width:100%;height:auto;margin:.5rem 0}
.chart polyline{fill:none;stroke:var(--accent);stroke-width:2;stroke-linejoin:round;vector-effect:non-scaling-stroke}
.chart circle{fill:var(--accent)}
.life{list-style:none;margin:0;padding:0}
.life li{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.5rem 0;border-bottom:1px solid var(--rule)}
.life time{flex:0 0 14rem;color:var(--faint)}
pre{margin:0 0 1rem;padding:1rem 0;overflow-x:auto;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);line-height:1.5}
.found{list-style:none;margin:0;padding:0}
.found li{padding:1.25rem 0;border-bottom:1px solid var(--rule)}
.found h2{font-size:1.25rem;margin:0 0 .25rem}
.found p{margin-bottom:.375rem}
mark{background:var(--mark);color:inherit}
.search{margin:1rem 0}
.pick{margin:1rem 0 0}
.pick ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:.5rem 0 0;padding:0;font-size:.9375rem}
.pick li{padding:.125rem 0}
.pick [aria-current]{font-weight:600}
.credit{margin:0}
.credit a{display:inline-block;padding:.125rem 0;text-decoration:none}
.turn{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.5rem 1.5rem;padding-top:1.5rem;border-top:1px solid var(--rule)}
.turn a{padding:.25rem 0}
.dates{list-style:none;margin:0;padding:0}
.dates a{display:block;padding:.625rem 0;border-bottom:1px solid var(--rule);text-decoration:none}
.dates a:hover{text-decoration:underline}
dl{margin:0 0 1.5rem}
dt{padding-top:.875rem;color:var(--faint);font-size:.9375rem}
dd{margin:0;padding-bottom:.875rem;border-bottom:1px solid var(--rule)}
form{margin:1.5rem 0}
.acts{display:flex;flex-wrap:wrap;gap:.75rem}
.acts form{margin:0}
.field>[type=date]{width:11rem}
.about{padding-left:1rem;border-left:2px solid var(--accent);font:1.1875rem/1.4 var(--serif)}
.rows{list-style:none;margin:0;padding:0}
.rows li{display:flex;justify-content:space-between;align-items:baseline;gap:1.5rem;padding:.375rem 0;border-bottom:1px solid var(--rule)}
.rows .faint{font-size:.9375rem}
.rows form{flex:none;margin:0}
.rows button{padding:.375rem 0;background:none;color:var(--accent);font-weight:400;font-size:.9375rem}
${FORM_CSS}
@media (min-width:40rem){
.paper{padding-left:3.25rem}
.paper h2::before{content:counter(place);position:absolute;left:0;width:2.25rem;text-align:right;font-size:1.5rem;line-height:1.05}
}
@media print{.top nav,.turn,.skip,details:not([open]){display:none}}
`;

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><g fill="none" stroke="${LIGHT.accent}" stroke-width="2.5" stroke-linecap="round"><rect x="4" y="4" width="24" height="24" rx="2"/><path d="M9 10.5h14M9 16h5.500M9 21.500h5.500"/></g><path fill="${LIGHT.accent}" d="M18 15h5v7.500h-5z"/></svg>`;

const FOR_EVER = 'public, max-age=31536000, immutable';
const CSS_VERSION = await contentHash(CSS);
const SCRIPT_VERSION = await contentHash(PAGE_SCRIPT);

/** Path below the base path, with the content hash. */
export const STYLESHEET_PATH = `/style.css?v=${CSS_VERSION}`;

export const SCRIPT_PATH = `/page.js?v=${SCRIPT_VERSION}`;

export function assetRoutes(): Hono {
  // An old or missing hash still gets the file, but nobody may keep it under that name.
  const kept = (asked: string | undefined, version: string) => (asked === version ? FOR_EVER : 'no-cache');
  return new Hono()
    .get('/style.css', c =>
      c.body(CSS, 200, {
        'content-type': 'text/css; charset=utf-8',
        'cache-control': kept(c.req.query('v'), CSS_VERSION),
      }),
    )
    .get('/page.js', c =>
      c.body(PAGE_SCRIPT, 200, {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': kept(c.req.query('v'), SCRIPT_VERSION),
      }),
    )
    .get('/favicon.svg', c =>
      c.body(ICON, 200, { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' }),
    );
}

async function contentHash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Buffer.from(digest).toString('hex').slice(0, 12);
}
