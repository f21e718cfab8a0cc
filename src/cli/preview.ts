// `paperboy preview`: the private pages alone, to look at mails while writing templates, or mails as files.
import { once } from 'node:events';
import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { AppError } from '../domain/errors.ts';
import { errorText } from './error-text.ts';
import { stopSignal } from './stop-signal.ts';

interface PreviewOptions {
  out?: string;
  as: string[];
  fixture: string[];
}

export function previewCommand(): Command {
  return new Command('preview')
    .description('look at mails without sending any')
    .option('--out <dir>', 'write mails into this folder and end: .html, .txt, .eml, and pictures by Chromium')
    .option('--as <subscriber>', 'with --out: only this address, may be repeated', collect, [])
    .option('--fixture <name>', 'with --out: a made-up mail such as 25-papers, may be repeated', collect, [])
    .action(async ({ out, as, fixture }: PreviewOptions) => {
      if (out !== undefined) return writeFiles(out, as, fixture);
      if (as.length + fixture.length > 0) throw new AppError('usage', '--as and --fixture: expected --out DIR too');
      return showPages();
    });
}

async function showPages(): Promise<void> {
  const stop = stopSignal();
  const { preview } = await import('../assembly/preview.ts');
  const opened = await preview(loadConfig(), error => console.error(errorText(error)));
  console.log(`✓ preview: ${opened.url}/preview\nCtrl-C stops.`);
  if (!stop.aborted) await once(stop, 'abort');
  await opened.close();
}

async function writeFiles(out: string, subscribers: string[], fixtures: string[]): Promise<void> {
  const { previewFiles } = await import('../assembly/preview-files.ts');
  const { files, empty, hasPictures } = await previewFiles(loadConfig(), { out, subscribers, fixtures });
  for (const file of files) console.log(file);
  for (const { name, reason } of empty) console.log(`${name}: no mail. ${reason}`);
  if (!hasPictures) console.log('No pictures: Chromium is not installed here, or not on PATH.');
}

function collect(value: string, values: string[]): string[] {
  return [...values, value];
}
