// What stands around the cards of one mail; all of it follows from selection and batch, nothing from the person.
import { type Credit, creditsFor } from '../domain/credit.ts';
import { cutText } from '../domain/cut-text.ts';
import { type FollowUp, type Miss, placedAs, type RankedPaper, type Reason, type Selection } from '../domain/issue.ts';
import { doiUrl, publishedDoi } from '../domain/paper-links.ts';
import type { PaperNews } from '../domain/paper-news.ts';
import { ownWords, reasonName } from './explain-reason.ts';
import type { Messages } from './messages-en.ts';
import { type CardLink, displayTitle, linksOf } from './paper-view.ts';
import { composeSubject, keptShortNames, shortName } from './subject.ts';
import type { Logo } from './theme.ts';

const PREHEADER_MAX = 140;
const FOLLOWS_SHOWN = 3;
const NOTE_NAME_MAX = 40;

/** A paper that is told about without a card. */
export interface PaperNote {
  title: string;
  /** Where the title leads; may be empty. */
  href: string;
  /** One sentence. */
  text: string;
  /** At most one more link, to what is new. */
  links: Pick<CardLink, 'href' | 'label'>[];
}

/** The variables of everything but the cards. Text that is not there is empty. */
export interface FrameView {
  [field: string]: unknown;
  name: string;
  logo: Logo | '';
  date: string;
  subject: string;
  preheader: string;
  headline: string;
  seeAll: string;
  quiet: string;
  occasion: string;
  followUps: readonly PaperNote[];
  justMissed: readonly PaperNote[];
  subscription: string;
  credits: readonly Credit[];
  postalAddress: string;
  say: Messages['labels'];
}

type Notes = Pick<FrameView, 'followUps' | 'justMissed'>;

/** What all mails of an issue have in common. */
export interface IssueFacts {
  /** Clean name for the masthead. */
  name: string;
  logo?: Logo;
  /** May be empty. */
  postalAddress: string;
  /** Local date of the issue. */
  date: string;
  /** Name of the holiday that made the day quiet. */
  quiet?: string;
  /** A paper of the batch. @throws AppError paper_unknown */
  paperOf(id: number): IssuePaper;
}

export interface IssuePaper {
  paper: RankedPaper;
  /** Clean. */
  title: string;
  /** Nobody has voted for it. */
  isUnvoted: boolean;
}

/** Says once what every reader of the issue is told, then to each what follows from the selection. */
export function frameViewer(issue: IssueFacts, say: Messages): (selection: Selection) => FrameView {
  const { name, logo = '', postalAddress, date, quiet, paperOf } = issue;
  const fullDate = say.date(date);
  const quietDay = quiet === undefined ? '' : say.quiet(quiet);
  const nameOf = keptShortNames();
  return selection => {
    const { considered, matched, since, occasion, next, followUps = [], justMissed = [] } = selection;
    const chosen = selection.papers.map(({ paperId }) => paperOf(paperId));
    const noted = [...followUps, ...justMissed].map(({ paperId }) => paperOf(paperId));
    const titles = chosen.map(({ title }) => title);
    const hasInterests = !broughtByTrend(selection);
    const places = selection.papers.map(placedAs);
    const shown = places.filter(place => place === 'match').length;
    const headline = say.headline({
      shown,
      matched,
      considered,
      since: since && say.day(since, date),
      hasInterests,
      byTrend: !selection.byTaste && matched === considered,
      withoutVotes: chosen.filter(({ isUnvoted }, at) => isUnvoted && places[at] === 'match').length,
      similar: places.filter(place => place === 'similar').length,
    });
    const notes: Notes = {
      followUps: followUps.map(followUp => viewFollowUp(followUp, paperOf(followUp.paperId).paper, date, say)),
      justMissed: justMissed.map(({ paperId, miss }) => viewMiss(miss, paperOf(paperId).paper, say)),
    };
    const subjectWithoutPapers =
      titles.length > 0 ? '' : (noteSubject(notes, date, say) ?? `${cutText(name, NOTE_NAME_MAX)}: ${fullDate}`);
    const subjectDate = selection.isSubjectDated && say.shortDate(date);
    return {
      name,
      logo,
      date: fullDate,
      subject: composeSubject(titles, subjectWithoutPapers, say, subjectDate, nameOf),
      preheader: cutText(say.preheader(headline, titles.slice(2, 5)), PREHEADER_MAX),
      headline,
      seeAll: shown < matched ? say.seeAll(matched) : '',
      quiet: quietDay,
      occasion: occasion ? say.occasion(occasion, next) : '',
      ...notes,
      subscription: hasInterests ? subscriptionOf(selection, say) : say.noTopics,
      credits: creditsFor([...chosen, ...noted].map(({ paper }) => paper)),
      postalAddress,
      say: say.labels,
    };
  };
}

