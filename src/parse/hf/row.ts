// One row of Hugging Face's daily papers as the API and the page's own data write it.
import { z } from 'zod';

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

export type Row = z.infer<typeof row>;

/** @returns the row, or one sentence that names the first field at fault */
export function readRow(value: unknown): { row: Row } | { fault: string } {
  const result = row.safeParse(value);
  if (result.success) return { row: result.data };
  const issue = result.error.issues[0];
  return { fault: `cannot be read at ${issue?.path.join('.') || 'its root'}: ${issue?.message}` };
}
