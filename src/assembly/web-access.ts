// How this installation meets the web: under its own name, at a polite pace, and at public addresses only.
import type { Config } from '../config.ts';
import type { WebAccess } from '../ingest/fetch-url.ts';
import { Pace } from '../ingest/pace.ts';
import { programVersion } from './package-files.ts';

export function webAccess(config: Config): WebAccess {
  const arxivHosts = [config.arxivRss, config.arxivApi].map(base => new URL(base).host);
  return {
    allowPrivate: config.sourcesAllowPrivate,
    // Whom to ask, and whom to write to, when this program misbehaves.
    userAgent: `Paperboy/${programVersion()} (+${config.publicUrl}; ${config.mailFrom.address})`,
    pace: new Pace({ arxivHosts }),
  };
}
