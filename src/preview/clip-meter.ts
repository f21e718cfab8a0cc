// How much of what Gmail shows of a mail is used up.
import { html } from 'hono/html';
import type { Markup } from './private-page.ts';

/** Gmail shows no more of a mail's HTML than that. */
export const CLIP_KB = 102;

/** Of the HTML alone, in KB, rounded up. */
export function sizeOf(mailHtml: string): number {
  return Math.ceil(Buffer.byteLength(mailHtml) / 1024);
}

export function clipMeter(mailHtml: string): Markup {
  const size = sizeOf(mailHtml);
  const text = size > CLIP_KB ? `${size} KB: Gmail clips it at ${CLIP_KB}` : `${size} of ${CLIP_KB} KB`;
  return html`<span class="clip"><meter min="0" max="${CLIP_KB}" high="${CLIP_KB - 12}" optimum="0" value="${Math.min(size, CLIP_KB)}" title="Gmail clips a mail at ${CLIP_KB} KB of HTML">${text}</meter> ${text}</span>`;
}
