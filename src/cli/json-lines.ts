// Papers as JSON Lines on standard input and output: what the filter commands speak.
import { createInterface } from 'node:readline';
import { type Candidate, readPaperLine } from '../domain/paper.ts';

/** Reads papers from standard input; a bad line is named on standard error and the others still count. */
export async function readPapers(): Promise<Candidate[]> {
  const papers: Candidate[] = [];
  let line = 0;
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() === '') continue;
    const result = decode(text);
    if ('paper' in result) papers.push(result.paper);
    else printReject({ locator: '-', line, reason: result.fault, excerpt: text.slice(0, 200) });
  }
  return papers;
}

function decode(text: string): { paper: Candidate } | { fault: string } {
  try {
    return readPaperLine(JSON.parse(text));
  } catch (error) {
    return { fault: `not JSON: ${(error as Error).message}` };
  }
}

export function printLine(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

export function printReject(reject: object): void {
  process.stderr.write(`${JSON.stringify(reject)}\n`);
}
