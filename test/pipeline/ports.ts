// What reading sources needs, around a store of a test.

import { Pace } from '../../src/ingest/pace.ts';
import type { Source } from '../../src/ingest/source.ts';
import { parse } from '../../src/parse/parse.ts';
import type { Ingested, IngestPorts } from '../../src/pipeline/ingest-sources.ts';
import type { DocumentReport } from '../../src/pipeline/read-document.ts';
import type { Store } from '../../src/store/store.ts';

/** @param endpoint stands for arXiv's API; nothing listens there unless a test says so */
export function ingestPorts(store: Store, sources: readonly Source[], endpoint = 'http://127.0.0.1:9'): IngestPorts {
  return {
    sources,
    documents: store.documents,
    papers: store.papers,
    statuses: store.sources,
    parse,
    arxivApi: endpoint,
    web: {
      allowPrivate: true,
      userAgent: 'Paperboy/0 (test)',
      pace: new Pace({ arxivHosts: ['127.0.0.1'], arxivGapMs: 1 }),
      retryDelaysMs: [1, 1],
    },
  };
}

/** What became of the only document of the only source. */
export function reportOf({ sources }: Ingested): Exclude<DocumentReport, { failure: unknown }> {
  const report = sources[0]?.documents[0];
  if (!report || 'failure' in report) throw new Error(`no document was read: ${JSON.stringify(sources)}`);
  return report;
}
