// The options with which `subscribers add` and `set` say what somebody wants.
import type { Command } from 'commander';

export interface WishOptions {
  name?: string;
  topics?: string;
  keywords?: string;
  muted?: string;
  authors?: string;
  labs?: string;
  categories?: string;
  outside?: boolean;
  papers?: string;
  timeZone?: string;
  at?: string;
  days?: string;
  layout?: string;
}

export function withWishOptions(command: Command): Command {
  return command
    .option('--name <name>')
    .option('--topics <ids>', 'topic ids, separated by commas')
    .option('--keywords <words>', 'own words and phrases, separated by commas')
    .option('--muted <words>', 'words whose papers are left out, separated by commas')
    .option('--authors <names>', 'separated by commas')
    .option('--labs <names>', 'organizations, separated by commas')
    .option('--categories <categories>', 'arXiv categories, separated by commas')
    .option('--outside', 'the last place of each mail for a paper outside of all this')
    .option('--papers <number>', 'papers per mail')
    .option('--time-zone <zone>', 'IANA time zone')
    .option('--at <time>', 'local time of day, such as 07:00')
    .option('--days <days>', 'daily, weekdays, weekly or weekly:fri')
    .option('--layout <layout>', 'full, compact or text');
}

/** As an entry of a people file. */
export function entryFrom(address: string, options: WishOptions): Record<string, unknown> {
  const { name, outside, papers, timeZone, at, days, layout } = options;
  return {
    email: address,
    name,
    topics: listOf(options.topics),
    keywords: listOf(options.keywords),
    muted: listOf(options.muted),
    authors: listOf(options.authors),
    labs: listOf(options.labs),
    categories: listOf(options.categories),
    outside,
    papers,
    time_zone: timeZone,
    at,
    days,
    layout,
  };
}

function listOf(text: string | undefined): string[] | undefined {
  return text
    ?.split(',')
    .map(word => word.trim())
    .filter(Boolean);
}
