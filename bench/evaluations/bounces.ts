// How right the verdicts on returned mails are: real bounces and complaints with known reasons, with each kind of line end.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { BounceVerdict } from '../../src/bounce/bounce-verdict.ts';
import { readBounce } from '../../src/bounce/read-bounce.ts';
import { dataFiles } from '../data-folder.ts';
import { judge, type Measured } from '../measured.ts';
import { type ExpectedBounce, expectedBounces } from './bounce-data.ts';

const LINE_ENDS = { LF: '\n', CRLF: '\r\n', CR: '\r' };

interface Row {
  expected: ExpectedBounce;
  found: BounceVerdict | undefined;
}

export async function measure({ data }: { data: string }): Promise<Measured> {
  const files = dataFiles(data, 'bounces/mail', '.eml');
  const expected = Map.groupBy(expectedBounces(data), ({ file }) => file);
  const rows: Row[] = [];
  let exceptions = 0;
  let differences = 0;
  for (const path of files) {
    const mail = readFileSync(path).toString('latin1').replace(/\r\n?/g, '\n');
    const answers: string[] = [];
    for (const [name, end] of Object.entries(LINE_ENDS)) {
      try {
        const found = await readBounce(Buffer.from(mail.replaceAll('\n', end), 'latin1'));
        answers.push(JSON.stringify(found));
        if (name === 'LF') {
          const rowsOf = expected.get(basename(path)) ?? [];
          rows.push(...rowsOf.map((row, at) => ({ expected: row, found: found[at] })));
        }
      } catch (error) {
        exceptions += 1;
        console.error(`${basename(path)} with ${name}: ${(error as Error).stack}`);
      }
    }
    if (new Set(answers).size > 1) differences += 1;
  }
  return report(rows, { files: files.length, exceptions, differences });
}

function report(rows: readonly Row[], counts: { files: number; exceptions: number; differences: number }): Measured {
  const families = [...Map.groupBy(rows, ({ expected }) => family(expected.file))];
  const all = scores(rows);
  return judge({
    lines: [
      `${counts.files} mails, ${rows.length} recipients`,
      '',
      row('family', ['recipients', 'precision', 'recall', 'reason', 'complaints']),
      ...families.map(([name, own]) => row(name, cells(own))),
      row('all', cells(rows)),
      '',
      'reasons that were found for the expected one:',
      ...[...Map.groupBy(rows, ({ expected }) => expected.reason)].sort().map(confusion),
      '',
      ...rows
        .filter(
          ({ expected, found }) => expected.reason !== found?.reason || expected.hard !== (found?.verdict === 'hard'),
        )
        .map(difference),
    ],
    metrics: { ...all, exceptions: counts.exceptions, 'differ by line ends': counts.differences },
    targets: {
      'hard precision': '>= 0.97',
      'hard recall': '>= 0.88',
      reason: '>= 0.85',
      complaints: '= 1',
      exceptions: '= 0',
      'differ by line ends': '= 0',
    },
  });
}

function scores(rows: readonly Row[]) {
  const said = rows.filter(({ found }) => found?.verdict === 'hard');
  const hard = rows.filter(({ expected }) => expected.hard);
  const complaints = rows.filter(({ expected }) => expected.reason === 'feedback');
  return {
    'hard precision': share(said, ({ expected }) => expected.hard),
    'hard recall': share(hard, ({ found }) => found?.verdict === 'hard'),
    reason: share(rows, ({ expected, found }) => expected.reason === found?.reason),
    complaints: share(complaints, isRightFeedback),
  };
}

/** Who complains is suppressed; a report on signatures is none of a reader's. */
function isRightFeedback({ expected, found }: Row): boolean {
  const verdict = expected.feedbackType === 'auth-failure' ? 'none' : 'complaint';
  return found?.reason === 'feedback' && found.verdict === verdict;
}

function share(rows: readonly Row[], isRight: (row: Row) => boolean): number {
  return rows.length === 0 ? 1 : Number((rows.filter(isRight).length / rows.length).toFixed(4));
}

function family(file: string): string {
  return file.replace(/-\d+\.eml$/, '');
}

function cells(rows: readonly Row[]): string[] {
  const found = scores(rows);
  return [rows.length, found['hard precision'], found['hard recall'], found.reason, found.complaints].map(String);
}

function row(name: string, texts: readonly string[]): string {
  return `${name.padEnd(20)}${texts.map(text => text.padStart(12)).join('')}`;
}

function confusion([reason, rows]: [string, Row[]]): string {
  const counts = [...Map.groupBy(rows, ({ found }) => found?.reason ?? 'nothing')]
    .map(([name, own]) => [name, own.length] as const)
    .sort((a, b) => b[1] - a[1]);
  return `${reason.padEnd(20)}${counts.map(([name, count]) => `${name} ${count}`).join(', ')}`;
}

function difference({ expected, found }: Row): string {
  const said = found ? `${found.verdict} ${found.reason} ${found.status ?? ''} ${found.smtpReply ?? ''}` : 'nothing';
  return `${expected.file} ${expected.index}: expected ${expected.hard ? 'hard' : 'not hard'} ${expected.reason}, found ${said}`;
}
