// Operation: read by GET, act by POST from a page of our own.
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { AppError } from '../domain/errors.ts';
import { deliveriesPage, issueControlPage, isUnderWay, overviewPage, suppressionsPage } from './operation-page.ts';
import type { PrivateSitePorts } from './ports.ts';
import { type Markup, privatePage } from './private-page.ts';
import { fromOwnPage } from './same-origin.ts';

const HERE = '/operation';
/** How often the page of an issue that goes out is loaded again, in seconds. */
const AGAIN = 2;
const MAX_FORM_BYTES = 4096;

const shortForm = bodyLimit({
  maxSize: MAX_FORM_BYTES,
  onError: () => {
    throw new AppError('input_too_large', `this form is too long: expected at most ${MAX_FORM_BYTES} bytes`);
  },
});

export function operationRoutes({ name, operation }: PrivateSitePorts): Hono {
  const routes = new Hono();
  if (!operation) return routes;
  const answer = (c: Context, title: string, main: Markup, again?: number) => {
    // A form's POST must say where it comes from; with the site's own policy it would say `null`.
    c.header('referrer-policy', 'same-origin');
    return c.html(privatePage(name, { title, here: HERE, main, again }));
  };

  return routes
    .get(HERE, async c =>
      answer(
        c,
        'Operation',
        overviewPage({
          sources: await operation.sources(),
          issues: await operation.issues(),
          letters: await operation.letters(),
          subscribers: await operation.subscribersByDay(),
          followers: await operation.followers(),
        }),
      ),
    )
    .get(`${HERE}/issues/:date`, async c => {
      const issue = await operation.issue(c.req.param('date'));
      const again = isUnderWay(issue) && !issue.isHeld ? AGAIN : undefined;
      return answer(c, `Issue of ${issue.date}`, issueControlPage(issue), again);
    })
    .post(`${HERE}/issues/:date/:act{hold|resume|cancel}`, fromOwnPage, async c => {
      const date = c.req.param('date');
      await operation.act(date, c.req.param('act') as 'hold' | 'resume' | 'cancel');
      return c.redirect(`${HERE}/issues/${date}`, 303);
    })
    .get(`${HERE}/deliveries/:state{deferred|uncertain|failed}`, async c => {
      const state = c.req.param('state') as 'deferred' | 'uncertain' | 'failed';
      return answer(c, 'Deliveries', deliveriesPage(state, await operation.deliveries(state)));
    })
    .post(`${HERE}/deliveries/:id/:as{sent|again}`, fromOwnPage, async c => {
      await operation.resolve(c.req.param('id'), c.req.param('as') as 'sent' | 'again');
      return c.redirect(`${HERE}/deliveries/uncertain`, 303);
    })
    .get(`${HERE}/suppressions`, async c => answer(c, 'Suppressions', suppressionsPage(await operation.suppressions())))
    .post(`${HERE}/suppressions/lift`, fromOwnPage, shortForm, async c => {
      const { address } = await c.req.parseBody();
      const typed = typeof address === 'string' ? address.trim() : '';
      const lifted = await operation.lift(typed);
      const told = lifted ? `${typed} gets mail again.` : `${typed} was not suppressed.`;
      return answer(c, 'Suppressions', suppressionsPage(await operation.suppressions(), told));
    });
}
