// The pages behind the signed links of a mail: unsubscribe, manage, view in browser. The token is the only authority.
import { type Context, Hono } from 'hono';
import { AppError } from '../domain/errors.ts';
import { type Purpose, signToken, verifyToken } from '../domain/link-token.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { askToLeavePage, hasLeftPage, hasReturnedPage } from './leave-page.ts';
import { managePage } from './manage-page.ts';
import type { PublicSitePorts } from './ports.ts';

/** A mail carries its style in `style` elements and attributes; nothing in it may run, load or submit. */
const MAIL_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function personalRoutes(ports: PublicSitePorts): Hono {
  const publicId = (purpose: Purpose, c: Context): string => {
    const id = verifyToken(purpose, c.req.param('token') ?? '', ports.keys);
    if (id === undefined) throw invalidLink();
    return id;
  };
  const subscriberOf = async (purpose: Purpose, c: Context): Promise<Subscriber> => {
    const subscriber = await ports.subscriber(publicId(purpose, c));
    if (!subscriber) throw invalidLink();
    return subscriber;
  };
  const token = (c: Context): string => c.req.param('token') ?? '';

  const routes = new Hono();
  for (const path of ['/u/*', '/m/*', '/v/*']) {
    routes.use(path, async (c, next) => {
      await next();
      c.header('cache-control', 'no-store');
      c.header('x-robots-tag', 'noindex, nofollow');
    });
  }
  return routes
    .get('/u/:token', async c => {
      const subscriber = await subscriberOf('unsubscribe', c);
      const answer = subscriber.status === 'unsubscribed' ? hasLeftPage : askToLeavePage;
      return c.html(answer(ports, { subscriber, token: token(c) }));
    })
    .post('/u/:token', async c => {
      // RFC 8058 §3.1: this POST comes without cookie, Origin or referrer, so nothing but the token
      // may be asked of it; whatever its body, somebody who posts here wants to leave.
      const subscriber = await subscriberOf('unsubscribe', c);
      if (!(await ports.unsubscribe(subscriber.publicId))) throw invalidLink();
      return c.html(hasLeftPage(ports, { subscriber, token: token(c) }));
    })
    .post('/u/:token/undo', async c => {
      const subscriber = await subscriberOf('unsubscribe', c);
      if (!(await ports.resubscribe(subscriber.publicId))) throw invalidLink();
      return c.html(hasReturnedPage(ports, { subscriber, token: token(c) }));
    })
    .get('/m/:token', async c => {
      const subscriber = await subscriberOf('manage', c);
      return c.html(managePage(ports, subscriber, signToken('unsubscribe', subscriber.publicId, ports.keys[0])));
    })
    .get('/v/:token', async c => {
      const mail = await ports.mail(publicId('view', c));
      if (!mail) throw invalidLink();
      return c.html(mail.html, 200, { 'content-security-policy': MAIL_CSP });
    })
    .all('/:purpose{[umv]}/*', () => {
      throw invalidLink();
    });
}

/** The same for a forged, cut or foreign token and for somebody who is gone: the answer must not tell them apart. */
function invalidLink(): AppError {
  return new AppError(
    'link_invalid',
    'It may have been cut in two by a mail program: copy it whole. Otherwise use the link in your newest mail.',
  );
}
