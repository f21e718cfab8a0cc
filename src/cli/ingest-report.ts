// What reading the sources says on the terminal: a line a source, and what changed, once.
import { relative } from 'node:path';
import type { SourceState } from '../domain/source.ts';
import type { Ingested } from '../pipeline/ingest-sources.ts';
import type { DocumentReport } from '../pipeline/read-document.ts';
import type { SourceReport } from '../pipeline/source-report.ts';
import { documents, papers } from './plural.ts';

const REJECTS_SHOWN = 3;
const TROUBLE: ReadonlySet<SourceState> = new Set(['failed', 'off', 'stale']);

export interface IngestTotals {
  parsed: number;
  new: number;
  known: number;
  rejected: number;
}

export function ingestLines({ sources, leftovers }: Ingested): string[] {
  return [
    ...leftovers.map(report => `! left unread by an earlier stop: ${documentText(report)}`),
    ...sources.flatMap(sourceLines),
    ...totalLine(sources),
  ];
}

/** @returns the sentences about sources that got into trouble or out of it with this reading */
export function troubleLines({ sources }: Ingested): string[] {
  return sources.flatMap(({ status, change }) =>
    change === undefined ? [] : [`${TROUBLE.has(status.state) ? '✗' : '✓'} ${change}`],
  );
}

/** Nothing was to be had from any of the sources. */
export function everySourceFailed({ sources }: Ingested): boolean {
  return sources.length > 0 && sources.every(({ status: { state } }) => state === 'failed' || state === 'off');
}

export function totalsOf(reports: readonly DocumentReport[]): IngestTotals {
  const total = { parsed: 0, new: 0, known: 0, rejected: 0 };
  for (const report of reports) {
    if ('failure' in report) continue;
    total.parsed += report.parsed;
    total.new += report.new;
    total.known += report.known;
    total.rejected += report.rejected;
  }
  return total;
}

/** Trouble is told in full once, when it begins; after that a reminder is enough. */
function sourceLines(report: SourceReport): string[] {
  const { source, status, change, skipped } = report;
  if (skipped && status.state === 'off') return [`· ${source}: off since ${minute(status.since)}`];
  if (skipped) return [`· ${source}: asked to be left alone until ${minute(status.notBefore ?? '')}`];
  if (change === undefined && TROUBLE.has(status.state))
    return [`· ${source}: still ${status.state} since ${minute(status.since)}`];
  if (TROUBLE.has(status.state))
    return [`✗ ${status.state === 'failed' ? (status.message ?? source) : (change ?? statusText(report))}`];
  return [`✓ ${statusText(report)}`, ...rejectLines(report)];
}

function statusText({ source, status, documents: read }: SourceReport): string {
  const [only] = read;
  const name = read.length === 1 && only && status.kind === 'file' ? shortName(only.locator) : source;
  if (read.length === 0) return `${name}: ${status.state}${status.message ? ` (${status.message})` : ''}`;
  const { parsed, new: fresh, known, rejected } = totalsOf(read);
  const from = read.length > 1 ? ` from ${documents(read.length)}` : '';
  return `${name}: ${papers(parsed)} parsed${from}, ${fresh} new, ${known} known, ${rejected} rejected`;
}

function rejectLines({ documents: read }: SourceReport): string[] {
  return read
    .flatMap(report => ('rejects' in report ? report.rejects : []))
    .slice(0, REJECTS_SHOWN)
    .map(({ line, reason }) => `    ${line ? `line ${line}: ` : ''}${reason}`);
}

function documentText(report: DocumentReport): string {
  if ('failure' in report) return report.failure.message;
  return `${shortName(report.locator)}: ${papers(report.parsed)} parsed, ${report.new} new`;
}

function totalLine(sources: readonly SourceReport[]): string[] {
  const read = sources.filter(({ documents: of }) => of.length > 0);
  if (sources.length < 2) return [];
  const total = totalsOf(read.flatMap(({ documents: of }) => of));
  const good = sources.filter(({ status }) => !TROUBLE.has(status.state));
  return [`  in all: ${total.new} new, ${total.known} known, from ${good.length} of ${sources.length} sources`];
}

/** A path as seen from here, where that is shorter. */
function shortName(locator: string): string {
  const short = locator.startsWith('/') ? relative(process.cwd(), locator) : locator;
  return short.length < locator.length ? short : locator;
}

/** `2026-11-23 07:02 UTC` */
export function minute(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
