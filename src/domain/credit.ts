// Whom a page or a mail thanks for the papers it shows, in the words that the sources ask for.
import type { PaperFacts } from './paper.ts';

export interface Credit {
  /** One sentence, the same in every language. */
  text: string;
  href: string;
}

/** https://info.arxiv.org/help/api/tou.html asks for this sentence. */
const ARXIV: Credit = {
  text: 'Thank you to arXiv for use of its open access interoperability.',
  href: 'https://arxiv.org/',
};
const HUGGING_FACE: Credit = {
  text: 'Trending data from Hugging Face Daily Papers.',
  href: 'https://huggingface.co/papers',
};

const ALL_CREDITS: readonly (readonly Credit[])[] = [[], [ARXIV], [HUGGING_FACE], [ARXIV, HUGGING_FACE]];

/** @returns the credits due to the sources of these papers, none twice; equal ones are the same list */
export function creditsFor(papers: readonly PaperFacts[]): readonly Credit[] {
  const arxiv = papers.some(({ arxivId }) => arxivId !== undefined) ? 1 : 0;
  return ALL_CREDITS[arxiv + (papers.some(isFromDailyPapers) ? 2 : 0)]!;
}

/** Only Daily Papers has upvotes, and a page of its own for the discussion of a paper. */
function isFromDailyPapers({ upvotes = [], links }: PaperFacts): boolean {
  return upvotes.length > 0 || links?.discussion?.startsWith(HUGGING_FACE.href) === true;
}
