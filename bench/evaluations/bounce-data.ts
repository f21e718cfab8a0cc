// What is known of the returned mails in the data folder.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ExpectedBounce {
  file: string;
  /** Of the recipient in the mail, from 1. */
  index: number;
  reason: string;
  hard: boolean;
  feedbackType: string;
}

/** The rows of `bounces/expected.csv`, in its order; none of its values holds a comma. */
export function expectedBounces(data: string): ExpectedBounce[] {
  const [head = '', ...lines] = readFileSync(join(data, 'bounces', 'expected.csv'), 'utf8')
    .trim()
    .split(/\r?\n/);
  const names = head.split(',');
  return lines.map(line => {
    const cells = line.split(',');
    const cell = (name: string) => cells[names.indexOf(name)] ?? '';
    return {
      file: cell('file'),
      index: Number(cell('index')),
      reason: cell('reason'),
      hard: cell('hard_bounce') === 'true',
      feedbackType: cell('another'),
    };
  });
}
