// Trying out interests from the preferences page: GET only, since it changes nothing.
import { Hono } from 'hono';
import type { PublicSitePorts } from './ports.ts';
import { subscriberBehind, tokenOf } from './signed-link.ts';
import { triedPage, untriedPage } from './try-page.ts';
import { chosenIn, typedBy, typedIn } from './typed-wish.ts';

export function tryRoutes(ports: PublicSitePorts): Hono {
  return new Hono().get('/m/:token/try', async c => {
    const subscriber = await subscriberBehind(ports, 'manage', c);
    const typed = typedIn(new URL(c.req.url).searchParams, typedBy(subscriber, ports.catalogue.topics));
    const form = { subscriber, typed, tokens: { manage: tokenOf(c) } };
    const tried = await ports.trials.tryOut(chosenIn(typed), subscriber.rhythm);
    if ('faults' in tried) return c.html(untriedPage(ports, tried.faults, form), 400);
    return c.html(triedPage(ports, tried, form));
  });
}
