// A word of `SOURCES`: what kind of source it names, and where its bytes are.
import { isArxivCategory } from '../domain/arxiv-category.ts';
import { AppError } from '../domain/errors.ts';
import { maskLogin } from './mask-login.ts';

/** `kind` is a `SourceKind` of the domain. */
export type Source = { name: string } & (
  | HuggingFaceSource
  /** RSS, Atom or the export API of arXiv: one request at a time. */
  | { kind: 'arxiv'; url: string }
  /** Any other page, API or feed. */
  | { kind: 'web'; url: string }
  /** A file or a glob pattern. */
  | { kind: 'file'; pattern: string }
  | { kind: 'stdin' }
);

type HuggingFaceSource =
  /** The API's lists of the days that may still change or were missed. */
  | { kind: 'hf'; list: 'daily'; endpoint: string }
  /** The API's list of what is trending now: one page. */
  | { kind: 'hf'; list: 'trending'; url: string }
  /** One list of the API, on whatever host, to be read on page by page. */
  | { kind: 'hf'; list: 'pages'; url: string }
  /** A page for people, read as it is. */
  | { kind: 'hf'; list: 'page'; url: string };

/** Where the short names lead, without a slash at the end. */
export interface Places {
  /** Folder of the bundled sample digest. */
  samplesDir: string;
  /** `https://huggingface.co` */
  hfEndpoint: string;
  /** `https://rss.arxiv.org` */
  arxivRss: string;
  /** `https://export.arxiv.org` */
  arxivApi: string;
}

const EXPECTED =
  'expected hf://daily, hf://trending, arxiv:// with categories, an http(s) URL, a file, a pattern such as digests/*.txt, or -';

/** @throws AppError usage for a scheme nobody knows, a malformed category, a URL that is none or that holds a password */
export function readSource(text: string, places: Places): Source {
  if (text === '-') return { name: 'standard input', kind: 'stdin' };
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text) ?? [];
  switch (scheme?.toLowerCase()) {
    case undefined:
      if (text === '') throw noSource(text);
      return { name: text, kind: 'file', pattern: text };
    case 'http':
    case 'https':
      return webSource(text, places);
    case 'hf':
      return huggingFaceSource(text, rest, places);
    case 'arxiv':
      return { name: text, kind: 'arxiv', url: `${places.arxivRss}/rss/${readCategories(text, rest)}` };
    case 'sample':
      if (rest !== '') throw noSource(text);
      return { name: 'the sample digest', kind: 'file', pattern: `${places.samplesDir}/daily-papers.txt` };
    default:
      throw noSource(text);
  }
}

function huggingFaceSource(name: string, list: string, { hfEndpoint }: Places): Source {
  if (list === 'daily') return { name, kind: 'hf', list, endpoint: hfEndpoint };
  if (list === 'trending') {
    return { name, kind: 'hf', list, url: `${hfEndpoint}/api/daily_papers?sort=trending&limit=100` };
  }
  throw noSource(name);
}

function readCategories(text: string, list: string): string {
  const wrong = list.split('+').find(category => !isArxivCategory(category));
  if (wrong === undefined) return list;
  // A login before it is a secret here too.
  const shown = wrong.slice(wrong.lastIndexOf('@') + 1);
  throw new AppError(
    'usage',
    `"${maskLogin(text)}" is not a source: "${shown}" is no arXiv category, expected such as arxiv://cs.LG+cs.CL`,
  );
}

function webSource(text: string, places: Places): Source {
  const url = URL.parse(text);
  if (!url) throw noSource(text);
  if (url.username || url.password) {
    throw new AppError(
      'usage',
      `"${maskLogin(text)}" is not a source: expected a URL without user and password, which would be seen in logs and pages`,
    );
  }
  if (url.pathname.endsWith('/api/daily_papers')) return { name: text, kind: 'hf', list: 'pages', url: text };
  if (isAt(url, places.hfEndpoint) && /^\/papers(?:\/|$)/.test(url.pathname)) {
    return { name: text, kind: 'hf', list: 'page', url: text };
  }
  const isArxiv = /(?:^|\.)arxiv\.org$/.test(url.hostname) || isAt(url, places.arxivRss) || isAt(url, places.arxivApi);
  return { name: text, kind: isArxiv ? 'arxiv' : 'web', url: text };
}

function isAt({ host }: URL, place: string): boolean {
  return host === new URL(place).host;
}

function noSource(text: string): AppError {
  return new AppError('usage', `"${maskLogin(text)}" is not a source: ${EXPECTED}`);
}
