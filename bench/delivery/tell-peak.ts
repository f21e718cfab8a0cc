// Loaded before a program: when it ends, its peak of resident memory is written to the third pipe, in kilobytes.
import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const PIPE = 3;

if (isMainThread) process.on('exit', () => writeSync(PIPE, String(process.resourceUsage().maxRSS)));
