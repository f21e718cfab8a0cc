// An arXiv identifier, wherever it was found, as the facts of a paper.
import { type ArxivId, parseArxivId } from '../domain/arxiv-id.ts';
import type { PaperFacts, PaperLinks } from '../domain/paper.ts';

const HUGGING_FACE_LINK = /^https?:\/\/(?:huggingface\.co|hf\.co)\/papers\//i;

/** @returns id, version and the canonical addresses of the paper's pages */
export function arxivFacts({ id, version }: ArxivId): Pick<PaperFacts, 'arxivId' | 'version'> & { links: PaperLinks } {
  return {
    arxivId: id,
    ...(version === undefined ? {} : { version }),
    links: { abs: `https://arxiv.org/abs/${id}`, pdf: `https://arxiv.org/pdf/${id}` },
  };
}

/** What a paper's address tells: its arXiv id where it has one, its discussion page on Hugging Face, else just the address. */
export function factsOfLink(url: string): Partial<PaperFacts> {
  const arxivId = parseArxivId(url);
  if (!arxivId) return { links: { abs: url } };
  const facts = arxivFacts(arxivId);
  if (HUGGING_FACE_LINK.test(url)) facts.links.discussion = `https://huggingface.co/papers/${arxivId.id}`;
  return facts;
}
