// Subscribing and lost links. A POST answers the same whoever is behind an address: what becomes of it is decided after the answer.
import { Hono } from 'hono';
import type { Rhythm, SettableField } from '../domain/subscriber.ts';
import { type ClientEnv, clientOf } from './client.ts';
import { judgeForm } from './form-guard.ts';
import { NetworkLimit } from './network-limit.ts';
import type { PublicSitePorts } from './ports.ts';
import { readForm, shortForm } from './read-form.ts';
import {
  linkSentPage,
  lostLinkPage,
  sample,
  signupOffPage,
  subscribePage,
  subscribeSentPage,
  tooManyPage,
  wordingOf,
} from './subscribe-page.ts';
import { chosenIn, nothingTyped, type Typed, typedIn, wishIn } from './typed-wish.ts';

const FORMS_AN_HOUR = 10;
/** What the long form is about; the short one is about the address alone. */
const ASKED: readonly SettableField[] = ['topics', 'keywords', 'days', 'at', 'time_zone'];

export function subscribeRoutes(ports: PublicSitePorts): Hono<ClientEnv> {
  const { basePath, signUps, trials, now } = ports;
  const limit = new NetworkLimit(FORMS_AN_HOUR);
  const nothing = () => nothingTyped(signUps.policy.timeZone);
  const isOff = signUps.policy.signup === 'off';

  const routes = new Hono<ClientEnv>();
  if (isOff) routes.all('/subscribe/*', c => c.html(signupOffPage(ports), 404));
  /** One limit for all forms that make us mail somebody. */
  routes.on('POST', ['/subscribe', '/link'], shortForm, async (c, next) => {
    const { network, isTrusted } = clientOf(c);
    const wait = isTrusted ? undefined : limit.take(network, now());
    if (wait === undefined) return next();
    return c.html(tooManyPage(ports), 429, { 'retry-after': String(wait) });
  });

  return routes
    .get('/subscribe', async c => {
      const query = new URL(c.req.url).searchParams;
      const typed = typedIn(query, nothing());
      const perDay = await trials.perDay();
      // Only the button that asks for it has something in the address.
      if (query.size === 0) return c.html(subscribePage(ports, { email: '', typed, perDay }));
      const tried = await trials.tryOut(chosenIn(typed), rhythmOf(typed));
      const found = 'faults' in tried ? { faults: tried.faults } : { tried };
      return c.html(subscribePage(ports, { email: '', typed, perDay, ...found }), 'faults' in found ? 400 : 200);
    })
    .get('/subscribe/sample', async c => {
      const typed = typedIn(new URL(c.req.url).searchParams, nothing());
      const tried = await trials.tryOut(chosenIn(typed), rhythmOf(typed));
      return 'faults' in tried ? c.html('') : c.html(sample(ports, tried));
    })
    .get('/subscribe/sent', c => c.html(subscribeSentPage(ports)))
    .post('/subscribe', async c => {
      const form = await readForm(c);
      const isShort = form.has('short');
      const email = (form.get('email') ?? '').slice(0, 400);
      const zone = form.get('zone') ?? '';
      const typed = isShort ? { ...nothing(), ...(isZone(zone) && { time_zone: zone }) } : typedIn(form, nothing());
      const verdict = judgeForm(ports, form);
      if (verdict === 'stale') {
        return c.html(subscribePage(ports, { email, typed, isStale: true, perDay: await trials.perDay() }), 400);
      }
      if (verdict === 'good') {
        const about = { given: isShort ? [] : ASKED, wording: wordingOf(ports) };
        const { isTrusted } = clientOf(c);
        const refused = await signUps.subscribe(
          { email, ...asked(typed) },
          { ...about, ...(isTrusted && { isTrusted }) },
        );
        if (refused)
          return c.html(subscribePage(ports, { email, typed, ...refused, perDay: await trials.perDay() }), 400);
      }
      return c.redirect(`${basePath}/subscribe/sent`, 303);
    })
    .get('/link', c => c.html(lostLinkPage(ports)))
    .get('/link/sent', c => c.html(linkSentPage(ports)))
    .post('/link', async c => {
      const form = await readForm(c);
      const email = (form.get('email') ?? '').slice(0, 400);
      const verdict = judgeForm(ports, form);
      if (verdict === 'stale') return c.html(lostLinkPage(ports, { email, isStale: true }), 400);
      if (verdict === 'good') {
        const { isTrusted } = clientOf(c);
        const refused = await signUps.sendLink(email, isTrusted ? { isTrusted } : {});
        if (refused) return c.html(lostLinkPage(ports, { email, ...refused }), 400);
      }
      return c.redirect(`${basePath}/link/sent`, 303);
    });
}

/** What the form has no field for stays as people files have it. */
function asked(typed: Typed) {
  const { topics, keywords, days, at, time_zone } = wishIn(typed);
  return { topics, keywords, days, at, time_zone };
}

function rhythmOf({ days, time_zone, at }: Typed): Rhythm {
  return {
    days: days === 'daily' ? days : days.startsWith('weekly:') ? 'weekly:mon' : 'weekdays',
    timeZone: isZone(time_zone) ? time_zone : 'UTC',
    sendAt: /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(at) ? at : '07:00',
  };
}

/** Said by a script: what is no time zone is left out. */
function isZone(text: string): boolean {
  try {
    return /^[A-Za-z]/.test(text) && new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined;
  } catch {
    return false;
  }
}
