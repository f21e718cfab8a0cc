// The catalogue of topics that readers choose from: data with a schema.
import { z } from 'zod';

const phrases = z.array(z.string().trim().min(1));

const topicSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case letters, digits and hyphens'),
  name: z.string().min(1),
  group: z.string().min(1),
  description: z.string().min(1),
  /** Phrases that by themselves say what a paper is about. */
  strong: phrases.min(1),
  /** Phrases that only support. */
  weak: phrases.default([]),
  /** Phrases whose words must not count for this topic. */
  exclude: phrases.default([]),
});

const catalogueSchema = z
  .object({
    version: z.number().int(),
    /** Group id to the name that people read, in display order. */
    groups: z.record(z.string(), z.string()),
    topics: z.array(topicSchema).min(1),
  })
  .superRefine((catalogue, context) => {
    for (const id of repeated(catalogue.topics.map(topic => topic.id))) {
      context.addIssue(`topic id "${id}" is used twice: ids must be unique`);
    }
    for (const topic of catalogue.topics) {
      for (const phrase of repeated([...topic.strong, ...topic.weak, ...topic.exclude])) {
        context.addIssue(`topic "${topic.id}" lists "${phrase}" twice: a phrase has one meaning for a topic`);
      }
      if (!Object.hasOwn(catalogue.groups, topic.group)) {
        context.addIssue(
          `topic "${topic.id}" names group "${topic.group}": expected one of ${Object.keys(catalogue.groups).join(', ')}`,
        );
      }
    }
  });

export type Topic = z.infer<typeof topicSchema>;
export type Catalogue = z.infer<typeof catalogueSchema>;

function repeated(values: readonly string[]): Set<string> {
  return new Set(values.filter((value, index) => values.indexOf(value) !== index));
}

/** Checks a decoded catalogue. @returns the catalogue, or its faults as lines of text; the caller knows the file's name */
export function readCatalogue(value: unknown): { catalogue: Catalogue } | { fault: string } {
  const result = catalogueSchema.safeParse(value);
  return result.success ? { catalogue: result.data } : { fault: z.prettifyError(result.error) };
}
