// A parser that does what the locator of its document says; it stands in for the real one where that never does.
import { parentPort } from 'node:worker_threads';
import type { RawDocument } from '../../src/domain/raw-document.ts';
import type { ParseAnswer } from '../../src/ingest/parse-thread.ts';

let read = 0;
const before = process.threadCpuUsage();

function spentMs(): number {
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

function answerTo({ locator, bytes }: RawDocument): ParseAnswer | undefined {
  read += 1;
  switch (locator) {
    case 'spin':
      for (;;) read += 0;
    case 'hoard':
      for (const hoard: object[] = []; ; ) hoard.push({ read });
    case 'work':
      while (spentMs() < read * 60) read += 0;
      break;
    case 'sleep':
      return undefined;
    case 'throw':
      throw new RangeError('out of anything');
    case 'exit':
      process.exit(3);
      break;
    case 'refuse':
      return { code: 'format_unknown', message: `refuse: ${bytes.length} bytes` };
  }
  return { parsed: { format: `document ${read} of this thread`, papers: [], rejected: [] } };
}

parentPort?.on('message', (document: RawDocument) => {
  const answer = answerTo(document);
  if (answer) parentPort?.postMessage(answer);
});
parentPort?.postMessage('ready');
