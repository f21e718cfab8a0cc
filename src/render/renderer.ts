// Renders selections of a batch into mails: cards once per paper and reasons, a frame per mail.
import { AppError } from '../domain/errors.ts';
import {
  type FrozenBatch,
  isWithoutVotes,
  type RankedPaper,
  type SelectedPaper,
  type Selection,
} from '../domain/issue.ts';
import type { Fragment, MailFragments } from '../domain/mail.ts';
import {
  type CompiledTemplate,
  type CompiledTemplates,
  compileTemplates,
  type Pieces,
  type TemplateSettings,
} from './compile-templates.ts';
import { displayText } from './display-text.ts';
import { explainReasons, maybeSeen, type Sentence } from './explain-reason.ts';
import { type CardSizes, countOf, formAt, type Shape, shorten } from './fit-size.ts';
import { frameViewer, type IssuePaper } from './frame-view.ts';
import { ENGLISH, type Messages } from './messages-en.ts';
import { displayTitle, type PaperView, paperViewer } from './paper-view.ts';
import { guardTemplates, PROBE_BATCHES, PROBE_SELECTIONS } from './probe-templates.ts';
import { ReasonTree } from './reason-tree.ts';

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
  html: readonly Fragment[];
  text: readonly Fragment[];
}

/** Equal reasons, in words, and the cards of all papers that were chosen for them, by the paper's id. */
interface Told {
  why: Sentence;
  pieces: Pieces;
  cards: Partial<Record<keyof Shape, Map<number, Card>>>;
}

/** Of the HTML, in octets: Gmail cuts off what is longer than 102 KB. */
const HTML_MAX = 100_000;
/** The first papers show all; the rest are short. */
const FULL_CARDS = 3;
/** About 50 MB of cards; a day's common ones are soon back. */
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
  const papers = new Map(batch.papers.map(paper => [paper.id, new FrozenPaper(paper, say)]));
  const viewFrame = frameViewer(
    {
      name: displayText(theme.name),
      logo: theme.logo,
      postalAddress,
      date: batch.date,
      quiet: batch.quiet,
      paperOf: frozen,
    },
    say,
  );
  const told = new ReasonTree<Told>(reasons => newTold(explainReasons(reasons, say)));
  const toldAgain = new ReasonTree<Told>(reasons => newTold(maybeSeen(explainReasons(reasons, say), say)));
  let cardsKept = 0;

  function frozen(id: number) {
    const found = papers.get(id);
    if (!found) throw new AppError('paper_unknown', `paper ${id} is not in batch ${batch.id} of ${batch.date}`);
    return found;
  }

  function card({ paperId, reasons, maybeSeen }: SelectedPaper, form: keyof Shape): Card {
    const { why, pieces, cards } = (maybeSeen ? toldAgain : told).get(reasons);
    cards[form] ??= new Map();
    const known = cards[form].get(paperId);
    if (known) return known;
    const paper = frozen(paperId);
    const view = paper.view(why);
    const kept = { paper: paper.pieces, why: pieces };
    const made = { html: html[`card-${form}`](view, kept), text: text[`card-${form}`](view, kept) };
    if (cardsKept >= CARDS_KEPT) {
      told.clear();
      toldAgain.clear();
      cardsKept = 0;
    }
    cards[form].set(paperId, made);
    cardsKept += 1;
    return made;
  }

  function sizesOf(paper: SelectedPaper): CardSizes {
    const size = (form: keyof Shape) => octetsOf(card(paper, form).html);
    return { full: size('full'), compact: size('compact'), title: size('title') };
  }

  function put(selection: Selection, shape: Shape): MailFragments {
    const frame = viewFrame(selection);
    const shown = selection.papers.map((paper, at) => card(paper, formAt(at, shape)));
    const headed = selection.layout === 'compact' ? shown.length : shape.full;
    const part = (template: CompiledTemplate, kind: 'html' | 'text'): Fragment[] => {
      const fragments = template.opening(frame);
      for (let at = 0; at < shown.length; at += 1) {
        if (at === headed) fragments.push(...template.brief(frame));
        for (const fragment of shown[at]![kind]) fragments.push(fragment);
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
      if (shorter === shape) break;
      shape = shorter;
      mail = put({ ...selection, papers: papers.slice(0, countOf(shape)) }, shape);
    }
    return mail;
  }

  return { render };
}

function newTold(why: Sentence): Told {
  return { why, pieces: new Map(), cards: {} };
}

/** A paper as its batch has it, and what cards say of it; made when first asked for. */
class FrozenPaper implements IssuePaper {
  readonly paper: RankedPaper;
  readonly title: string;
  readonly isUnvoted: boolean;
  readonly pieces: Pieces = new Map();
  readonly #say: Messages;
  #viewer: ((why: Sentence) => PaperView) | undefined;

  constructor(paper: RankedPaper, say: Messages) {
    this.paper = paper;
    this.title = displayTitle(paper, say);
    this.isUnvoted = isWithoutVotes(paper);
    this.#say = say;
  }

  view(why: Sentence): PaperView {
    this.#viewer ??= paperViewer(this.paper, this.#say);
    return this.#viewer(why);
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
