// The preview of one mail, whoever it is for: choices, faults, and the mail from all sides.
import { html } from 'hono/html';
import { AppError } from '../domain/errors.ts';
import { checkLinks } from './check-links.ts';
import { checksPanel } from './checks-panel.ts';
import { clipMeter } from './clip-meter.ts';
import { faultPanel } from './fault-panel.ts';
import { issueChoice, layoutChoices } from './mail-choice.ts';
import { type MailSides, mailView } from './mail-view.ts';
import type { FileFault, PreviewMail, PreviewPorts, PreviewRequest } from './preview-ports.ts';
import type { Markup } from './private-page.ts';
import { withQuery } from './query-links.ts';
import { readMail } from './read-mail.ts';

export interface PreviewedMail {
  url: URL;
  request: PreviewRequest;
  /** Where its HTML is served and its bytes can be had; the query of the page is added. */
  htmlPath: string;
  emlPath: string;
  /** Whose mail it is. */
  about: Markup;
  /** What follows below, and is left alone when the mail changes. */
  below?: Markup;
}

type Shown = Exclude<PreviewMail, { empty: string }>;

/** @returns the page's main part, and 500 where not even an older mail can be shown */
export async function previewPage(
  ports: PreviewPorts,
  previewed: PreviewedMail,
): Promise<{ title: string; main: Markup; status: 200 | 500 }> {
  const { url, about, below, request } = previewed;
  const mail = await previewOrFault(ports, request);
  const faults = ports.faults();
  if (mail === undefined) {
    return { title: 'Template invalid', main: html`<h1>Template invalid</h1>${faultPanel(faults)}`, status: 500 };
  }
  const isEmpty = 'empty' in mail;
  const dates = 'fixture' in request ? [] : await ports.issueDates();
  const main = html`<div data-live="faults">${faultPanel(faults, isEmpty ? undefined : 'The mail below is made of what was good last.')}</div>
<div data-live="head"><h1 dir="auto">${isEmpty ? 'No mail' : mail.subject}</h1>
<p class="facts">${about}</p>
${!isEmpty && html`<p class="facts">${mail.papers === 1 ? '1 paper' : `${mail.papers} papers`}${mail.html !== '' && html` · ${clipMeter(mail.html)}`}</p>`}
<div class="row">${issueChoice(url, dates)}${layoutChoices(url)}</div></div>
<div data-live="mail">${isEmpty ? html`<p>${mail.empty}</p>` : mailView(url, await sidesOf(mail, ports, previewed))}</div>
${below}`;
  return { title: isEmpty ? 'No mail' : mail.subject, main, status: 200 };
}

/** Undefined where templates are broken and none were good before; the fault is then among the faults. */
export async function previewOrFault(ports: PreviewPorts, request: PreviewRequest): Promise<PreviewMail | undefined> {
  try {
    return await ports.previewMail(request);
  } catch (error) {
    if (error instanceof AppError && ports.faults().some(fault => isOf(fault, error))) return undefined;
    throw error;
  }
}

function isOf({ message }: FileFault, error: AppError): boolean {
  return error.message.endsWith(message);
}

/** What only one of the sides needs is made only for that one. */
async function sidesOf(
  mail: Shown,
  ports: PreviewPorts,
  { url, request, htmlPath, emlPath }: PreviewedMail,
): Promise<MailSides> {
  const view = url.searchParams.get('view');
  const bytes = view === 'headers' ? await ports.composeMail(request) : undefined;
  return {
    isOurs: true,
    ...(mail.html !== '' && {
      framePath: withQuery(new URL(htmlPath + url.search, url), { view: undefined }),
      source: mail.html,
    }),
    text: mail.text,
    headers: bytes ? (await readMail(bytes)).headers : [],
    checks: view === 'checks' ? await checksOf(mail, ports, { url, request }) : html``,
    downloadPath: withQuery(new URL(emlPath + url.search, url), { view: undefined }),
  };
}

async function checksOf(
  mail: Shown,
  ports: PreviewPorts,
  { url, request }: Pick<PreviewedMail, 'url' | 'request'>,
): Promise<Markup> {
  const bytes = url.searchParams.has('spam') ? await ports.composeMail(request) : undefined;
  return checksPanel({
    html: mail.html,
    links: checkLinks(mail, ports.publicUrl),
    gaps: await ports.supportGaps(mail.html),
    spam: bytes ? await ports.spamVerdict(bytes) : { askAt: withQuery(url, { spam: 'yes' }) },
  });
}
