// Preferences behind the signed link: read, save, another address, one's own data.
import { type Context, Hono } from 'hono';
import { signToken } from '../domain/link-token.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { addressPage, addressSentPage, askToErasePage, dataPage, erasedPage } from './data-page.ts';
import { type ManagePage, managePage } from './manage-page.ts';
import type { PublicSitePorts } from './ports.ts';
import { readForm, shortForm } from './read-form.ts';
import { subscriberBehind, tokenOf } from './signed-link.ts';
import { typedBy, typedIn, wishIn } from './typed-wish.ts';

/** Without the token in the path there is nothing to forge, so a POST may come from anywhere. */
export function manageRoutes(ports: PublicSitePorts): Hono {
  const { settings, signUps, basePath, catalogue } = ports;
  const readerOf = (c: Context) => subscriberBehind(ports, 'manage', c);
  const manage = (c: Context, subscriber: Subscriber, more: Partial<ManagePage>): ManagePage => {
    const token = (purpose: 'unsubscribe' | 'learn' | 'feed') => signToken(purpose, subscriber.publicId, ports.keys[0]);
    return {
      subscriber,
      typed: typedBy(subscriber, catalogue.topics),
      pausedUntil: ports.pauses.stateOf(subscriber).until,
      tokens: { manage: tokenOf(c), unsubscribe: token('unsubscribe'), learn: token('learn'), feed: token('feed') },
      ...more,
    };
  };

  return new Hono()
    .get('/m/:token', async c => {
      const isSaved = c.req.query('saved') === 'yes';
      return c.html(managePage(ports, manage(c, await readerOf(c), { isSaved })));
    })
    .post('/m/:token', shortForm, async c => {
      const subscriber = await readerOf(c);
      const typed = typedIn(await readForm(c), typedBy(subscriber, catalogue.topics));
      const refused = await settings.save(subscriber, wishIn(typed));
      if (refused) return c.html(managePage(ports, manage(c, subscriber, { typed, ...refused })), 400);
      return c.redirect(`${basePath}/m/${tokenOf(c)}?saved=yes`, 303);
    })
    .get('/m/:token/address', async c => {
      await readerOf(c);
      return c.html(addressPage(ports, { token: tokenOf(c) }));
    })
    .post('/m/:token/address', shortForm, async c => {
      const subscriber = await readerOf(c);
      const email = ((await readForm(c)).get('email') ?? '').slice(0, 400);
      const refused = await signUps.move(subscriber, email);
      if (refused) return c.html(addressPage(ports, { token: tokenOf(c), email, ...refused }), 400);
      return c.html(addressSentPage(ports, tokenOf(c)));
    })
    .get('/m/:token/data', async c => c.html(dataPage(ports, { subscriber: await readerOf(c), token: tokenOf(c) })))
    .get('/m/:token/data.json', async c =>
      c.body(`${JSON.stringify(await settings.export(await readerOf(c)), null, 2)}\n`, 200, {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="subscription.json"',
      }),
    )
    .get('/m/:token/erase', async c => {
      const subscriber = await readerOf(c);
      return c.html(askToErasePage(ports, { subscriber, token: tokenOf(c) }));
    })
    .post('/m/:token/erase', async c => {
      await settings.erase(await readerOf(c));
      return c.html(erasedPage(ports));
    });
}
