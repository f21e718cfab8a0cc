// Every word of ours that a mail says, in English; another language is another file of this shape.
import type { Miss, NextMail, Occasion } from '../domain/issue.ts';
import type { LetterText } from '../domain/letter.ts';
import type { PaperNews } from '../domain/paper-news.ts';

/** Keeps a number and its noun on one line. */
const NBSP = '\u00A0';
const GROUPED = new Intl.NumberFormat('en');
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

export const ENGLISH = {
  /** What templates say themselves, as `{{say.manage}}`. */
  labels: {
    language: 'en',
    direction: 'ltr',
    inBrief: 'In brief',
    machineSummary: 'Machine-made summary',
    more: 'More like this',
    less: 'Less like this',
    manage: 'Your topics',
    unsubscribe: 'Unsubscribe',
    view: 'View in browser',
    pause: 'Pause',
    followUps: 'News of papers you were sent',
    justMissed: 'Just missed',
    untitled: 'Untitled',
  },

  letter: (letter: LetterText, name: string): LetterWords => ({
    ...letterWords(letter, name),
    closing: `${name} brings the day’s trending research papers. This mail was asked for on its page and belongs to no list.`,
  }),

  /** Between authors and organization, and between facts. */
  separator: `${NBSP}· `,

  links: { abs: 'Paper', pdf: 'PDF', code: 'Code', project: 'Project', discussion: 'Discussion', doi: 'DOI' },

  /** `Friday, 20 November 2026`. */
  date(date: string): string {
    const { weekday, day, month, year } = dateParts(date);
    return `${weekday}, ${day} ${month} ${year}`;
  },

  /** `24 Nov`, to tell two equal subjects apart. */
  shortDate: (date: string): string => {
    const { day, month } = dateParts(date);
    return `${day} ${month.slice(0, 3)}`;
  },

  /** A day not after another, as people say it: `yesterday`, `Monday`, `14 November`. */
  day(date: string, today: string): string {
    const days = Math.round((Date.parse(today) - Date.parse(date)) / 86_400_000);
    const { weekday, day, month } = dateParts(date);
    if (days <= 1) return days === 1 ? 'yesterday' : 'today';
    return days < 7 ? weekday : `${day}${NBSP}${month}`;
  },

  /** The one honest line under the masthead. */
  headline(facts: Headline): string {
    const { shown, matched, considered, since, hasInterests, byTrend, withoutVotes, similar } = facts;
    const paper = considered === 1 ? 'paper' : 'papers';
    const papers = since ? `${paper} new since ${since}` : `new ${paper}`;
    const all = `${number(considered)} ${papers}`;
    const some = withoutVotes < shown ? ` for ${number(withoutVotes)} of them` : '';
    const votes = withoutVotes > 0 ? `; no votes yet${some}` : '';
    if (!hasInterests) {
      if (considered === 1) return `The one ${papers}${votes}`;
      if (shown === considered) return `All ${all}${votes || (byTrend ? ', most trending first' : '')}`;
      if (withoutVotes === shown) return `${number(shown)} picked from ${all}${votes}`;
      if (!byTrend) return `${number(shown)} of ${all}${votes}`;
      if (withoutVotes > 0) return `The top ${number(shown)} of ${all}${votes}`;
      return `The ${shown === 1 ? '' : `${number(shown)} `}most trending of ${all}`;
    }
    const besides = similar > 0 ? `; ${likeLiked(similar, matched)}` : '';
    if (shown < matched && matched === considered) {
      return `${number(shown)} of ${all}, all of which match${votes}${besides}`;
    }
    if (shown < matched) {
      return `${number(shown)} of the ${number(matched)} that match, out of ${all}${votes}${besides}`;
    }
    if (matched === considered && considered > 0) {
      return `${considered === 1 ? `The one ${papers} matches` : `All ${all} match`} your topics${votes}`;
    }
    const match = matched > 1 ? 'match' : 'matches';
    return `${matched === 0 ? 'None' : number(matched)} of ${all} ${match} your topics${votes}${besides}`;
  },

  /** The short names of the first papers, and how many more there are. */
  subject([first = '', second]: readonly string[], more: number): string {
    if (second === undefined) return more > 0 ? `${first} and ${more} more` : first;
    return more > 0 ? `${first}, ${second}, and ${more} more` : `${first} and ${second}`;
  },

  /** A subject that would else be the one of the day before. */
  dated: (subject: string, date: string): string => `${subject}, ${date}`,

  preheader: (headline: string, titles: readonly string[]): string =>
    titles.length > 0 ? `${headline}. Also: ${titles.join('; ')}` : `${headline}.`,

  authorCount: (count: number): string => (count === 1 ? '1 author' : `${number(count)} authors`),
  moreAuthors: (names: string, count: number): string => `${names},${NBSP}…${NBSP}+${number(count)}`,

  upvotes(count: number, rise = 0): string {
    const votes = `${number(count)}${NBSP}${count === 1 ? 'upvote' : 'upvotes'}`;
    return rise > 0 ? `${votes} (+${number(rise)}${NBSP}in${NBSP}a${NBSP}day)` : votes;
  },
  noVotes: `no${NBSP}votes${NBSP}yet`,
  comments: (count: number): string => `${number(count)}${NBSP}${count === 1 ? 'comment' : 'comments'}`,
  code: (stars?: number): string =>
    stars === undefined ? 'code' : `code, ${number(stars)}${NBSP}${stars === 1 ? 'star' : 'stars'}`,
  sources: (count: number): string => `in ${number(count)}${NBSP}sources`,
  place: (place: number): string => `place${NBSP}${number(place)} in its digest`,
  version: (version: number): string => `version${NBSP}${version}`,

  why: {
    follow: 'Because you follow',
    related: 'Related to',
    trending: 'Trending today',
    picked: 'Picked for what it is about',
    outside: 'From outside your topics',
    similar: 'Similar to',
    liked: (title: string): string => `${title}, which you liked`,
    alsoSimilar: (title: string): string => `· similar to ${title}, which you liked`,
    keyword: (keyword: string): string => `the words “${keyword}”`,
    phrase: (phrase: string): string => `“${phrase}”`,
    more: (count: number): string => `and ${count} more`,
  },

  /** Why the reader gets the mail; never an address or a name. Nothing is named where nothing in the mail matches. */
  subscription(follows: readonly string[], more: number): string {
    if (follows.length === 0) return 'You get this because you subscribed and chose your topics.';
    const rest = more > 0 ? [...follows, `${more} more`] : follows;
    const list = rest.length > 1 ? `${rest.slice(0, -1).join(', ')} and ${rest.at(-1)}` : rest[0];
    return `You get this because you subscribed and follow ${list}.`;
  },
  noTopics: 'You get this because you subscribed. You have chosen no topics yet, so it brings the top of the day.',

  /** Where the mail has fewer papers than match. */
  seeAll: (matched: number): string => `See all ${number(matched)}`,

  /** What became of a paper that the reader was sent on `day`, a day as `day` says it. */
  followUp: (news: PaperNews, day: string): string => `You were sent it ${onDay(day)}: ${newsText(news)}.`,

  /** The one thing that kept a paper out of the mail. */
  miss(miss: Miss): string {
    switch (miss.kind) {
      case 'muted':
        return `Has the muted word “${miss.word}”.`;
      case 'part':
        return `Of your “${miss.keyword}” only “${miss.missing}” is missing.`;
      case 'topic':
        return `Is about ${miss.name}, which is near what you follow.`;
    }
  },

  quiet: (holiday: string): string => `A quiet day: arXiv announced nothing new (${holiday}).`,

  /** What makes this mail another one than the usual. */
  occasion(occasion: Occasion, next?: NextMail): string {
    switch (occasion) {
      case 'welcome':
        return next
          ? `Welcome. To begin with, the best of the last week. Your next mail comes on ${weekdayAndDay(next.date)} at ${next.time}, with about ${number(next.papers)}${NBSP}${next.papers === 1 ? 'paper' : 'papers'}, if there is something new for you.`
          : 'Welcome. To begin with, the best of the last week.';
      case 'catch-up':
        return 'Welcome back. The best of what came while you were away.';
      case 'weekly':
        return 'The best of the week, by the votes so far.';
      case 'quiet':
        return 'Nothing has matched for some days. There is no more mail until something does; another topic or a wider word brings more.';
    }
  },

  /** Where an earlier mail may or may not have reached the reader. */
  maybeSeen: 'You may have seen this',
};

