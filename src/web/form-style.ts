// The style of forms, and of what trying one out answers.

/** A closed group shows which of its boxes are ticked, by their places: a group of more topics shows only these. */
const PICKED_MAX = 40;

const PICKED = Array.from(
  { length: PICKED_MAX },
  (_, at) => `.group:has(p:nth-child(${at + 1}) :checked) .picked span:nth-child(${at + 1})`,
).join(',');

export const FORM_CSS = `
.join{margin:1.5rem 0 .5rem;padding:1.25rem 0;border-bottom:1px solid var(--rule)}
.join h2{font-size:1.25rem;margin-bottom:.75rem}
.ask{display:flex;flex-wrap:wrap;gap:.75rem;margin:0 0 .5rem}
.ask input{flex:1 1 14rem;padding:.6875rem .75rem;border:1px solid var(--faint);border-radius:2px;background:none;color:inherit;font:1rem/1.25 var(--sans)}
.away{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.press{display:inline-block;padding:.75rem 1.25rem;border-radius:2px;background:var(--accent);color:var(--paper);font-weight:600;text-decoration:none}
.press:hover{color:var(--paper);text-decoration:underline}
.rate{white-space:nowrap;color:var(--ink)}
.wish{margin:1.5rem 0 2.5rem}
.field{margin:0 0 1.75rem;padding:0;border:0;min-width:0}
.field>label:not(.choice),legend{display:block;padding:0;font:700 1.125rem/1.4 var(--serif)}
.hint{display:block;color:var(--faint);font-size:.9375rem;line-height:1.5}
.hint code{color:var(--ink);white-space:nowrap}
.field>input,select,textarea{display:block;width:100%;margin:.375rem 0 0;padding:.5rem 0;border:0;border-bottom:1px solid var(--faint);border-radius:0;background:none;color:inherit;font:1rem/1.5 var(--sans);resize:vertical;field-sizing:content;max-height:16rem}
.short>input{width:4rem}
select{max-width:100%;color-scheme:light dark}
select option{background:var(--paper);color:var(--ink)}
[type=time]{width:8rem!important}
.quiet{padding:.6875rem 1.1875rem;border:1px solid var(--accent);background:none;color:var(--accent)}
.done{padding-left:.75rem;border-left:2px solid var(--accent)}
.hp{position:absolute;left:-100vw}
[aria-invalid]{border-bottom:2px solid var(--accent)!important}
input[type=checkbox]{flex:none;width:1.125rem;height:1.125rem;margin:.25rem 0 0;accent-color:var(--accent)}
.choice{display:flex;gap:.75rem;padding:.25rem 0;cursor:pointer}
.group{margin:0;border-bottom:1px solid var(--rule)}
.field>.hint+.group,.field>.fault+.group{margin-top:.75rem;border-top:1px solid var(--rule)}
.group>summary{width:auto;padding:.75rem 0;color:inherit;font-size:1rem}
.group b{font-weight:600}
.size{color:var(--faint);font-size:.9375rem}
.picked{display:block;padding-left:1.125rem}
.picked span{display:none;margin-right:1.25rem;color:var(--accent);font-size:.9375rem}
.picked span::before{content:'✓ ';content:'✓ ' / ''}
${PICKED}{display:inline-block}
.group[open] .picked{display:none}
.group>div{padding:0 0 .75rem 1.125rem}
.group p{margin:0 0 .5rem}
.group p .hint{padding-left:1.875rem}
.act{display:flex;flex-wrap:wrap;align-items:center;gap:.75rem 1.25rem}
.fault{display:block;margin-top:.5rem;padding-left:.75rem;border-left:2px solid var(--accent)}
.fault span{display:block}
.fault q,.faults q{font-weight:600}
.faults{margin:0 0 2rem;padding:.25rem 0 .25rem 1rem;border-left:2px solid var(--accent);list-style:none}
.faults li{padding:.25rem 0}
.figures{display:flex;flex-wrap:wrap;margin:2rem 0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
.figures div{display:flex;flex:1 1 6rem;flex-direction:column-reverse;justify-content:flex-end;padding:1rem .75rem 1rem 0}
.figures dd{padding:0;border:0;font:400 clamp(2.25rem,1.75rem + 2vw,3rem)/1.1 var(--serif)}
.figures dt{padding:.25rem 0 0;line-height:1.4}
.titles{list-style:none;margin:0;padding:0}
.titles li{padding:.75rem 0;border-bottom:1px solid var(--rule)}
.titles .title{display:block;font:1.125rem/1.35 var(--serif)}
.titles a{text-decoration:none}
.titles a:hover{text-decoration:underline}
.why{display:block;color:var(--faint);font-size:.9375rem}
.why b{color:var(--ink);font-weight:600}
.rows>li>.faint{flex:none}
.rows+p{margin:1rem 0 0}
.worked{margin:1.5rem 0 0;color:var(--faint);font-size:.9375rem}
`.trim();
