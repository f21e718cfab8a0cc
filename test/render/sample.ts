// Builders for the nouns that rendering is given.
import { fileURLToPath } from 'node:url';
import type { FrozenBatch, RankedPaper, Reason, Selection } from '../../src/domain/issue.ts';
import { TOKEN_LENGTH } from '../../src/domain/link-token.ts';
import { fillSlots, type Mail } from '../../src/domain/mail.ts';
import { loadTemplates } from '../../src/render/load-templates.ts';
import { createRenderer, type Renderer } from '../../src/render/renderer.ts';
import { PAPERBOY_THEME } from '../../src/render/theme.ts';

export const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url));
export const PUBLIC_URL = 'https://papers.example.org';
export const TOKENS = {
  unsubscribe: 'U'.repeat(TOKEN_LENGTH),
  manage: 'M'.repeat(TOKEN_LENGTH),
  view: 'V'.repeat(TOKEN_LENGTH),
  learn: 'L'.repeat(TOKEN_LENGTH),
};

export function paper(facts: Partial<RankedPaper> = {}): RankedPaper {
  return { id: 1, title: 'A Paper', enteredAt: '2026-11-19T08:00:00Z', score: 1, signals: [], ...facts };
}

export function topic(name: string, ...phrases: string[]): Reason {
  const evidence = phrases.map(phrase => ({ phrase, field: 'title' as const, count: 1, start: 0, end: phrase.length }));
  return { kind: 'topic', topic: name.toLowerCase(), name, tier: 'strong', evidence };
}

export function batch(papers: RankedPaper[]): FrozenBatch {
  return { id: 7, date: '2026-11-20', dueAt: '2026-11-20T06:00:00Z', state: 'ready', papers };
}

export function selection(papers: readonly RankedPaper[], facts: Partial<Selection> & { reasons?: Reason[] } = {}) {
  const { reasons = [topic('Robotics', 'grasping')], ...rest } = facts;
  const chosen: Selection = {
    papers: papers.map(({ id }) => ({ paperId: id, reasons })),
    considered: 23,
    matched: papers.length,
    ...rest,
  };
  return chosen;
}

/** @param fullCards how many papers of a mail are shown in full */
export async function bundledRenderer(fullCards?: number): Promise<Renderer> {
  const templates = await loadTemplates(TEMPLATES);
  return createRenderer({ templates, theme: PAPERBOY_THEME, publicUrl: PUBLIC_URL, fullCards });
}

export function renderMail(renderer: Renderer, papers: RankedPaper[], chosen = selection(papers)): Mail {
  return fillSlots(renderer.forBatch(batch(papers)).render(chosen), TOKENS);
}
