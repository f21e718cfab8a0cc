// The guarded parser with its thread, whether the program runs from `src/` or `dist/`.
import { extname } from 'node:path';
import { type GuardedParser, guardedParser } from '../ingest/guarded-parse.ts';

/** Costs nothing until the first document; an idle one keeps no process alive. */
export function openParser(): GuardedParser {
  return guardedParser(new URL(`./parse-worker${extname(import.meta.url)}`, import.meta.url));
}
