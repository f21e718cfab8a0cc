// "More like this", "Less like this", and what was learnt: GET shows, POST acts, and the path says it all.
import { type Context, Hono } from 'hono';
import { OPINION_KINDS, type OpinionKind } from '../domain/opinion.ts';
import { askToForgetPage, learntPage } from './learnt-page.ts';
import { withoutMail } from './opinion-effect.ts';
import { askOpinionPage, hasOpinionPage, nothingToTakeBackPage } from './opinion-page.ts';
import type { PublicSitePorts } from './ports.ts';
import { invalidLink, subscriberBehind, tokenOf } from './signed-link.ts';

const OPINION = `/l/:token/:kind{${OPINION_KINDS.join('|')}}/:paper{[1-9]\\d{0,14}}`;

/**
 * The mail's link names the reader by a token and the paper by its number, so that readers share the card around them. A POST
 * comes from a form on our own page or from nowhere useful: without the token there is nothing to forge.
 */
export function opinionRoutes(ports: PublicSitePorts): Hono {
  const { taste } = ports;
  const readerOf = (c: Context) => subscriberBehind(ports, 'learn', c);
  const opinionIn = async (c: Context) => {
    const reader = await readerOf(c);
    const judged = await taste.judged(reader.id, Number(c.req.param('paper')));
    if (!judged) throw invalidLink();
    const kind = c.req.param('kind') as OpinionKind;
    return { reader, kind, judged, token: tokenOf(c), noMail: withoutMail(ports, reader) };
  };
  const toLearnt = (c: Context) => c.redirect(`${ports.basePath}/l/${tokenOf(c)}`, 303);

  const routes = new Hono()
    .get(OPINION, async c => {
      const asked = await opinionIn(c);
      return c.html((asked.judged.said === asked.kind ? hasOpinionPage : askOpinionPage)(ports, asked));
    })
    .post(OPINION, async c => {
      const asked = await opinionIn(c);
      await taste.say(asked.reader.id, asked.judged.paper.id, asked.kind);
      return c.html(hasOpinionPage(ports, asked));
    })
    .post(`${OPINION}/undo`, async c => {
      const asked = await opinionIn(c);
      // The button for the one must not take back the other.
      if (asked.judged.said !== asked.kind) return c.html(nothingToTakeBackPage(ports, asked));
      await taste.takeBack(asked.reader.id, asked.judged.paper.id);
      return toLearnt(c);
    })
    .get('/l/:token', async c => {
      const reader = await readerOf(c);
      return c.html(
        learntPage(ports, await taste.learnt(reader.id), { token: tokenOf(c), noMail: withoutMail(ports, reader) }),
      );
    })
    .get('/l/:token/forget', async c => {
      await readerOf(c);
      return c.html(askToForgetPage(ports, tokenOf(c)));
    })
    .post('/l/:token/forget', async c => {
      await taste.forget((await readerOf(c)).id);
      return toLearnt(c);
    })
    .post('/l/:token/drop/:term', async c => {
      const { id } = await readerOf(c);
      const { terms } = await taste.learnt(id);
      // Only what was learnt can be taken out: a path could say anything.
      const learnt = terms.find(({ term }) => term === c.req.param('term'));
      if (learnt) await taste.drop(id, learnt.term);
      return toLearnt(c);
    })
    .post('/l/:token/keep/:term', async c => {
      await taste.keep((await readerOf(c)).id, c.req.param('term'));
      return toLearnt(c);
    });
  for (const isOn of [true, false]) {
    routes.post(`/l/:token/${isOn ? 'on' : 'off'}`, async c => {
      await taste.turn((await readerOf(c)).id, isOn);
      return toLearnt(c);
    });
  }
  return routes;
}
