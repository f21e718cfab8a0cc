// The Daily Papers page as text, in whatever way it was copied, printed or scraped.
import type { Candidate } from '../../domain/paper.ts';
import { arxivFacts } from '../arxiv-facts.ts';
import type { Format } from '../format.ts';
import type { Harvest } from '../harvest.ts';
import type { InputText } from '../input-text.ts';
import { resolveDate } from '../partial-date.ts';
import { isProse } from '../prose.ts';
import type { Card } from './card.ts';
import { mergeDoubles } from './merge-doubles.ts';
import { readCards } from './page-cards.ts';
import { tokenize } from './tokenize.ts';

const NAME = 'page-text';
const LOOKS_LIKE = 'the text of a Daily Papers page (titles and abstracts in blocks)';

/** Words of the page that papers do not use; two kinds of them make a page. */
const SIGNS = [
  /get trending papers in your email inbox/i,
  /^#{0,6} ?(?:daily|trending|weekly|monthly) papers$/i,
  /and the research community$/i,
  /^submitted by\b/i,
  /(?:^|[-*· ])\d{1,6} authors?\b/,
  /\/login\?next=%2Fpapers/i,
  /huggingface\.co\/papers\/\d/i,
];
const LINES_TO_JUDGE = 2000;

/** A page with its chrome. */
export const pageText: Format = {
  name: NAME,
  looksLike: LOOKS_LIKE,
  recognises({ head, lines }) {
    if (head.startsWith('<')) return false;
    const seen = new Set<RegExp>();
    for (const { text } of lines.slice(0, LINES_TO_JUDGE)) {
      const short = text.slice(0, 300);
      for (const sign of SIGNS) if (!seen.has(sign) && sign.test(short)) seen.add(sign);
      if (seen.size > 1) return true;
    }
    return false;
  },
  read,
};

/** Nothing but titles, each with its abstract below. */
export const barePageText: Format = {
  name: NAME,
  looksLike: LOOKS_LIKE,
  recognises({ head, lines }) {
    if (/^[<{]/.test(head)) return false;
    const { cards, strays } = readCards(tokenize(lines.slice(0, LINES_TO_JUDGE)));
    const whole = cards.filter(card => card.abstract !== undefined && isProse(card.abstract));
    return whole.length > 0 && whole.length * 2 >= cards.length && strays.length <= cards.length;
  },
  read,
};

function read({ lines }: InputText, harvest: Harvest): void {
  const { cards, strays } = readCards(tokenize(lines));
  for (const [index, card] of mergeDoubles(cards).entries()) {
    harvest.add(toCandidate(card, index + 1, harvest.fetchedAt), { line: card.line, text: card.title });
  }
  for (const { reason, line, text } of strays) harvest.reject(reason, { line, text });
}

function toCandidate(card: Card, position: number, fetchedAt: string): Candidate {
  const listed = card.listed && resolveDate(card.listed, fetchedAt);
  const facts = card.arxivId && arxivFacts(card.arxivId);
  return {
    ...facts,
    title: card.title,
    abstract: card.abstract,
    authorCount: card.authorCount,
    publishedAt: card.date && `${resolveDate(card.date, fetchedAt).date}T00:00:00Z`,
    listedAt: listed?.date,
    listedYearInferred: listed?.inferred ? true : undefined,
    position,
    upvotes: card.upvotes === undefined ? undefined : [{ at: fetchedAt, count: card.upvotes }],
    comments: card.comments,
    links: {
      ...facts?.links,
      code: card.codeUrl,
      discussion: card.arxivId && `https://huggingface.co/papers/${card.arxivId.id}`,
    },
    codeStars: card.codeStars,
    organization: card.organization,
  };
}
