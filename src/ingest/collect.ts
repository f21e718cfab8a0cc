// From sources to raw documents: one failing source never stops the others.
import { AppError } from '../domain/errors.ts';
import type { RawDocument } from '../domain/raw-document.ts';
import { type FetchLimits, fetchUrl } from './fetch-url.ts';
import { readFiles, readStdin } from './read-files.ts';
import type { Source } from './source.ts';

export type Collected = { source: Source; documents: RawDocument[] } | { source: Source; failure: AppError };

/** Collects all sources side by side, in the order they were named. */
export async function collect(sources: readonly Source[], now: Date, limits: FetchLimits): Promise<Collected[]> {
  return Promise.all(
    sources.map(async source => {
      try {
        return { source, documents: await read(source, now.toISOString(), limits) };
      } catch (error) {
        if (error instanceof AppError) return { source, failure: error };
        throw error;
      }
    }),
  );
}

async function read(source: Source, fetchedAt: string, limits: FetchLimits): Promise<RawDocument[]> {
  switch (source.kind) {
    case 'url':
      return [await fetchUrl(source.url, fetchedAt, limits)];
    case 'stdin':
      return [await readStdin(fetchedAt)];
    case 'file':
      return readFiles(source.pattern, fetchedAt);
  }
}
