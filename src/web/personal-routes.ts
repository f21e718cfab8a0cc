// The pages behind the signed links of a mail: unsubscribe, manage, view in browser. The token is the only authority.
import { Hono } from 'hono';
import { askToLeavePage, hasLeftPage, hasReturnedPage, LEAVE_REASONS, thanksPage } from './leave-page.ts';
import { letterRoutes } from './letter-routes.ts';
import { manageRoutes } from './manage-routes.ts';
import { matchesPage } from './matches-page.ts';
import { opinionRoutes } from './opinion-routes.ts';
import { pauseRoutes } from './pause-routes.ts';
import type { PublicSitePorts } from './ports.ts';
import { readForm, shortForm } from './read-form.ts';
import { invalidLink, privately, publicIdBehind, subscriberBehind, tokenOf } from './signed-link.ts';
import { tryRoutes } from './try-routes.ts';

/** A mail carries its style in `style` elements and attributes; nothing in it may run, load or submit. */
const MAIL_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function personalRoutes(ports: PublicSitePorts): Hono {
  const routes = new Hono();
  for (const path of ['/u/*', '/m/*', '/v/*', '/l/*', '/c/*', '/f/*']) routes.use(path, privately);
  return routes
    .get('/u/:token', async c => {
      const subscriber = await subscriberBehind(ports, 'unsubscribe', c);
      const answer = subscriber.status === 'unsubscribed' ? hasLeftPage : askToLeavePage;
      return c.html(answer(ports, { subscriber, token: tokenOf(c) }));
    })
    .post('/u/:token', async c => {
      // RFC 8058 §3.1: this POST comes without cookie, Origin or referrer, so nothing but the token
      // may be asked of it; whatever its body, somebody who posts here wants to leave.
      const subscriber = await subscriberBehind(ports, 'unsubscribe', c);
      if (!(await ports.unsubscribe(subscriber.publicId))) throw invalidLink();
      return c.html(hasLeftPage(ports, { subscriber, token: tokenOf(c) }));
    })
    .post('/u/:token/reason', shortForm, async c => {
      const subscriber = await subscriberBehind(ports, 'unsubscribe', c);
      const reason = (await readForm(c)).get('reason') ?? '';
      if (Object.hasOwn(LEAVE_REASONS, reason)) await ports.sayWhyLeft(subscriber.publicId, reason);
      return c.html(thanksPage(ports));
    })
    .post('/u/:token/undo', async c => {
      const subscriber = await subscriberBehind(ports, 'unsubscribe', c);
      if (!(await ports.resubscribe(subscriber.publicId))) throw invalidLink();
      return c.html(hasReturnedPage(ports, { subscriber, token: tokenOf(c) }));
    })
    .get('/v/:token', async c => {
      const mail = await ports.mail(publicIdBehind(ports, 'view', c));
      if (!mail) throw invalidLink();
      return c.html(mail.html, 200, { 'content-security-policy': MAIL_CSP });
    })
    .get('/v/:token/all', async c => {
      const matches = await ports.allMatches(publicIdBehind(ports, 'view', c));
      if (!matches) throw invalidLink();
      return c.html(matchesPage(ports, matches, tokenOf(c)));
    })
    .route('/', manageRoutes(ports))
    .route('/', letterRoutes(ports))
    .route('/', pauseRoutes(ports))
    .route('/', tryRoutes(ports))
    .route('/', opinionRoutes(ports))
    .all('/:purpose{[umvlc]}/*', () => {
      throw invalidLink();
    });
}
