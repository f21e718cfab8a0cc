// The private site: mailbox and preview, as a function from Request to Response. It belongs on loopback.
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { basicAuth } from 'hono/basic-auth';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import { timingSafeEqual } from 'hono/utils/buffer';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { AppError, ERRORS, type ErrorCode } from '../domain/errors.ts';
import { mailboxRoutes } from './mailbox-routes.ts';
import { operationRoutes } from './operation-routes.ts';
import { isOwnHost } from './own-host.ts';
import type { PrivateSitePorts } from './ports.ts';
import { previewRoutes } from './preview-routes.ts';
import { PRIVATE_CSS, privatePage } from './private-page.ts';

const PAGE_CSP =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export function createPrivateSite(ports: PrivateSitePorts): Hono {
  const site = new Hono();
  site.use(secureHeaders);
  site.use(async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host;
    if (isOwnHost(host, ports.hosts)) return next();
    const expected = [...new Set(['localhost', '127.0.0.1', ...ports.hosts])].join(', ');
    return c.text(`This request was for ${JSON.stringify(host)}: expected one of ${expected}.\n`, 403);
  });
  if (ports.adminToken !== undefined) {
    const token = ports.adminToken;
    // The user's name says nothing. https://www.rfc-editor.org/rfc/rfc7617
    site.use(async (c, next) =>
      c.req.path === '/healthz'
        ? next()
        : basicAuth({ realm: ports.name, verifyUser: (_, password) => timingSafeEqual(password, token) })(c, next),
    );
  }
  site.onError((error, c) => answerError(ports, error, c));
  site.notFound(c =>
    failure(c, ports, { heading: 'No such page', message: 'There is nothing at this address.', status: 404 }),
  );
  site.get('/style.css', c => c.body(PRIVATE_CSS, 200, { 'content-type': 'text/css; charset=utf-8' }));
  site.get('/healthz', c => c.text('ok\n'));
  return site.route('/', mailboxRoutes(ports)).route('/', previewRoutes(ports)).route('/', operationRoutes(ports));
}

const secureHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has('content-security-policy')) c.header('content-security-policy', PAGE_CSP);
  c.header('cache-control', 'no-store');
  if (!c.res.headers.has('referrer-policy')) c.header('referrer-policy', 'no-referrer');
  c.header('x-content-type-options', 'nosniff');
};

/** Whoever reads this runs the place: the message of an `AppError` (file, line, what was expected) is for just that reader. */
function answerError(ports: PrivateSitePorts, error: Error, c: Context): Response | Promise<Response> {
  if (error instanceof AppError) {
    const { status } = ERRORS[error.code];
    return failure(c, ports, { heading: inWords(error.code), message: error.message, status });
  }
  // Who did not say the token is asked for it.
  if (error instanceof HTTPException) return error.getResponse();
  ports.report(error);
  return failure(c, ports, { heading: 'Something broke', message: 'The log says what.', status: 500 });
}

/** `template_invalid` becomes `Template invalid`. */
function inWords(code: ErrorCode): string {
  return `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll('_', ' ')}`;
}

function failure(
  c: Context,
  { name }: PrivateSitePorts,
  { heading, message, status }: { heading: string; message: string; status: ContentfulStatusCode },
): Response | Promise<Response> {
  const main = html`<h1>${heading}</h1><pre>${message}</pre>`;
  return c.html(
    privatePage(name, { title: heading, here: c.req.path.startsWith('/preview') ? '/preview' : '/', main }),
    status,
  );
}
