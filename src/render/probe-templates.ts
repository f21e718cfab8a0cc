// Papers that exercise every branch of the templates, so that a misspelt variable is found at start and not in a mail.
import Handlebars from 'handlebars';
import type { FrozenBatch, RankedPaper, Reason, Selection } from '../domain/issue.ts';
import type { CompiledTemplate, CompiledTemplates, Kept } from './compile-templates.ts';

const BARE: Omit<RankedPaper, 'id'> = { title: 'Probe', enteredAt: '2026-01-01T00:00:00Z', score: 0, signals: [] };
const FULL: Omit<RankedPaper, 'id'> = {
  ...BARE,
  arxivId: '2601.00001',
  authors: ['First', 'Second', 'Third', 'Fourth', 'Fifth'],
  organization: 'Organization',
  abstract: 'One sentence. Another sentence.',
  primaryCategory: 'cs.LG',
  version: 2,
  links: { code: 'https://example.org/code' },
  codeStars: 1,
  signals: [{ kind: 'upvotes', count: 2, rise: 1 }],
};
const SUMMARY: Omit<RankedPaper, 'id'> = { ...BARE, tldr: 'A summary.' };

const TOPIC: Reason = {
  kind: 'topic',
  topic: 'probe',
  name: 'Probe',
  tier: 'strong',
  evidence: [{ phrase: 'probe', field: 'title', count: 1, start: 0, end: 5 }],
};
const REASONS: Reason[] = [TOPIC, { kind: 'author', author: 'First' }, { kind: 'category', category: 'cs.LG' }];

const BATCH: FrozenBatch = {
  id: 0,
  date: '2026-01-01',
  dueAt: '2026-01-01T00:00:00Z',
  state: 'ready',
  papers: [FULL, BARE, SUMMARY, FULL, BARE, SUMMARY].map((paper, index) => ({ ...paper, id: index + 1 })),
};
export const PROBE_BATCHES: readonly FrozenBatch[] = [BATCH, { ...BATCH, quiet: 'Holiday' }];

const select = (reasons: Reason[], ids: readonly number[]): Selection => ({
  papers: ids.map(paperId => ({ paperId, reasons })),
  considered: 9,
  matched: ids.length,
});

export const PROBE_SELECTIONS: readonly Selection[] = [
  select(REASONS, [1, 2, 3, 4, 5, 6]),
  select([{ kind: 'trending' }], [1, 2, 3, 4, 5, 6]),
  select([{ kind: 'picked' }], [2, 5]),
  select([TOPIC], [2]),
  select([], []),
  { ...select([TOPIC], [1, 2]), layout: 'compact' },
  {
    ...select([TOPIC], [1]),
    matched: 4,
    occasion: 'weekly',
    followUps: [1, 2].map(paperId => ({ paperId, sentOn: '2025-12-30', news: { kind: 'code' } })),
    justMissed: [1, 2].map(paperId => ({ paperId, miss: { kind: 'muted', word: 'probe' } })),
  },
];

/** The same templates, but asking for a variable that is not there throws: Handlebars itself lets `{{#if x}}` pass. */
export function guardTemplates({ html, text }: CompiledTemplates): CompiledTemplates {
  return { html: guardTemplate(html), text: guardTemplate(text) };
}

function guardTemplate(template: CompiledTemplate): CompiledTemplate {
  const entries = Object.entries(template).map(([name, render]) => [
    name,
    (view: object, kept?: Kept) => render(guard(view) as Record<string, unknown>, kept),
  ]);
  return Object.fromEntries(entries);
}

function guard(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(guard);
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(object, key) {
      // `JSON.stringify` asks everything for it.
      if (typeof key === 'string' && key !== 'toJSON' && !(key in object))
        throw new Handlebars.Exception(`"${key}" not defined`);
      return guard(Reflect.get(object, key));
    },
  });
}
