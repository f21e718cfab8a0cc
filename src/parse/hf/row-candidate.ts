// A row of Hugging Face's daily papers as a paper.
import { parseArxivId } from '../../domain/arxiv-id.ts';
import type { Candidate, PaperLinks } from '../../domain/paper.ts';
import { arxivFacts } from '../arxiv-facts.ts';
import type { Row } from './row.ts';

/** @param seenAt when the row showed its counts, an ISO 8601 instant */
export function candidateOfRow({ paper, title, numComments, organization: outer }: Row, seenAt: string): Candidate {
  const arxivId = parseArxivId(paper.id);
  const links: PaperLinks = {
    discussion: `https://huggingface.co/papers/${encodeURIComponent(paper.id)}`,
    code: paper.githubRepo,
    project: paper.projectPage,
  };
  const facts = arxivId ? arxivFacts(arxivId) : { links: {} };
  return {
    ...facts,
    title: paper.title || title || '',
    abstract: paper.summary,
    authors: paper.authors?.filter(author => !author.hidden).map(author => author.name),
    // The row's own publishedAt is shifted by four or five hours; the one inside the paper is right.
    publishedAt: paper.publishedAt,
    listedAt: paper.submittedOnDailyAt && new Date(paper.submittedOnDailyAt).toISOString().slice(0, 10),
    listedTime: paper.submittedOnDailyAt,
    upvotes: paper.upvotes === undefined ? undefined : [{ at: seenAt, count: paper.upvotes }],
    comments: numComments,
    links: { ...facts.links, ...links },
    codeStars: paper.githubStars,
    keywords: paper.ai_keywords,
    organization: nameOf(paper.organization) ?? nameOf(outer),
    tldr: paper.ai_summary,
  };
}

function nameOf(named: { name?: string; fullname?: string } | undefined): string | undefined {
  return named?.fullname || named?.name || undefined;
}
