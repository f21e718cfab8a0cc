// The JSON of `GET https://huggingface.co/api/daily_papers`: rows of papers, one or many.
import { z } from 'zod';
import { parseArxivId } from '../domain/arxiv-id.ts';
import type { Candidate, PaperLinks } from '../domain/paper.ts';
import { arxivFacts } from './arxiv-facts.ts';
import type { Format } from './format.ts';
import type { InputText } from './input-text.ts';

const count = z.number().int().nonnegative().optional().catch(undefined);
const words = z.string().optional().catch(undefined);
const instant = z.iso.datetime({ offset: true }).optional().catch(undefined);
const organization = z.object({ name: words, fullname: words }).optional().catch(undefined);

/** Only the id and the title must be right; a broken field besides them is as if it were absent. */
const row = z.object({
  paper: z.object({
    id: z.string(),
    title: z.string().optional(),
    summary: words,
    authors: z
      .array(z.object({ name: z.string(), hidden: z.boolean().optional() }))
      .optional()
      .catch(undefined),
    publishedAt: instant,
    submittedOnDailyAt: instant,
    upvotes: count,
    githubRepo: words,
    githubStars: count,
    projectPage: words,
    ai_summary: words,
    ai_keywords: z.array(z.string()).optional().catch(undefined),
    organization,
  }),
  title: words,
  numComments: count,
  organization,
});
type Row = z.infer<typeof row>;

export const hfApi: Format = {
  name: 'hf-api',
  looksLike: 'JSON of the Hugging Face daily_papers API (a list of rows with "paper")',
  recognises: input => rowsOf(input) !== undefined,
  read(input, harvest) {
    for (const [index, value] of (rowsOf(input) ?? []).entries()) {
      const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
      const result = row.safeParse(value);
      if (result.success) harvest.add(toCandidate(result.data, harvest.fetchedAt), { text });
      else harvest.reject(`row ${index + 1} ${faultOf(value, result.error)}`, { text });
    }
  },
};

/** The list itself, a list wrapped in an object such as `{"data": […]}`, or one bare row. */
function rowsOf(input: InputText): unknown[] | undefined {
  if (!/^[[{]/.test(input.head) || !('value' in input.json)) return undefined;
  const { value } = input.json;
  if (isRow(value)) return [value];
  const lists = Array.isArray(value) ? [value] : Object.values(value as object).filter(Array.isArray);
  return lists.find(list => (list === value && list.length === 0) || list.some(item => isRow(item) || isReprRow(item)));
}

function isRow(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'paper' in value;
}

/** Some archives hold what Python prints for a row in place of the row. */
function isReprRow(value: unknown): boolean {
  return typeof value === 'string' && /^\{\s*'paper'/.test(value);
}

function toCandidate({ paper, title, numComments, organization: outer }: Row, fetchedAt: string): Candidate {
  const arxivId = parseArxivId(paper.id);
  const links: PaperLinks = {
    discussion: `https://huggingface.co/papers/${encodeURIComponent(paper.id)}`,
    code: paper.githubRepo,
    project: paper.projectPage,
  };
  const facts = arxivId ? arxivFacts(arxivId) : { links: {} };
  return {
    ...facts,
    title: paper.title ?? title ?? '',
    abstract: paper.summary,
    authors: paper.authors?.filter(author => !author.hidden).map(author => author.name),
    // The row's own publishedAt is shifted by four or five hours; the one inside the paper is right.
    publishedAt: paper.publishedAt,
    listedAt: paper.submittedOnDailyAt && new Date(paper.submittedOnDailyAt).toISOString().slice(0, 10),
    upvotes: paper.upvotes === undefined ? undefined : [{ at: fetchedAt, count: paper.upvotes }],
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

function faultOf(value: unknown, error: z.ZodError): string {
  if (typeof value === 'string') {
    return isReprRow(value)
      ? 'is a string holding a printed Python dict: expected a JSON object with "paper"'
      : 'is a string: expected a JSON object with "paper"';
  }
  const issue = error.issues[0];
  return `cannot be read at ${issue?.path.join('.') || 'its root'}: ${issue?.message}`;
}
