// Any other web page that lists papers: its visible text, read as the texts of pages and lists are.
import { AppError } from '../../domain/errors.ts';
import { excerptOf } from '../clean-text.ts';
import type { Format } from '../format.ts';
import { Harvest } from '../harvest.ts';
import { InputText } from '../input-text.ts';
import { markdownList } from '../markdown/markdown-list.ts';
import { barePageText, pageText } from '../page-text/page-text.ts';
import { titleDump } from '../title-dump.ts';
import { walkMarkup } from '../walk-markup.ts';
import { pageMarkdown } from './page-markdown.ts';

const NAME = 'html-page';
/** Title, base and canonical address stand at the beginning. */
const HEAD_CHARS = 200_000;
const READERS: readonly Format[] = [pageText, titleDump, markdownList, barePageText];

const HTML = /^(?:<!--[\s\S]{0,1000}?-->\s*|<\?xml[^>]{0,200}\?>\s*)*<(?:!doctype html|html)\b/i;
/** What servers and proxies answer in place of a page. */
const ERROR_TITLE =
  /^(?:error|(?:http |error )?[45]\d\d(?: error)?)[.!]?$|\b(?:not found|unavailable|forbidden|access denied|bad gateway|gateway time-?out|too many requests|internal server error|just a moment)\b/i;

export const htmlPage: Format = {
  name: NAME,
  looksLike: 'a web page whose papers link to arXiv or Hugging Face',
  recognises: ({ head }) => HTML.test(head),
  async read(input, harvest) {
    const { title, base } = readHead(input);
    if (ERROR_TITLE.test(title)) throw withoutPapers(input, `is an HTML error page ("${title}")`);
    const markdown = pageMarkdown(input.text, base);
    if (markdown === undefined) throw withoutPapers(input, 'is HTML nested too deep to be a page');
    const page = new InputText(markdown, input.locator);
    const reader = READERS.find(format => format.recognises(page));
    const found = new Harvest(NAME, harvest);
    await reader?.read(page, found);
    // The text of a page is mostly furniture: only what links to a paper is one, and the rest is no record at all.
    const papers = found.papers.filter(paper => paper.arxivId !== undefined);
    if (papers.length === 0) throw withoutPapers(input, 'is an HTML page without papers');
    for (const paper of papers) harvest.papers.push(paper);
  },
};

/** The page's name, and the address its relative links are read against. */
function readHead({ text, locator }: InputText): { title: string; base: string | undefined } {
  let title = '';
  let isTitle = false;
  const addresses: (string | undefined)[] = [];
  walkMarkup(text.slice(0, HEAD_CHARS), {
    open(name, { rel, href, property, content }) {
      if (name === 'title') isTitle = title === '';
      if (name === 'base') addresses.unshift(href);
      if (name === 'link' && rel === 'canonical') addresses.push(href);
      if (name === 'meta' && property === 'og:url') addresses.push(content);
    },
    text(words) {
      if (isTitle) title += words;
    },
    close(name) {
      if (name === 'title') isTitle = false;
    },
  });
  const base = [...addresses, locator].find(address => address !== undefined && /^https?:\/\//i.test(address));
  return { title: excerptOf(title).slice(0, 100), base };
}

function withoutPapers({ locator }: InputText, what: string): AppError {
  return new AppError(
    'format_unknown',
    `${locator} ${what}: expected a page whose papers link to arXiv or Hugging Face, or a feed`,
  );
}
