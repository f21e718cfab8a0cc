// The look that mail, public pages and private pages share: colours, fonts and the base stylesheet of every page.

export interface Palette {
  paper: string;
  ink: string;
  /** For bylines and facts; at least 4.5:1 on paper (WCAG 2.2 §1.4.3). */
  faint: string;
  accent: string;
  rule: string;
  /** Behind matched words, like a marker's. */
  mark: string;
}

export const LIGHT: Palette = {
  paper: '#FFFFFF',
  ink: '#1C1917',
  faint: '#57534E',
  accent: '#C2410C',
  rule: '#E0DCD7',
  mark: '#FCEBDC',
};
export const DARK: Palette = {
  paper: '#16181D',
  ink: '#E9E7E3',
  faint: '#ABA8A2',
  accent: '#FDBA74',
  rule: '#363A42',
  mark: '#463120',
};

/** Masthead and titles of papers. */
export const SERIF = "Charter, 'Bitstream Charter', Georgia, serif";
/** All other text. */
const SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const MONO = "ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace";

function variables({ paper, ink, faint, accent, rule, mark }: Palette): string {
  return `--paper:${paper};--ink:${ink};--faint:${faint};--accent:${accent};--rule:${rule};--mark:${mark}`;
}

/** What every page begins with: variables, type, links, focus, forms. A site adds what only it shows. */
export const BASE_CSS = `
:root{color-scheme:light dark;${variables(LIGHT)};--serif:${SERIF};--sans:${SANS};--mono:${MONO}}
@media (prefers-color-scheme:dark){:root{${variables(DARK)}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 var(--sans);font-variant-numeric:tabular-nums;overflow-wrap:break-word}
h1,h2,h3{font-family:var(--serif);font-weight:700;line-height:1.25;margin:0;text-wrap:pretty}
h1{text-wrap:balance;font-size:clamp(2rem,1.5rem + 2.5vw,3rem);letter-spacing:-.01em}
p{margin:0 0 1rem}
a{color:inherit;text-decoration-color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.2em}
a:hover{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:1px}
.frame{max-width:44rem;margin:0 auto;padding:0 1.25rem}
.faint{color:var(--faint)}
.skip{position:absolute;left:-100vw;top:0;padding:.75rem 1rem;background:var(--paper);color:var(--accent)}
.skip:focus{left:0}
.top{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:.25rem 1.5rem;padding:1.25rem 0;border-bottom:1px solid var(--rule)}
.top a{text-decoration:none}
.top .name{font:700 1.25rem/1.2 var(--serif)}
.top nav{display:flex;flex-wrap:wrap;gap:0 1.25rem;font-size:.9375rem}
.top nav a{padding:.25rem 0;color:var(--faint)}
.top nav a:hover{color:var(--accent)}
.top nav a[aria-current]{color:var(--ink);border-bottom:1px solid var(--accent)}
.foot{margin-top:4rem;padding:1.5rem 0 3rem;border-top:1px solid var(--rule);color:var(--faint);font-size:.875rem}
button{font:600 1rem/1.25 var(--sans);padding:.75rem 1.25rem;border:0;border-radius:2px;background:var(--accent);color:var(--paper);cursor:pointer}
button:hover{text-decoration:underline;text-underline-offset:.2em}
pre,code{font-family:var(--mono);font-size:.875em}
`.trim();
