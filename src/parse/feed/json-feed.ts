// JSON Feed 1.0 and 1.1 to the same neutral feed as its elders. https://www.jsonfeed.org/version/1.1/
import { z } from 'zod';
import type { Format } from '../format.ts';
import { listOf, words } from '../lenient-fields.ts';
import { oncePerInput } from '../once-per-input.ts';
import type { FeedEntry, FeedText } from './feed-entry.ts';
import { harvestFeed } from './harvest-feed.ts';

const VERSION = /^https?:\/\/(?:www\.)?jsonfeed\.org\/version\/1/i;

const person = z.union([z.object({ name: words, url: words }), z.string().transform(name => ({ name }))]);
/** Some name a single one without the list. */
const persons = z.preprocess(value => (value ? [value].flat() : undefined), listOf(person));

const document = z.object({ version: z.string().regex(VERSION), title: words, items: z.array(z.unknown()) });

/** Only the title must be right; a broken field besides it is as if it were absent. */
const item = z.object({
  // Numbers are wrong and common: "If an id is presented as a number or other type, a JSON Feed reader must coerce it".
  id: z.union([z.string(), z.number()]).optional().catch(undefined),
  url: words,
  external_url: words,
  title: z.string().nullish(),
  content_html: words,
  content_text: words,
  summary: words,
  date_published: words,
  /** 1.0 had one author. */
  author: persons,
  authors: persons,
  tags: listOf(z.string()),
});

export const jsonFeed: Format = {
  name: 'json-feed',
  looksLike: 'a JSON Feed',
  recognises: input => documentOf(input) !== undefined,
  read(input, harvest) {
    const { title = undefined, items = [] } = documentOf(input) ?? {};
    harvestFeed({ title: literal(title), entries: items.map(entryOf) }, harvest);
  },
};

const documentOf = oncePerInput(input => {
  if (!input.head.startsWith('{') || !('value' in input.json)) return undefined;
  return document.safeParse(input.json.value).data;
});

function entryOf(value: unknown): FeedEntry {
  const { data, error } = item.safeParse(value);
  const nothing = { authors: [], categories: [], modules: new Map() };
  if (!data) return { ...nothing, title: literal(JSON.stringify(value)), fault: faultOf(error) };
  return {
    ...nothing,
    title: literal(data.title),
    // `url` is the entry's own page; a link blog has the paper's page here.
    link: data.url ?? data.external_url,
    id: data.id?.toString(),
    authors: [data.authors, data.author].find(list => list?.length) ?? [],
    summary: literal(data.summary),
    content: data.content_html ? { kind: 'html', value: data.content_html } : literal(data.content_text),
    published: data.date_published,
    categories: data.tags ?? [],
  };
}

function literal(value: string | null | undefined): FeedText | undefined {
  return value ? { kind: 'text', value } : undefined;
}

function faultOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return `${issue?.path.join('.') || 'the item'} is not as JSON Feed has it: ${issue?.message}`;
}
