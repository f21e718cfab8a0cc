// Renders selections of a batch into mails: cards once per paper and reasons, a frame per mail.
import { creditsFor } from '../domain/credit.ts';
import { AppError } from '../domain/errors.ts';
import { type FrozenBatch, isWithoutVotes, type Reason, type SelectedPaper, type Selection } from '../domain/issue.ts';
import {
  type CompiledTemplate,
  type CompiledTemplates,
  compileTemplates,
  type TemplateSettings,
} from './compile-templates.ts';
import { displayText } from './display-text.ts';
import type { Fragment, MailFragments } from './fragment.ts';
import { viewFrame } from './frame-view.ts';
import { ENGLISH, type Messages } from './messages-en.ts';
import { displayTitle, viewPaper } from './paper-view.ts';
import { guardTemplates, PROBE_BATCHES, PROBE_SELECTIONS } from './probe-templates.ts';

export interface Renderer {
  forBatch(batch: FrozenBatch): BatchRenderer;
}

export interface BatchRenderer {
  /**
   * A mail but for the reader's own links. The same selection always gives the same mail.
   * @throws AppError paper_unknown for a paper that is not frozen into the batch
   */
  render(selection: Selection): MailFragments;
}

type Card = Record<'html' | 'text', readonly Fragment[]>;
type Layout = 'full' | 'compact';

/** The first cards show all; the rest are short. */
const FULL_CARDS = 3;
/** About 100 MB of cards; a day's common ones are soon back. */
const CARDS_KEPT = 20_000;

/**
 * Compiles the templates once, for every batch, and tries them on made-up papers.
 * @throws AppError template_invalid naming file, line and fix
 */
export async function createRenderer(settings: TemplateSettings, say: Messages = ENGLISH): Promise<Renderer> {
  const compiled = await compileTemplates(settings);
  for (const batch of PROBE_BATCHES) {
    const probe = createBatchRenderer(guardTemplates(compiled), settings.theme.name, batch, say);
    for (const selection of PROBE_SELECTIONS) probe.render(selection);
  }
  return { forBatch: batch => createBatchRenderer(compiled, settings.theme.name, batch, say) };
}

function createBatchRenderer(
  { html, text }: CompiledTemplates,
  themeName: string,
  batch: FrozenBatch,
  say: Messages,
): BatchRenderer {
  const name = displayText(themeName);
  const date = say.date(batch.date);
  const papers = new Map(batch.papers.map(paper => [paper.id, { paper, title: displayTitle(paper, say) }]));
  const unvoted = new Set(batch.papers.filter(isWithoutVotes).map(({ id }) => id));
  const cards = new Map<string, Card>();

  function frozen(id: number) {
    const found = papers.get(id);
    if (!found) throw new AppError('paper_unknown', `paper ${id} is not in batch ${batch.id} of ${batch.date}`);
    return found;
  }

  function card({ paperId, reasons }: SelectedPaper, layout: Layout): Card {
    const key = `${layout} ${paperId} ${reasons.map(keyOf).join('\u0001')}`;
    const known = cards.get(key);
    if (known) return known;
    const view = viewPaper(frozen(paperId).paper, reasons, say);
    const made: Card = { html: html[`card-${layout}`](view), text: text[`card-${layout}`](view) };
    if (cards.size >= CARDS_KEPT) cards.clear();
    cards.set(key, made);
    return made;
  }

  function render(selection: Selection): MailFragments {
    const chosen = selection.papers.map(({ paperId }) => frozen(paperId));
    const titles = chosen.map(({ title }) => title);
    const credits = creditsFor(chosen.map(({ paper }) => paper));
    const frame = viewFrame({ name, date, selection, titles, unvoted, credits, quiet: batch.quiet }, say);
    const full = selection.papers.slice(0, FULL_CARDS).map(paper => card(paper, 'full'));
    const compact = selection.papers.slice(FULL_CARDS).map(paper => card(paper, 'compact'));
    const part = (template: CompiledTemplate, kind: keyof Card): Fragment[] => [
      ...template.opening(frame),
      ...full.flatMap(made => made[kind]),
      ...(compact.length > 0 ? template.brief(frame) : []),
      ...compact.flatMap(made => made[kind]),
      ...template.closing(frame),
    ];
    return { subject: frame.subject, html: part(html, 'html'), text: part(text, 'text') };
  }

  return { render };
}

/** All of a reason that a card shows. */
function keyOf(reason: Reason): string {
  switch (reason.kind) {
    case 'topic':
      return `${reason.tier} ${reason.name} ${phrases(reason.evidence)}`;
    case 'keyword':
      return `keyword ${reason.keyword} ${phrases(reason.evidence)}`;
    case 'author':
      return `author ${reason.author}`;
    case 'lab':
      return `lab ${reason.lab}`;
    case 'category':
      return `category ${reason.category}`;
    case 'trending':
    case 'picked':
    case 'outside':
      return reason.kind;
    case 'liked':
      return `liked ${reason.title} ${reason.terms.join('\u0002')}`;
  }
}

function phrases(evidence: readonly { phrase: string }[]): string {
  return evidence.map(({ phrase }) => phrase).join('\u0002');
}
