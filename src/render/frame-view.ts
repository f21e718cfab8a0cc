// What stands around the cards of one mail; all of it follows from selection and batch, nothing from the person.
import type { Credit } from '../domain/credit.ts';
import { cutText } from '../domain/cut-text.ts';
import { placedAs, type Selection } from '../domain/issue.ts';
import { reasonName } from './explain-reason.ts';
import type { Messages } from './messages-en.ts';
import { composeSubject } from './subject.ts';

const PREHEADER_MAX = 140;
const FOLLOWS_SHOWN = 3;

/** The variables of everything but the cards. */
export interface FrameView {
  [field: string]: unknown;
  /** Name in the masthead. */
  name: string;
  /** Date of the issue as people read it. */
  date: string;
  subject: string;
  /** What a mailbox shows beside the subject. */
  preheader: string;
  /** "7 of 23 new papers match your topics". */
  headline: string;
  /** Why there is little today, or empty. */
  quiet: string;
  /** Why this reader gets mail. */
  subscription: string;
  /** Thanks to sources. */
  credits: readonly Credit[];
  say: Messages['labels'];
}

interface FrameFacts {
  /** Clean name for the masthead. */
  name: string;
  /** As people read it. */
  date: string;
  selection: Selection;
  /** Clean titles of the selection's papers, in its order. */
  titles: readonly string[];
  /** Papers of the batch that nobody has voted for. */
  unvoted: ReadonlySet<number>;
  credits: readonly Credit[];
  /** Name of the holiday that made the day quiet. */
  quiet?: string;
}

export function viewFrame(facts: FrameFacts, say: Messages): FrameView {
  const { name, date, selection, titles, unvoted, credits, quiet } = facts;
  const follows = followed(selection, say);
  const hasInterests = !broughtByTrend(selection);
  const { match: inside = [], similar = [] } = Object.groupBy(selection.papers, placedAs);
  const headline = say.headline({
    shown: inside.length,
    matched: selection.matched,
    considered: selection.considered,
    hasInterests,
    byTrend: !selection.byTaste && selection.matched === selection.considered,
    withoutVotes: inside.filter(({ paperId }) => unvoted.has(paperId)).length,
    similar: similar.length,
  });
  return {
    name,
    date,
    subject: composeSubject(titles, `${name}: ${date}`, say),
    preheader: cutText(say.preheader(headline, titles.slice(2, 5)), PREHEADER_MAX),
    headline,
    quiet: quiet === undefined ? '' : say.quiet(quiet),
    subscription: hasInterests
      ? say.subscription(follows.slice(0, FOLLOWS_SHOWN), Math.max(0, follows.length - FOLLOWS_SHOWN))
      : say.noTopics,
    credits,
    say: say.labels,
  };
}

/** Each paper of a reader without interests has such a reason, and no other reader's has. */
function broughtByTrend({ papers }: Selection): boolean {
  return papers.some(({ reasons }) => reasons.some(({ kind }) => kind === 'trending' || kind === 'picked'));
}

/** What the reader follows as far as this mail shows it, most frequent first. */
function followed({ papers }: Selection, say: Messages): string[] {
  const counts = new Map<string, number>();
  for (const { reasons } of papers) {
    for (const reason of reasons) {
      if (reason.kind === 'liked') continue;
      const name = reasonName(reason, say);
      if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
}
