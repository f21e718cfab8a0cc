// What keeps an opinion from having an effect for now, so that no page promises one.
import { html } from 'hono/html';
import { signToken } from '../domain/link-token.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import type { Markup } from './page.ts';
import type { PublicSitePorts, SiteFrame } from './ports.ts';

/** @returns undefined for a reader who gets mail */
export function withoutMail(
  { basePath, keys }: SiteFrame & Pick<PublicSitePorts, 'keys'>,
  { status, listed, publicId }: Subscriber,
): Markup | undefined {
  if (status === 'unsubscribed') {
    const token = signToken('unsubscribe', publicId, keys[0]);
    return html`<p><b>You are unsubscribed:</b> no mail comes in which this could show.
<a href="${basePath}/u/${token}">Subscribe again</a></p>`;
  }
  return listed
    ? undefined
    : html`<p><b>You are no longer on the list:</b> no mail comes in which this could show.</p>`;
}

/** @param token signed for the reader, for what was learnt */
export function switchedOff({ basePath }: SiteFrame, token: string): Markup {
  return html`<p><b>Learning is switched off:</b> what you say is kept, and your mails go by what you chose alone.
<a href="${basePath}/l/${token}">Switch it on</a></p>`;
}
