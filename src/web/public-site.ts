// The public site: papers for everybody and the personal pages behind signed links, as a function from Request to Response.
import { Hono, type MiddlewareHandler } from 'hono';
import { assetRoutes } from './assets.ts';
import type { ClientEnv } from './client.ts';
import { answerError, errorPage } from './error-page.ts';
import { feedRoutes } from './feed-routes.ts';
import { issueRoutes } from './issue-routes.ts';
import { paperRoutes } from './paper-routes.ts';
import { personalRoutes } from './personal-routes.ts';
import type { PublicSitePorts } from './ports.ts';
import { privacyPage } from './privacy-page.ts';
import { publicCache } from './public-cache.ts';
import { subscribeRoutes } from './subscribe-routes.ts';

const PAGE_CSP =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const CACHED = [
  '/',
  '/issues/*',
  '/papers/*',
  '/search',
  '/weeks/*',
  '/months/*',
  '/topics/*',
  '/privacy',
  '/feed.xml',
  '/feed.json',
];

/**
 * All pages under `/`, and under the base path too, so that a proxy may strip it or not. What a request says is in its path;
 * only the date of a pause is read from a body.
 */
export function createPublicSite(ports: PublicSitePorts): Hono<ClientEnv> {
  const pages = new Hono<ClientEnv>()
    .route('/', assetRoutes())
    .get('/healthz', c => c.text('ok\n', 200, { 'cache-control': 'no-store' }))
    .get('/robots.txt', c => c.text(robots(ports.basePath)))
    .route('/', publicPages(ports))
    .route('/', subscribeRoutes(ports))
    .route('/', personalRoutes(ports))
    .route('/', feedRoutes(ports));

  const site = new Hono<ClientEnv>();
  site.use(secureHeaders(ports.publicUrl.startsWith('https:')));
  site.onError((error, c) => answerError(ports, error, c));
  site.notFound(c => c.html(errorPage(ports, 'No such page', 'There is nothing at this address.'), 404));
  site.route('/', pages);
  if (ports.basePath) {
    site.route(`${ports.basePath}/`, pages);
    site.get(ports.basePath, c => c.redirect(`${ports.basePath}/`, 308));
  }
  return site;
}

/** The same for everybody. */
function publicPages(ports: PublicSitePorts): Hono {
  const pages = new Hono();
  const cache = publicCache(ports.now);
  for (const path of CACHED) pages.on('GET', path, cache);
  return pages
    .route('/', issueRoutes(ports))
    .get('/privacy', c => c.html(privacyPage(ports)))
    .route('/', paperRoutes(ports));
}

const secureHeaders =
  (isTls: boolean): MiddlewareHandler =>
  async (c, next) => {
    await next();
    if (!c.res.headers.has('content-security-policy')) c.header('content-security-policy', PAGE_CSP);
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-cache');
    c.header('referrer-policy', 'no-referrer');
    c.header('x-content-type-options', 'nosniff');
    // RFC 6797: a year, once readers reach the pages by TLS.
    if (isTls) c.header('strict-transport-security', 'max-age=31536000');
  };

function robots(basePath: string): string {
  return [
    'User-agent: *',
    ...['/u/', '/m/', '/v/', '/l/', '/c/', '/f/'].map(path => `Disallow: ${basePath}${path}`),
    '',
  ].join('\n');
}