/** Of a mail without papers. */
function noteSubject({ followUps: [news], justMissed: [missed] }: Notes, date: string, say: Messages) {
  const note = missed ?? news;
  if (!note) return undefined;
  const label = missed ? say.labels.justMissed : say.labels.followUps;
  return say.dated(`${label}: ${shortName(note.title, NOTE_NAME_MAX)}`, say.shortDate(date));
}

function viewFollowUp({ sentOn, news }: FollowUp, paper: RankedPaper, date: string, say: Messages): PaperNote {
  const links = linksOf(paper, say);
  return {
    title: displayTitle(paper, say),
    href: links[0]?.href ?? '',
    text: say.followUp(news, say.day(sentOn, date)),
    links:
      news.kind === 'published'
        ? publishedLinks(paper, say)
        : links.filter(({ kind }) => kind === NEWS_LINK[news.kind]),
  };
}

function publishedLinks(paper: RankedPaper, say: Messages): PaperNote['links'] {
  const doi = publishedDoi(paper);
  return doi === undefined ? [] : [{ href: doiUrl(doi), label: say.links.doi }];
}

function viewMiss(miss: Miss, paper: RankedPaper, say: Messages): PaperNote {
  return {
    title: displayTitle(paper, say),
    href: linksOf(paper, say)[0]?.href ?? '',
    text: say.miss(cleanMiss(miss)),
    links: [],
  };
}

/** Its words, fit to be quoted. */
function cleanMiss(miss: Miss): Miss {
  switch (miss.kind) {
    case 'muted':
      return { ...miss, word: ownWords(miss.word) };
    case 'part':
      return { ...miss, keyword: ownWords(miss.keyword), missing: ownWords(miss.missing) };
    case 'topic':
      return { ...miss, name: ownWords(miss.name) };
  }
}

/** Where there is more to see of a piece of news than the paper itself. */
const NEWS_LINK: Record<Exclude<PaperNews['kind'], 'published'>, CardLink['kind'] | undefined> = {
  code: 'code',
  version: undefined,
  upvotes: 'discussion',
};

/** Each paper of a reader without interests has such a reason, and no other reader's has. */
function broughtByTrend({ papers }: Selection): boolean {
  return papers.some(({ reasons }) => reasons.some(({ kind }) => kind === 'trending' || kind === 'picked'));
}

/** Names what the reader follows as far as this mail shows it, the most frequent first. */
function subscriptionOf({ papers }: Selection, say: Messages): string {
  const follows = new Map<string, { reason: Reason; count: number }>();
  for (const { reasons } of papers) {
    for (const reason of reasons) {
      const interest = interestOf(reason);
      if (interest === undefined) continue;
      const known = follows.get(interest);
      if (known) known.count += 1;
      else follows.set(interest, { reason, count: 1 });
    }
  }
  const named = [...follows.values()].sort((a, b) => b.count - a.count).slice(0, FOLLOWS_SHOWN);
  return say.subscription(
    named.map(({ reason }) => reasonName(reason, say)),
    follows.size - named.length,
  );
}

/** As the reader chose it; undefined where a paper came without an interest. */
function interestOf(reason: Reason): string | undefined {
  switch (reason.kind) {
    case 'topic':
      return reason.name;
    case 'keyword':
      return reason.keyword;
    case 'author':
      return reason.author;
    case 'lab':
      return reason.lab;
    case 'category':
      return reason.category;
    default:
      return undefined;
  }
}
