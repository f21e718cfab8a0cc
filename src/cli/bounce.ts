// `paperboy bounce`: returned mails to verdicts. Only looks: subscribers and suppressions stay as they are.
import { Command } from 'commander';
import type { BounceVerdict } from '../bounce/bounce-verdict.ts';
import { AppError } from '../domain/errors.ts';
import { inputDocuments } from './input-documents.ts';
import { printLine, printReject } from './json-lines.ts';

interface Options {
  json?: boolean;
}

export function bounceCommand(): Command {
  return new Command('bounce')
    .description('filter: returned mails -> what each says about its recipients')
    .argument('<file...>', 'mails or patterns, or - for one on standard input')
    .option('--json', 'one JSON line a recipient')
    .action(readMails);
}

async function readMails(files: string[], { json = false }: Options): Promise<void> {
  const { readBounce } = await import('../bounce/read-bounce.ts');
  for (const file of files) {
    for (const { locator, bytes } of await inputDocuments(file).catch(refuse(file))) {
      const verdicts = await readBounce(bytes);
      if (verdicts.length === 0) refuse(locator)(noMail(locator));
      for (const verdict of verdicts) {
        if (json) printLine({ file: locator, ...verdict });
        else process.stdout.write(`${humanLine(locator, verdict)}\n`);
      }
    }
  }
}

function noMail(locator: string): AppError {
  return new AppError('input_unreadable', `cannot read ${locator} as a mail: expected a head with From, To or Subject`);
}

/** The mail is named on standard error and in the exit code, and the others are read. */
function refuse(locator: string): (error: unknown) => never[] {
  return error => {
    if (!(error instanceof AppError)) throw error;
    printReject({ file: locator, reason: error.message, code: error.code });
    process.exitCode = 1;
    return [];
  };
}

/** `mails/17.eml: ada@lab.org: hard, userunknown (550 5.1.1)` */
function humanLine(
  file: string,
  { verdict, reason, status, smtpReply, recipient, action, feedbackType }: BounceVerdict,
): string {
  const codes = [smtpReply, status, action === 'delayed' ? action : undefined, feedbackType].filter(Boolean).join(' ');
  return `${file}: ${recipient ?? 'nobody named'}: ${verdict}, ${reason}${codes && ` (${codes})`}`;
}
