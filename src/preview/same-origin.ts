// Whether a POST comes from one of our own pages. Any page of the web can send a form to a port of this machine.
import type { MiddlewareHandler } from 'hono';
import { AppError } from '../domain/errors.ts';

/**
 * Browsers say where a POST comes from: in `Sec-Fetch-Site` to this machine or by https (W3C Fetch Metadata §2.4), else in
 * `Origin`, if the page that holds the form has a referrer policy that does not empty it. What says nothing is refused.
 */
export const fromOwnPage: MiddlewareHandler = async (c, next) => {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const isOurs = site === undefined ? isOriginOf(origin, c.req.header('host')) : site === 'same-origin';
  if (isOurs) return next();
  throw new AppError('usage', `this form was sent from ${origin ?? 'nowhere'}: expected from its page on this site`);
};

function isOriginOf(origin: string | undefined, host: string | undefined): boolean {
  return host !== undefined && URL.parse(origin ?? '')?.host === host.toLowerCase();
}
