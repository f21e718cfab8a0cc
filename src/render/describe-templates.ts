// What templates may use, each with what it is: the one place from which docs/templates.md is made.
import type { Credit } from '../domain/credit.ts';
import type { Palette } from '../domain/look.ts';
import type { Sentence, SentencePart } from './explain-reason.ts';
import type { FrameView, PaperNote } from './frame-view.ts';
import type { HELPER_NAMES } from './handlebars-instances.ts';
import { ENGLISH, type Messages } from './messages-en.ts';
import type { CardLink, PaperView } from './paper-view.ts';
import type { FragmentName } from './split-fragments.ts';
import type { Logo } from './theme.ts';

/** A description of every field that a view has; a missing one and one too many do not compile. */
type Described<View> = Readonly<Record<Exclude<keyof RemoveIndex<View>, symbol>, string>>;
type RemoveIndex<View> = { [Field in keyof View as string extends Field ? never : Field]: View[Field] };

export const FRAGMENTS_DESCRIBED: Described<Record<FragmentName, unknown>> = {
  opening: 'head, masthead and the line that says how many papers there are',
  'card-full': 'one of the first papers, with all there is to say',
  brief: 'what stands between the first papers and the rest',
  'card-compact': 'one of the rest',
  'card-title': 'one paper of a mail with titles only',
  closing: 'news of earlier papers, what was just missed, and the footer',
};

/** In the fragments `opening`, `brief` and `closing`. */
export const FRAME_DESCRIBED: Described<FrameView> = {
  name: 'name in the masthead, from the theme or `MAIL_FROM`',
  logo: 'picture in the masthead, from the theme; empty without one',
  date: 'date of the issue: `Friday, 20 November 2026`',
  subject: 'subject of the mail',
  preheader: 'what a mailbox shows beside the subject',
  headline: '`7 of 23 papers new since Monday match your topics`',
  seeAll: "`See all 14`, where the mail has fewer papers than match; its address is `{{link 'view'}}/all`",
  quiet: 'why there is little today, on a holiday of arXiv',
  occasion:
    'what makes the mail another one than the usual: the first, the first after a pause, a weekly one, a note; else empty',
  followUps: 'list of papers this reader was sent before, with what became of them',
  justMissed: 'list of papers that nearly matched, each with what kept it out',
  subscription: 'why this reader gets mail',
  credits: 'list of thanks to the sources',
  postalAddress: '`POSTAL_ADDRESS`',
  say: 'labels; see below',
};

/** In the fragments that begin with `card`. */
export const CARD_DESCRIBED: Described<PaperView> = {
  title: 'title',
  href: 'where the title leads; empty for a paper without any link',
  id: "number of the paper, for `{{link 'learn'}}/more/{{id}}` and `{{link 'learn'}}/less/{{id}}`",
  byline: 'first three authors, how many more there are, and the organization',
  excerpt: 'two or three sentences of the abstract',
  isMachineSummary: 'true where the excerpt is a machine’s, for want of an abstract; say so',
  facts: 'votes, comments, code and stars, categories, version',
  meta: 'byline and facts in one',
  short: 'why the paper is here in few words, and what people think of it',
  why: 'why the reader gets this paper',
  links: 'list of links: paper, PDF, code, project, discussion, as far as they are known',
  say: 'labels; see below',
};

export const WHY_DESCRIBED: Described<Sentence> = {
  text: 'the whole sentence',
  parts: 'the same as a list, to show names and matched words in their own way',
  short: 'what the reader follows, without the words',
  lead: '`Because you follow`',
  items: 'list of what the reader follows, each with `name` and `words`',
  more: '`and 2 more`',
};

export const PART_DESCRIBED: Described<SentencePart> = {
  text: 'a stretch of the sentence',
  isName: 'true for what the reader follows',
  isMatch: 'true for words that matched, in quotes',
};

export const LINK_DESCRIBED: Described<CardLink> = {
  label: 'what to show',
  href: 'address',
  kind: '`abs`, `pdf`, `code`, `project` or `discussion`',
};

export const NOTE_DESCRIBED: Described<PaperNote> = {
  title: 'title',
  href: 'where the title leads; may be empty',
  text: 'one sentence',
  links: 'at most one more link, to what is new',
};

export const CREDIT_DESCRIBED: Described<Credit> = { text: 'one sentence', href: 'address' };

const LOGO_DESCRIBED: Described<Logo> = {
  url: 'address, `https`',
  alt: 'what is read where pictures are off',
  width: 'in pixels',
  height: 'in pixels',
};

export const HELPERS_DESCRIBED: Described<typeof HELPER_NAMES> = {
  url: '`href="{{url href}}"`: an address; anything but http, https and mailto becomes `#`',
  link: '`href="{{link \'manage\'}}"`: a link of this reader’s own: `manage`, `unsubscribe`, `view` or `learn`',
  wrap: '`{{wrap text indent=2}}`: a paragraph of the text part, at most 78 columns wide',
  hairline: '`{{hairline}}`: a line across the text part',
};

export const COLOURS_DESCRIBED: Described<Palette> = {
  paper: 'background',
  ink: 'text and titles',
  faint: 'bylines, facts and footer',
  accent: 'links',
  rule: 'hairlines',
  mark: 'behind matched words',
};

/** The reference part of docs/templates.md, in Markdown. */
export function templateReference(): string {
  return [
    section('Fragments', 'fragment', FRAGMENTS_DESCRIBED),
    section('Variables of `opening`, `brief` and `closing`', 'variable', FRAME_DESCRIBED),
    section('Variables of the cards', 'variable', CARD_DESCRIBED),
    section('Of `why`', 'variable', WHY_DESCRIBED),
    section('Of each of `why.parts`', 'variable', PART_DESCRIBED),
    section('Of each of `links`', 'variable', LINK_DESCRIBED),
    section('Of each of `followUps` and `justMissed`', 'variable', NOTE_DESCRIBED),
    section('Of each of `credits`', 'variable', CREDIT_DESCRIBED),
    section('Of `logo`', 'variable', LOGO_DESCRIBED),
    section('Labels', 'label', labels(ENGLISH.labels)),
    section('Helpers', 'helper', HELPERS_DESCRIBED),
    section('Colours of the theme', 'colour', COLOURS_DESCRIBED),
  ].join('\n\n');
}

function section(heading: string, column: string, described: Readonly<Record<string, string>>): string {
  const rows = Object.entries(described).map(([name, meaning]) => `| \`${name}\` | ${meaning} |`);
  return [`### ${heading}`, '', `| ${column} | meaning |`, '|---|---|', ...rows].join('\n');
}

function labels(said: Messages['labels']): Record<string, string> {
  return Object.fromEntries(Object.entries(said).map(([name, text]) => [`say.${name}`, text]));
}
