// What went wrong, as a status and a page; never a stack, never what only the operator should read.
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { AppError, ERRORS, type ErrorCode } from '../domain/errors.ts';
import { type Markup, page } from './page.ts';
import type { PublicSitePorts, SiteFrame } from './ports.ts';

/** The codes that a visitor can cause; only their messages are written for visitors. */
const HEADINGS: Partial<Record<ErrorCode, string>> = {
  link_invalid: 'This link does not work',
  issue_unknown: 'No such issue',
  paper_unknown: 'No such paper',
  usage: 'This did not work',
};

export function errorPage(site: SiteFrame, heading: string, sentence: string): Markup {
  return page(site, {
    title: heading,
    main: html`<div class="plain"><h1>${heading}</h1><p>${sentence}</p>
<p><a href="${site.basePath}/">To the latest issue</a></p></div>`,
  });
}

/** Code to status through the catalogue. All other faults are ours: they are reported, and the visitor only learns that there was one. */
export function answerError(ports: PublicSitePorts, error: Error, c: Context): Response | Promise<Response> {
  const status: ContentfulStatusCode = error instanceof AppError ? ERRORS[error.code].status : 500;
  const heading = error instanceof AppError ? HEADINGS[error.code] : undefined;
  if (heading) return c.html(errorPage(ports, heading, error.message), status);
  ports.report(error);
  return c.html(
    errorPage(ports, 'Something went wrong here', 'It was not your doing. Please try again later.'),
    status,
  );
}
