// `paperboy preview`: the private pages alone, to look at mails while writing templates.
import { once } from 'node:events';
import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { errorText } from './error-text.ts';
import { stopSignal } from './stop-signal.ts';

export function previewCommand(): Command {
  return new Command('preview').description('look at mails without sending any').action(async () => {
    const stop = stopSignal();
    const { preview } = await import('../assembly/preview.ts');
    const opened = await preview(loadConfig(), error => console.error(errorText(error)));
    console.log(`✓ preview: ${opened.url}/preview\nCtrl-C stops.`);
    if (!stop.aborted) await once(stop, 'abort');
    await opened.close();
  });
}
