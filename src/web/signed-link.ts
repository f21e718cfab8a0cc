// Who is behind a signed link: the token is the only authority, and every link that is not ours is refused alike.
import type { Context, MiddlewareHandler } from 'hono';
import { AppError } from '../domain/errors.ts';
import { type Purpose, verifyToken } from '../domain/link-token.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import type { PublicSitePorts } from './ports.ts';

type LinkPorts = Pick<PublicSitePorts, 'keys' | 'subscriber'>;

export function tokenOf(c: Context): string {
  return c.req.param('token') ?? '';
}

/** @throws AppError link_invalid */
export function publicIdBehind({ keys }: Pick<LinkPorts, 'keys'>, purpose: Purpose, c: Context): string {
  const id = verifyToken(purpose, tokenOf(c), keys);
  if (id === undefined) throw invalidLink();
  return id;
}

/** @throws AppError link_invalid */
export async function subscriberBehind(ports: LinkPorts, purpose: Purpose, c: Context): Promise<Subscriber> {
  const subscriber = await ports.subscriber(publicIdBehind(ports, purpose, c));
  if (!subscriber) throw invalidLink();
  return subscriber;
}

/** Pages of one person are kept by no cache and found by no search. */
export const privately: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('cache-control', 'no-store');
  c.header('x-robots-tag', 'noindex, nofollow');
};

/** The same for a forged, cut or foreign token and for somebody who is gone: the answer must not tell them apart. */
export function invalidLink(): AppError {
  return new AppError(
    'link_invalid',
    'It may have been cut in two by a mail program: copy it whole. Otherwise use the link in your newest mail.',
  );
}
