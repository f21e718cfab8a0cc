// From one source to its raw documents: all of its pages, as far as it lets itself be read.
import { AppError } from '../domain/errors.ts';
import type { RawDocument, Validators } from '../domain/raw-document.ts';
import { type Fetched, fetchUrl, type WebAccess } from './fetch-url.ts';
import { dailyLists, isFull, namesPage, nextPage } from './hf-lists.ts';
import { filesAt, readStdin } from './read-files.ts';
import type { Source } from './source.ts';

export interface Collected {
  source: Source;
  documents: RawDocument[];
  /** Pages that are as they were (304). */
  unchanged: number;
  /** It said that it is gone for good (410). */
  gone?: true;
  /** ISO 8601 instant before which it asks not to be asked again. */
  notBefore?: string;
  /** Why it was not read, or not to its end: then there may be documents too. */
  failure?: AppError;
}

export interface CollectPorts {
  web: WebAccess;
  /** The last document that was read from there, with what its server said of it. */
  latest(locator: string): Promise<(Validators & { bytes: Uint8Array }) | undefined>;
  /** When the source of this name was last read to its end, ISO 8601. */
  readAt(source: string): string | undefined;
}

type Ask = (url: string) => Promise<Fetched>;

const MAX_PAGES = 20;

/** Reads a source. What goes wrong with it is part of the result. */
export async function collect(source: Source, now: Date, ports: CollectPorts): Promise<Collected> {
  const collected: Collected = { source, documents: [], unchanged: 0 };
  try {
    for await (const fetched of read(source, now, ports)) {
      note(fetched, collected);
      if (collected.gone) break;
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    collected.failure = error;
  }
  return collected;
}

/** @throws AppError where there is no reading on */
function note(fetched: Fetched, collected: Collected): void {
  if ('notBefore' in fetched) collected.notBefore = fetched.notBefore;
  switch (fetched.outcome) {
    case 'document':
      collected.documents.push(fetched.document);
      break;
    case 'unchanged':
      collected.unchanged += 1;
      break;
    case 'gone':
      collected.gone = true;
      break;
    case 'later':
      throw new AppError('source_unreachable', fetched.reason);
  }
}

/** A file is like a page that is always there. */
async function* read(source: Source, now: Date, ports: CollectPorts): AsyncGenerator<Fetched> {
  const fetchedAt = now.toISOString();
  const ask = askWith(fetchedAt, ports);
  switch (source.kind) {
    case 'stdin':
      yield { outcome: 'document', document: await readStdin(fetchedAt) };
      break;
    case 'file':
      for await (const document of filesAt(source.pattern, fetchedAt)) yield { outcome: 'document', document };
      break;
    case 'arxiv':
    case 'web':
      yield await ask(source.url);
      break;
    case 'hf':
      if (source.list === 'daily') {
        const firstPages = dailyLists(source.endpoint, now, ports.readAt(source.name));
        for (const first of firstPages) yield* readPages(first, ask, ports);
      } else if (source.list === 'pages' && !namesPage(source.url)) {
        yield* readPages(source.url, ask, ports);
      } else {
        yield await ask(source.url);
      }
  }
}

/** Nothing is asked of a server whose requests are used up. */
function askWith(fetchedAt: string, ports: CollectPorts): Ask {
  let notBefore: string | undefined;
  return async url => {
    if (notBefore) {
      throw new AppError('source_unreachable', `${url} is left for later: no requests are left before ${notBefore}`);
    }
    const fetched = await fetchUrl(url, { fetchedAt, validators: await ports.latest(url) }, ports.web);
    if ('notBefore' in fetched) notBefore = fetched.notBefore;
    return fetched;
  };
}

/** A list of the Hugging Face API, page by page until a short one. */
async function* readPages(first: string, ask: Ask, ports: CollectPorts): AsyncGenerator<Fetched> {
  let page = first;
  let previous: RawDocument | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const fetched = await ask(page);
    const document = fetched.outcome === 'document' ? fetched.document : undefined;
    // A server that knows no pages gives the same one again and again.
    if (document && previous && Buffer.compare(document.bytes, previous.bytes) === 0) return;
    yield fetched;
    // Whether there was a next page, or it was read, is not told by a page that is as it was, but by what was in it.
    const bytes = document?.bytes ?? (fetched.outcome === 'unchanged' ? (await ports.latest(page))?.bytes : undefined);
    if (!bytes || !isFull(page, bytes)) return;
    page = nextPage(page);
    previous = document;
  }
  throw new AppError('input_too_large', `${first} has more than ${MAX_PAGES} pages: expected a higher limit=`);
}
