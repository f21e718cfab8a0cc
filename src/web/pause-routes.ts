// The pause page: GET shows, POST acts.
import { type Context, Hono } from 'hono';
import { endOf, readUntil, SPANS, type Span } from '../domain/pause-dates.ts';
import { type PausePage, pausePage } from './pause-page.ts';
import type { PublicSitePorts } from './ports.ts';
import { readForm, shortForm } from './read-form.ts';
import { invalidLink, subscriberBehind, tokenOf } from './signed-link.ts';

const PAGE = '/m/:token/pause';
/** Without the token in the path there is nothing to forge, so a POST may come from anywhere. */
export function pauseRoutes(ports: PublicSitePorts): Hono {
  const { pauses } = ports;
  const asked = async (c: Context): Promise<PausePage> => {
    const subscriber = await subscriberBehind(ports, 'manage', c);
    return { subscriber, state: pauses.stateOf(subscriber), token: tokenOf(c) };
  };
  /** @param until absent to resume */
  const pause = async (c: Context, { subscriber, token }: PausePage, until?: string) => {
    if (!(await pauses.pause(subscriber, until))) throw invalidLink();
    return c.redirect(`${ports.basePath}/m/${token}/pause`, 303);
  };

  return new Hono()
    .get(PAGE, async c => c.html(pausePage(ports, await asked(c))))
    .post(PAGE, shortForm, async c => {
      const page = await asked(c);
      const typed = ((await readForm(c)).get('until') ?? '').trim();
      const read = readUntil(typed, page.state.today);
      if ('until' in read) return pause(c, page, read.until);
      return c.html(pausePage(ports, { ...page, refused: { typed, fault: read.fault } }), 400);
    })
    .post(`${PAGE}/:span{${Object.keys(SPANS).join('|')}}`, async c => {
      const page = await asked(c);
      return pause(c, page, endOf(c.req.param('span') as Span, page.state.today));
    })
    .post(`${PAGE}/resume`, async c => pause(c, await asked(c)));
}
