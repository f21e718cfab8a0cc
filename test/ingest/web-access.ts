// How tests reach a web server on this machine: with leave to, without long pauses.
import type { WebAccess } from '../../src/ingest/fetch-url.ts';
import { Pace } from '../../src/ingest/pace.ts';

export const webAccess = (changes: Partial<WebAccess> = {}): WebAccess => ({
  allowPrivate: true,
  userAgent: 'Paperboy/0 (test)',
  pace: new Pace({ arxivHosts: [] }),
  retryDelaysMs: [1, 1],
  ...changes,
});
