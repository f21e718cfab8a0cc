// What is wrong in a template or people file: where, what, and the lines around it.
import { html } from 'hono/html';
import type { FileFault } from './preview-ports.ts';
import type { Markup } from './private-page.ts';

/** @param below what the page goes on to show in spite of them */
export function faultPanel(faults: readonly FileFault[], below?: string): Markup | undefined {
  if (faults.length === 0) return undefined;
  return html`<section class="fault" role="alert">${faults.map(
    fault => html`<h2>${fault.file}${fault.line !== undefined && html`<span>, line ${fault.line}</span>`}</h2>
<p>${fault.message}</p>
${fault.around.length > 0 && excerpt(fault)}`,
  )}
${below && html`<p class="faint">${below}</p>`}</section>`;
}

function excerpt({ around, line }: FileFault): Markup {
  return html`<pre class="code" tabindex="0">${around.map(({ line: number, text }) => {
    const row = html`<i>${String(number).padStart(4)}</i>  ${text}\n`;
    return number === line ? html`<mark>${row}</mark>` : row;
  })}</pre>`;
}