/** Below a thousand nothing is grouped, and Intl takes a microsecond that every mail would pay several times. */
function number(value: number): string {
  return value < 1000 ? String(value) : GROUPED.format(value);
}

/** Not by Intl: every mail says some, and that takes microseconds. */
function dateParts(date: string) {
  const at = new Date(date);
  return {
    weekday: WEEKDAYS[at.getUTCDay()]!,
    day: at.getUTCDate(),
    month: MONTHS[at.getUTCMonth()]!,
    year: at.getUTCFullYear(),
  };
}

function weekdayAndDay(date: string): string {
  const { weekday, day, month } = dateParts(date);
  return `${weekday}, ${day}${NBSP}${month}`;
}

interface Headline {
  /** Of the matching papers. */
  shown: number;
  matched: number;
  considered: number;
  /** Since when the papers are new, as `day` says it. */
  since?: string;
  hasInterests: boolean;
  /** Without interests: those shown are the first of all by trend, in its order. */
  byTrend: boolean;
  /** For so many of those shown nobody has voted: they are not called trending. */
  withoutVotes: number;
  /** So many come along only because they resemble what the reader liked. */
  similar: number;
}

function likeLiked(similar: number, matched: number): string {
  return `${number(similar)}${matched > 0 ? ' more' : ''} ${similar === 1 ? 'is' : 'are'} similar to what you liked`;
}

