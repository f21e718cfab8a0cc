// Renders selections of a batch into mails: cards once per paper and reasons, a frame per mail.
import { creditsFor } from '../domain/credit.ts';
import { AppError } from '../domain/errors.ts';
import {
  type FrozenBatch,
  isWithoutVotes,
  type RankedPaper,
  type Reason,
  type SelectedPaper,
  type Selection,
} from '../domain/issue.ts';
import { type Fragment, joinFragments, type MailFragments } from '../domain/mail.ts';
import {
  type CompiledTemplate,
  type CompiledTemplates,
  compileTemplates,
  type TemplateSettings,
} from './compile-templates.ts';
import { displayText } from './display-text.ts';
import { type CardSizes, countOf, formAt, type Shape, shorten } from './fit-size.ts';
import { type FrameView, viewFrame } from './frame-view.ts';
import { ENGLISH, type Messages } from './messages-en.ts';
import { displayTitle, type PaperView, paperViewer } from './paper-view.ts';
import { guardTemplates, PROBE_BATCHES, PROBE_SELECTIONS } from './probe-templates.ts';
import { reasonsKey } from './reason-key.ts';

export interface Renderer {
  /** What it was made with: another one made with the same renders the same mails. */
  settings: TemplateSettings;
  forBatch(batch: FrozenBatch): BatchRenderer;
}

export interface BatchRenderer {
  /**
   * A mail but for the reader's own links. The same selection always gives the same mail.
   * @throws AppError paper_unknown for a paper that is not frozen into the batch
   */
  render(selection: Selection): MailFragments;
}

interface Card {
  html: Fragment;
  text: Fragment;
}

/** Of the HTML, in octets: Gmail cuts off what is longer than 102 KB. */
const HTML_MAX = 100_000;
/** The first papers show all; the rest are short. */
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
    const probe = createBatchRenderer(guardTemplates(compiled), settings, batch, say);
    for (const selection of PROBE_SELECTIONS) probe.render(selection);
  }
  return { settings, forBatch: batch => createBatchRenderer(compiled, settings, batch, say) };
}

function createBatchRenderer(
  { html, text }: CompiledTemplates,
  { theme, postalAddress = '', fullCards = FULL_CARDS }: TemplateSettings,
  batch: FrozenBatch,
  say: Messages,
): BatchRenderer {
  const name = displayText(theme.name);
  const papers = new Map(batch.papers.map(paper => [paper.id, new FrozenPaper(paper, say)]));
  const unvoted = new Set(batch.papers.filter(isWithoutVotes).map(({ id }) => id));
  const cards = new Map<string, Card>();

  function frozen(id: number) {
    const found = papers.get(id);
    if (!found) throw new AppError('paper_unknown', `paper ${id} is not in batch ${batch.id} of ${batch.date}`);
    return found;
  }

  function card({ paperId, reasons }: SelectedPaper, form: keyof Shape): Card {
    const key = `${form} ${paperId} ${reasonsKey(reasons)}`;
    const known = cards.get(key);
    if (known) return known;
    const paper = frozen(paperId);
    const view = paper.view(reasons);
    const made = {
      html: joinFragments(html[`card-${form}`](view, paper)),
      text: joinFragments(text[`card-${form}`](view, paper)),
    };
    if (cards.size >= CARDS_KEPT) cards.clear();
    cards.set(key, made);
    return made;
  }

  function sizesOf(paper: SelectedPaper): CardSizes {
    const size = (form: keyof Shape) => Buffer.byteLength(card(paper, form).html.text);
    return { full: size('full'), compact: size('compact'), title: size('title') };
  }

  function frameOf(selection: Selection): FrameView {
    const { papers, followUps = [], justMissed = [] } = selection;
    const chosen = papers.map(({ paperId }) => frozen(paperId));
    const noted = [...followUps, ...justMissed].map(({ paperId }) => frozen(paperId));
    return viewFrame(
      {
        name,
        logo: theme.logo,
        postalAddress,
        date: batch.date,
        selection,
        titles: chosen.map(({ title }) => title),
        unvoted,
        credits: creditsFor([...chosen, ...noted].map(({ paper }) => paper)),
        quiet: batch.quiet,
        paperOf: id => frozen(id).paper,
      },
      say,
    );
  }

  function put(selection: Selection, shape: Shape): MailFragments {
    const frame = frameOf(selection);
    const shown = selection.papers.map((paper, at) => card(paper, formAt(at, shape)));
    const headed = selection.layout === 'compact' ? shown.length : shape.full;
    const part = (template: CompiledTemplate, kind: 'html' | 'text'): Fragment[] => {
      const fragments = template.opening(frame);
      for (const [at, made] of shown.entries()) {
        if (at === headed) fragments.push(...template.brief(frame));
        fragments.push(made[kind]);
      }
      fragments.push(...template.closing(frame));
      return fragments;
    };
    return {
      subject: frame.subject,
      html: selection.layout === 'text' ? [] : part(html, 'html'),
      text: part(text, 'text'),
    };
  }

  function render(selection: Selection): MailFragments {
    const { papers, layout } = selection;
    const full = Math.min(fullCards, papers.length);
    let shape: Shape = { full, compact: papers.length - full, title: 0 };
    if (layout === 'compact') shape = { full: 0, compact: 0, title: papers.length };
    let mail = put(selection, shape);
    for (let excess = excessOf(mail.html); excess > 0; excess = excessOf(mail.html)) {
      const sizes = papers.slice(0, countOf(shape)).map(sizesOf);
      const shorter = shorten(sizes, shape, excess);
      if (shape.title === 1 && countOf(shorter) === 1) break;
      shape = shorter;
      mail = put({ ...selection, papers: papers.slice(0, countOf(shape)) }, shape);
    }
    return mail;
  }

  return { render };
}

/** A paper as its batch has it, and what cards say of it; made when first asked for. */
class FrozenPaper {
  readonly paper: RankedPaper;
  readonly title: string;
  readonly #say: Messages;
  #viewer: ((reasons: readonly Reason[]) => PaperView) | undefined;

  constructor(paper: RankedPaper, say: Messages) {
    this.paper = paper;
    this.title = displayTitle(paper, say);
    this.#say = say;
  }

  view(reasons: readonly Reason[]): PaperView {
    this.#viewer ??= paperViewer(this.paper, this.#say);
    return this.#viewer(reasons);
  }
}

function octetsOf(fragments: readonly Fragment[]): number {
  return fragments.reduce((octets, { text }) => octets + Buffer.byteLength(text), 0);
}

/** How many octets are too many. A character has at most three: most mails need no counting. */
function excessOf(fragments: readonly Fragment[]): number {
  const characters = fragments.reduce((sum, { text }) => sum + text.length, 0);
  return 3 * characters <= HTML_MAX ? 0 : octetsOf(fragments) - HTML_MAX;
}
