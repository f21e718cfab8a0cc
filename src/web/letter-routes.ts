// The link of a letter: GET shows, POST confirms. The token is the only authority.
import { Hono } from 'hono';
import { letterPage, sentAgainPage } from './letter-page.ts';
import type { LetterPage, PublicSitePorts } from './ports.ts';
import { invalidLink, publicIdBehind, tokenOf } from './signed-link.ts';
import { chosenIn, typedBy } from './typed-wish.ts';

/** Nobody waits longer to be told how long the next mail will be. */
const EXPECTING_MS = 3000;

export function letterRoutes(ports: PublicSitePorts): Hono {
  const { signUps, trials, catalogue } = ports;

  async function expected(letter: LetterPage): Promise<number | undefined> {
    if (letter.kind !== 'subscribe' || !letter.confirmed) return undefined;
    const { subscriber } = letter.confirmed;
    const trial = trials
      .tryOut(chosenIn(typedBy(subscriber, catalogue.topics)), subscriber.rhythm)
      .catch(() => undefined);
    const tried = await Promise.race([
      trial,
      new Promise<undefined>(done => setTimeout(() => done(undefined), EXPECTING_MS).unref()),
    ]);
    if (!tried || 'faults' in tried || tried.mails.length === 0) return undefined;
    return tried.mails.toSorted((a, b) => a - b)[Math.floor(tried.mails.length / 2)];
  }

  return new Hono()
    .get('/c/:token', async c => {
      const letter = await signUps.letter(publicIdBehind(ports, 'confirm', c));
      if (!letter) throw invalidLink();
      return c.html(letterPage(ports, letter, { token: tokenOf(c), papers: await expected(letter) }));
    })
    .post('/c/:token', async c => {
      if (!(await signUps.confirm(publicIdBehind(ports, 'confirm', c)))) throw invalidLink();
      return c.redirect(`${ports.basePath}/c/${tokenOf(c)}`, 303);
    })
    .post('/c/:token/again', async c => {
      await signUps.again(publicIdBehind(ports, 'confirm', c));
      return c.html(sentAgainPage(ports));
    });
}
