// Every word of ours that a mail says, in English; another language is another file of this shape.

/** Keeps a number and its noun on one line. */
const NBSP = '\u00A0';
const NUMBER = new Intl.NumberFormat('en');
const DATE = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

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
    untitled: 'Untitled',
  },

  /** Between authors and organization, and between facts. */
  separator: `${NBSP}· `,

  links: { abs: 'Paper', pdf: 'PDF', code: 'Code', project: 'Project', discussion: 'Discussion' },

  /** `Friday, 20 November 2026`. */
  date(date: string): string {
    const parts = Object.fromEntries(DATE.formatToParts(new Date(date)).map(({ type, value }) => [type, value]));
    return `${parts.weekday}, ${parts.day} ${parts.month} ${parts.year}`;
  },

  /** The one honest line under the masthead. */
  headline({ shown, matched, considered, hasInterests, byTrend, withoutVotes, similar }: Headline): string {
    const papers = considered === 1 ? 'new paper' : 'new papers';
    const all = `${NUMBER.format(considered)} ${papers}`;
    const some = withoutVotes < shown ? ` for ${NUMBER.format(withoutVotes)} of them` : '';
    const votes = withoutVotes > 0 ? `; no votes yet${some}` : '';
    if (!hasInterests) {
      if (considered === 1) return `The one new paper${votes}`;
      if (shown === considered) return `All ${all}${votes || (byTrend ? ', most trending first' : '')}`;
      if (withoutVotes === shown) return `${NUMBER.format(shown)} picked from ${all}${votes}`;
      if (!byTrend) return `${NUMBER.format(shown)} of ${all}${votes}`;
      if (withoutVotes > 0) return `The top ${NUMBER.format(shown)} of ${all}${votes}`;
      return `The ${shown === 1 ? '' : `${NUMBER.format(shown)} `}most trending of ${all}`;
    }
    const besides = similar > 0 ? `; ${likeLiked(similar, matched)}` : '';
    if (shown < matched) {
      return `${NUMBER.format(shown)} of the ${NUMBER.format(matched)} that match, out of ${all}${votes}${besides}`;
    }
    if (matched === considered && considered > 0) {
      return `${considered === 1 ? 'The one new paper matches' : `All ${all} match`} your topics${votes}`;
    }
    const match = matched > 1 ? 'match' : 'matches';
    return `${matched === 0 ? 'None' : NUMBER.format(matched)} of ${all} ${match} your topics${votes}${besides}`;
  },

  /** The short names of the first papers, and how many more there are. */
  subject([first = '', second]: readonly string[], more: number): string {
    if (second === undefined) return first;
    return more > 0 ? `${first}, ${second}, and ${more} more` : `${first} and ${second}`;
  },

  preheader: (headline: string, titles: readonly string[]): string =>
    titles.length > 0 ? `${headline}. Also: ${titles.join('; ')}` : `${headline}.`,

  authorCount: (count: number): string => (count === 1 ? '1 author' : `${NUMBER.format(count)} authors`),
  moreAuthors: (count: number): string => `…${NBSP}+${NUMBER.format(count)}`,

  upvotes(count: number, rise = 0): string {
    const votes = `${NUMBER.format(count)}${NBSP}${count === 1 ? 'upvote' : 'upvotes'}`;
    return rise > 0 ? `${votes} (+${NUMBER.format(rise)}${NBSP}in${NBSP}a${NBSP}day)` : votes;
  },
  noVotes: `no${NBSP}votes${NBSP}yet`,
  comments: (count: number): string => `${NUMBER.format(count)}${NBSP}${count === 1 ? 'comment' : 'comments'}`,
  code: (stars?: number): string =>
    stars === undefined ? 'code' : `code, ${NUMBER.format(stars)}${NBSP}${stars === 1 ? 'star' : 'stars'}`,
  sources: (count: number): string => `in ${NUMBER.format(count)}${NBSP}sources`,
  place: (place: number): string => `place${NBSP}${NUMBER.format(place)} in its digest`,
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

  quiet: (holiday: string): string => `A quiet day: arXiv announced nothing new (${holiday}).`,
};

interface Headline {
  /** Of the matching papers. */
  shown: number;
  matched: number;
  considered: number;
  hasInterests: boolean;
  /** Without interests: those shown are the first of all by trend, in its order. */
  byTrend: boolean;
  /** For so many of those shown nobody has voted: they are not called trending. */
  withoutVotes: number;
  /** So many come along only because they resemble what the reader liked. */
  similar: number;
}

function likeLiked(similar: number, matched: number): string {
  return `${NUMBER.format(similar)}${matched > 0 ? ' more' : ''} ${similar === 1 ? 'is' : 'are'} similar to what you liked`;
}

export type Messages = typeof ENGLISH;
