// The link of a letter: GET shows, POST confirms. The token is the only authority.
import { Hono } from 'hono';
import { letterPage, sentAgainPage } from './letter-page.ts';
import type { LetterPage, PublicSitePorts } from './ports.ts';
import { invalidLink, publicIdBehind, tokenOf } from './signed-link.ts';

export function letterRoutes(ports: PublicSitePorts): Hono {
  const { signUps, trials } = ports;

  const expected = async (letter: LetterPage): Promise<number | undefined> =>
    letter.kind === 'subscribe' && letter.confirmed ? trials.expectedPapers(letter.confirmed.subscriber) : undefined;

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
