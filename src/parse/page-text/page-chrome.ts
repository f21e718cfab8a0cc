// The fixed words of the Daily Papers page and the site around it: what is there every day and belongs to no paper.

export type ChromeKind = 'masthead' | 'tab' | 'paper-page' | 'furniture';

const WORDS: Record<ChromeKind, readonly string[]> = {
  masthead: [
    ...['daily papers', 'trending papers', 'weekly papers', 'monthly papers'],
    ...['daily papers - hugging face', 'trending papers - hugging face'],
    ...['get trending papers in your email inbox', 'get trending papers in your email inbox!'],
    ...['get trending papers in your email inbox once a day', 'get trending papers in your email inbox once a day!'],
  ],
  tab: ['daily', 'weekly', 'monthly'],
  /** Buttons of a card whose address the page reader dropped. */
  'paper-page': ['arxiv page', 'view arxiv page', 'paper page', 'project page'],
  furniture: [
    ...['new', 'subscribe', 'by', 'ak', '@akhaliq', 'and the research community', 'papers', 'upvoted'],
    ...['view all papers', 'trending papers ranked by github stars activity', 'hugging face', "hugging face's logo"],
    ...['log in', 'sign up', 'login', 'website', 'models', 'datasets', 'spaces', 'buckets', 'buckets new', 'docs'],
    ...['enterprise', 'pricing', 'tasks', 'huggingchat', 'collections', 'languages', 'organizations', 'community'],
    ...['blog', 'posts', 'learn', 'discord', 'forum', 'solutions', 'team & enterprise', 'hugging face pro'],
    ...['enterprise support', 'inference providers', 'inference endpoints', 'storage buckets', 'support'],
    ...['system theme', 'company', 'tos', 'privacy', 'about', 'careers', 'previous', 'next', 'previous next'],
    ...['load more', 'back to top', 'search', 'references', 'visible links:'],
  ],
};
const KINDS: ReadonlyMap<string, ChromeKind> = new Map(
  (Object.keys(WORDS) as ChromeKind[]).flatMap(kind => WORDS[kind].map(words => [words, kind] as const)),
);
const FIRST_WORDS: ReadonlySet<string | undefined> = new Set([...KINDS.keys()].map(words => words.split(' ', 1)[0]));
const COMMUNITY_LINE = /^by\s?@?(?:ak(?:haliq)?)?\s?and the research community$/;

/** What stands between two words of a menu. */
const FIRST_MENU_WORD = /^[ !|·•,]*([^ !|·•,]*)/;
const MAX_MENU_CHARS = 200;
const MAX_CHROME_WORDS = 4;

/** @returns which part of the page's furniture this text is, or undefined */
export function chromeKind(text: string): ChromeKind | undefined {
  const words = text.toLowerCase();
  const kind = KINDS.get(words);
  if (kind) return kind;
  return words.startsWith('by') && COMMUNITY_LINE.test(words) ? 'furniture' : undefined;
}

/** Several of the fixed words on one line, `New! Privacy TOS`, or the line of the copyright. */
export function isMenu(text: string): boolean {
  if (text.length > MAX_MENU_CHARS) return false;
  if (/^(?:©|\(c\) ?\d{4})/i.test(text)) return true;
  // Titles and names hardly ever begin as a menu does.
  const first = FIRST_MENU_WORD.exec(text)?.[1]?.toLowerCase() ?? '';
  if (!FIRST_WORDS.has(first) && !first.startsWith('by')) return false;
  const words = text
    .replace(/[!|·•,]/g, ' ')
    .trim()
    .split(/ +/);
  for (let start = 0; start < words.length; ) {
    const length = chromeLength(words.slice(start, start + MAX_CHROME_WORDS));
    if (length === 0) return false;
    start += length;
  }
  return true;
}

/** How many of the words, from the first, make up fixed words of the page; the longest wins. */
function chromeLength(words: readonly string[]): number {
  for (let length = words.length; length > 0; length--) {
    if (chromeKind(words.slice(0, length).join(' '))) return length;
  }
  return 0;
}
