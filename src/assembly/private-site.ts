// The private pages of this installation: the mailbox, and previews of mails that nobody was sent.
import { sendRaw } from '../deliver/send-raw.ts';
import type { Mailbox } from '../preview/mailbox.ts';
import { createPrivateSite } from '../preview/private-site.ts';
import { supportCheck } from './client-support.ts';
import type { House } from './house.ts';
import { operation } from './operation.ts';
import { composePreview, previewMail } from './preview-mail.ts';
import { previewPapers } from './preview-papers.ts';
import { previewPeople } from './preview-people.ts';
import { previewTemplates, templatePaths } from './preview-templates.ts';
import { spamFilter } from './spam-verdict.ts';
import { peopleFolder } from './sync-people.ts';
import { watchWhileWanted } from './watch-files.ts';

export interface PrivateSettings {
  publicUrl: string;
  mailbox?: Mailbox;
  /** The house is a copy, in which people files may be taken over as soon as they are saved. */
  isScratch?: boolean;
  /** Ends what the pages have under way. */
  closing: AbortSignal;
  report(error: unknown): void;
}

/** Enough to see the last year of weekdays. */
const ISSUES_OFFERED = 260;

export function privateSite(house: House, { publicUrl, mailbox, isScratch = false, closing, report }: PrivateSettings) {
  const { store, config, catalogue } = house;
  const templates = previewTemplates(config, publicUrl);
  const papers = previewPapers(house, isScratch);
  const people = previewPeople(house, { isScratch, changed: papers.forgetPeople });
  const kitchen = { house, publicUrl, templates, papers };
  const supportGaps = supportCheck();
  // Loading MJML takes a second, in which somebody opens the page; a fault is told on it.
  if (isScratch) void templates.renderer().catch(() => {});
  return createPrivateSite({
    name: config.mailFrom.name,
    hosts: [config.adminHost],
    mailbox,
    catalogue,
    publicUrl,
    report,

    async readers() {
      await people.refresh();
      return people.readers();
    },
    issueDates: () => store.issues.dates(ISSUES_OFFERED),
    async previewMail(request) {
      await people.refresh();
      return previewMail(kitchen, request);
    },
    async composeMail(request) {
      await people.refresh();
      return composePreview(kitchen, request);
    },
    faults: () => [templates.fault() ?? [], people.faults()].flat(),
    // As it was when it was captured, its signature included.
    operation: isScratch ? undefined : operation(house),
    adminToken: config.adminToken,
    releaseMail: (smtpUrl, mail) => sendRaw({ smtpUrl }, mail),
    supportGaps: html => supportGaps(html, templates.files()),
    spamVerdict: spamFilter(closing),
    onChange: watchWhileWanted([...templatePaths(config), peopleFolder(house)]),
  });
}
