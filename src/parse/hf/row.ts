// One row of Hugging Face's daily papers as the API and the page's own data write it.
import { z } from 'zod';
import { count, listOf, words } from '../lenient-fields.ts';

const instant = z.iso.datetime({ offset: true }).optional().catch(undefined);
const organization = z.object({ name: words, fullname: words }).optional().catch(undefined);

/** Only the id must be right; a broken field besides it is as if it were absent. */
const row = z.object({
  paper: z.object({
    id: z.string(),
    title: words,
    summary: words,
    authors: listOf(z.object({ name: z.string(), hidden: z.boolean().optional().catch(undefined) })),
    publishedAt: instant,
    submittedOnDailyAt: instant,
    upvotes: count,
    githubRepo: words,
    githubStars: count,
    projectPage: words,
    ai_summary: words,
    ai_keywords: listOf(z.string()),
    organization,
  }),
  title: words,
  numComments: count,
  organization,
});

export type Row = z.infer<typeof row>;

/** @returns the row, or one sentence that names the first field at fault */
export function readRow(value: unknown): { row: Row } | { fault: string } {
  const result = row.safeParse(value);
  if (result.success) return { row: result.data };
  const issue = result.error.issues[0];
  return { fault: `cannot be read at ${issue?.path.join('.') || 'its root'}: ${issue?.message}` };
}