/** `on Tuesday`, but `yesterday`. */
function onDay(day: string): string {
  return /^\p{Lu}|^\p{Nd}/u.test(day) ? `on ${day}` : day;
}

function newsText(news: PaperNews): string {
  switch (news.kind) {
    case 'code':
      return 'its code is out now';
    case 'version':
      return `the authors have put up version${NBSP}${news.version}`;
    case 'published':
      return 'it has been published';
    case 'upvotes':
      return `it has passed ${number(news.mark)}${NBSP}upvotes`;
  }
}

export type Messages = typeof ENGLISH;

interface LetterWords {
  subject: string;
  preheader: string;
  heading: string;
  lines: readonly string[];
  button: string;
  small: readonly string[];
  closing: string;
}

function letterWords(letter: LetterText, name: string): Omit<LetterWords, 'closing'> {
  const counts = 'The link counts for 48 hours.';
  switch (letter.kind) {
    case 'confirm':
      return {
        subject: `Confirm your subscription to ${name}`,
        preheader: 'One click, and the first issue is on its way.',
        heading: 'Confirm your subscription',
        lines: [
          `Somebody, most likely you, asked ${name} to send trending research papers to this address. Confirm it, and the first issue is on its way.`,
        ],
        button: 'Confirm the subscription',
        small: [`${counts} If it was not you, do nothing: no mail will come.`],
      };
    case 'already':
      return {
        subject: `You are subscribed to ${name}`,
        preheader: 'Nothing was changed. Your topics and settings are behind the link.',
        heading: 'You are subscribed already',
        lines: [
          `Somebody, most likely you, asked ${name} to subscribe this address, which it already is. Nothing was changed. Topics, days and everything else can be set here:`,
        ],
        button: 'Open your settings',
        small: ['Keep this mail to yourself: whoever has the link can change your settings.'],
      };
    case 'link':
      return {
        subject: `The link to your ${name} settings`,
        preheader: 'As you asked on the page.',
        heading: 'Your settings',
        lines: ['This is the link to your topics and settings that was asked for on our page.'],
        button: 'Open your settings',
        small: [
          'Keep this mail to yourself: whoever has the link can change your settings. If it was not you who asked, nothing has happened.',
        ],
      };
    case 'move-from':
      return {
        subject: `Your ${name} subscription is to move`,
        preheader: 'Both addresses have to confirm it.',
        heading: 'Move your subscription?',
        lines: [
          `Your subscription to ${name} is to move from this address to ${letter.other}. It does once both addresses have confirmed it.`,
        ],
        button: 'Confirm the move',
        small: [`${counts} If it was not you, do nothing, and everything stays as it is.`],
      };
    case 'move-to':
      return {
        subject: `Confirm your new address for ${name}`,
        preheader: 'Both addresses have to confirm it.',
        heading: 'Confirm your new address',
        lines: [
          `A subscription to ${name} is to move to this address from ${letter.other}. It does once both addresses have confirmed it.`,
        ],
        button: 'Confirm the move',
        small: [`${counts} If it was not you, do nothing, and no mail will come.`],
      };
  }
}
