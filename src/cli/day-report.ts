// What a run of the line says on the terminal: about ten lines that answer "what happened".
import type { SendEvent } from '../domain/delivery.ts';
import { placedAs, type Selection } from '../domain/issue.ts';
import type { Plan } from '../pipeline/plan-issue.ts';
import type { DayReport } from '../pipeline.ts';
import { everySourceFailed, ingestLines } from './ingest-report.ts';
import { diffCounts, erasedLines, faultLines } from './people-diff.ts';
import { mails, papers, people } from './plural.ts';

/** @param mailbox true where the built-in mailbox got the mail */
export function dayLines(report: DayReport, { mailbox, dryRun }: { mailbox: boolean; dryRun?: boolean }): string[] {
  return [
    ...ingestLines(report.ingested),
    ...peopleLines(report),
    ...planLines(report),
    ...(dryRun ? [] : deliveryLines(report, mailbox)),
  ];
}

/**
 * 1 if anything failed, may have been sent or was left waiting, or if every source failed; rejects alone are no failure.
 * A dry run leaves everything waiting, so only its sources count.
 */
export function dayExitCode({ counts, ingested, waiting }: DayReport, dryRun: boolean): 0 | 1 {
  const allFailed = everySourceFailed(ingested);
  const unsent = counts.failed > 0 || counts.uncertain > 0 || waiting > 0;
  return allFailed || (unsent && !dryRun) ? 1 : 0;
}

/** Who would get what, for a dry run; nobody's row is kept. */
export function planTable(plan: Plan): string[] {
  if (plan.readers.length === 0) return ['Dry run. No mail would go out now.'];
  return ['Dry run. These mails would go out now:', ...planRows(plan)];
}

function planRows(plan: Plan): string[] {
  const titles = new Map(plan.papers.map(({ id, title }) => [id, title]));
  return plan.readers.flatMap(({ subscriber, selection }) => [
    `  ${subscriber.address}: ${planned(selection)}, ${selection.considered} new`,
    ...selection.papers.map(({ paperId }, at) => `    ${String(at + 1).padStart(2)}. ${titles.get(paperId)}`),
  ]);
}

/** `3 of 5 matching, 2 similar, 1 from outside`. */
function planned({ papers, matched }: Selection): string {
  const { match = [], similar = [], outside = [] } = Object.groupBy(papers, placedAs);
  return [
    `${match.length} of ${matched} matching`,
    ...(similar.length > 0 ? [`${similar.length} similar`] : []),
    ...(outside.length > 0 ? [`${outside.length} from outside`] : []),
  ].join(', ');
}

function peopleLines({ people: report }: DayReport): string[] {
  const { left, kept, erased, faults } = report;
  const more = [
    ...(left.length > 0 ? [`; ${left.length} unsubscribed and stay so`] : []),
    ...(kept.length > 0 ? [`; ${kept.length} keep what they set themselves`] : []),
  ];
  return [
    `✓ subscribers from files: ${diffCounts(report)}${more.join('')}`,
    ...erasedLines(erased),
    ...faultLines(faults),
  ];
}

function planLines({ plan, counts }: DayReport): string[] {
  if (!plan) {
    return ['! The first issue waits: look at `paperboy run --dry-run`, then let it go with `paperboy run --first`'];
  }
  const { due, empty } = plan;
  const lines: string[] = [];
  if (plan.fresh === 0 && due === empty && counts.submitted === 0) {
    lines.push('✓ nothing is new, so there is nothing to send');
  }
  if (plan.served > 0) lines.push(`✓ ${people(plan.served)} had a mail for today already${servedHint(plan)}`);
  if (empty > 0) lines.push(`✓ ${people(empty)} without a matching new paper: no mail`);
  if (plan.late > 0)
    lines.push(`! ${people(plan.late)} missed a mail by more than LATE_HOURS: its papers come with the next`);
  if (plan.reserved > 0)
    lines.push(`! ${people(plan.reserved)} at reserved domains such as example.org: no mail through a real server`);
  return lines;
}

/** One mail a date: what came in after it is for the next. */
function servedHint({ fresh }: Plan): string {
  return fresh > 0
    ? `: ${papers(fresh)} that came in since will be in the next; the preview shows ${fresh === 1 ? 'it' : 'them'} now`
    : '';
}

function deliveryLines({ counts, recovered, waiting, events }: DayReport, mailbox: boolean): string[] {
  const { submitted, deferred, failed, suppressed, uncertain } = counts;
  const lines = [`✓ ${mails(submitted)} submitted${mailbox && submitted > 0 ? ' to the built-in mailbox' : ''}`];
  if (recovered.returned > 0)
    lines.push(`! ${mails(recovered.returned)} left by an earlier stop went back into the queue`);
  if (recovered.found > 0)
    lines.push(`✓ ${mails(recovered.found)} of an earlier stop had reached the server: it was asked`);
  if (recovered.resent > 0)
    lines.push(`! ${mails(recovered.resent)} of an earlier stop may have been sent, and went out again (ON_UNCERTAIN)`);
  lines.push(...events.map(eventLine));
  if (waiting > 0) lines.push(`! ${mails(waiting)} ${waiting === 1 ? 'waits' : 'wait'}: run again to send`);
  if (deferred > 0) lines.push(`! ${mails(deferred)} deferred by the server: tried again later`);
  if (suppressed > 0) lines.push(`✓ ${mails(suppressed)} not sent: the reader has left`);
  if (failed > 0) lines.push(`✗ ${mails(failed)} failed: the server refused them for good`);
  if (uncertain > 0)
    lines.push(
      `✗ ${mails(uncertain)} may have been sent: the connection or the program ended before the answer; not sent again until \`paperboy deliveries resolve\` says so`,
    );
  return lines;
}

/** One fact of how the mails went out, for the terminal and for the operator's mail. */
function eventLine(event: SendEvent): string {
  switch (event.kind) {
    case 'domain_paused':
      return `! ${event.domain} refuses mail from here: no more goes there before ${event.until.toISOString()} (${event.reply})`;
    case 'canary_held':
      return `✗ the issue of ${event.date} is held: ${event.refused} of its first ${event.tried} mails were refused; see \`paperboy issue show ${event.date}\``;
    case 'daily_limit':
      return `! ${mails(event.limit)} went out in 24 hours, which is MAX_PER_DAY: the others wait`;
  }
}
