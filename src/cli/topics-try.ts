// `paperboy topics try`: what some interests would have brought in the last days.
import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { AppError } from '../domain/errors.ts';
import { missText } from './miss-text.ts';
import * as count from './plural.ts';
import { reasonText } from './reason-text.ts';

type TriedOut = Awaited<ReturnType<typeof import('../assembly/try-topics.ts')['tryTopics']>>;

const MAX_DAYS = 90;

type Options = Partial<
  Record<'topics' | 'keywords' | 'muted' | 'authors' | 'labs' | 'categories' | 'papers', string>
> & {
  outside?: true;
  days: string;
  json?: true;
};

export function topicsTryCommand(): Command {
  return new Command('try')
    .description('what some interests would have brought in the last days, before anyone saves them')
    .option('--topics <ids>', 'topic ids, separated by commas')
    .option(
      '--keywords <words>',
      'own words and phrases, separated by semicolons: \'world model; robot* + "grasping"\'',
    )
    .option('--muted <words>', 'words whose papers are left out, separated by semicolons')
    .option('--authors <names>', 'separated by semicolons')
    .option('--labs <names>', 'separated by semicolons')
    .option('--categories <categories>', 'arXiv categories, separated by commas')
    .option('--outside', 'the last place of each mail for a paper outside of all this')
    .option('--papers <number>', 'papers per mail')
    .option('--days <number>', `days to look back, at most ${MAX_DAYS}`, '30')
    .option('--json', 'print the result as JSON')
    .action(tryOut);
}

async function tryOut({ days, json, papers, outside, ...lists }: Options): Promise<void> {
  const { openScratchHouse } = await import('../assembly/house.ts');
  const { tryTopics } = await import('../assembly/try-topics.ts');
  const chosen = Object.entries(lists).map(([field, text]) => [field, listOf(field, text)]);
  const lookBack = readDays(days);
  // What was never set up stays so.
  const house = await openScratchHouse(loadConfig());
  try {
    const tried = await tryTopics(house, { papers, outside, ...Object.fromEntries(chosen) }, lookBack);
    if (json) console.log(JSON.stringify(asJson(tried)));
    else for (const line of inWords(tried, lookBack)) console.log(line);
  } finally {
    await house.close();
  }
}

function listOf(field: string, text: string): string[] {
  const separator = field === 'topics' || field === 'categories' ? /[,;]/ : ';';
  const words = text.split(separator).map(word => word.trim());
  return words.filter(word => word !== '');
}

function readDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= MAX_DAYS) return days;
  throw new AppError('usage', `--days is "${text}": expected a whole number from 1 to ${MAX_DAYS}`);
}

function asJson({ papers, examples, missed, ...tried }: TriedOut) {
  const titleOf = titles(papers);
  return {
    ...tried,
    examples: examples.map(({ paperId, reasons }) => ({ title: titleOf(paperId), reasons })),
    missed: missed.map(({ paperId, miss }) => ({ title: titleOf(paperId), miss })),
  };
}

function inWords(tried: TriedOut, days: number): string[] {
  const { considered, matched, due, mails, examples, muted, keywords, categoriesKnown, missed, papers } = tried;
  if (considered === 0) return [`No paper came in during the ${count.lastDays(days)}.`];
  const titleOf = titles(papers);
  const [noisiest] = keywords.filter(({ alone }) => alone > 0);
  return [
    `${matched} of the ${count.papers(considered)} of the ${count.lastDays(days)} match`,
    `${mails.length} of ${count.mails(due)} on weekdays, the next one included, would have come${mails.length > 0 ? `, with ${range(mails)}` : ''}`,
    ...section(
      'Examples, as they trend now',
      examples.flatMap(({ paperId, reasons }) => [
        titleOf(paperId),
        ...reasons.map(reason => `  ${reasonText(reason)}`),
      ]),
    ),
    ...section(
      'Muted',
      muted.map(({ word, removed: [first, ...more] }) =>
        first === undefined
          ? `“${word}” removed nothing`
          : `“${word}” removed ${count.papers(more.length + 1)}, such as “${titleOf(first)}”`,
      ),
    ),
    ...section(
      'Keywords',
      keywords.map(
        ({ keyword, papers, alone }) =>
          `“${keyword}” brings ${count.papers(papers)}, ${alone} that nothing else brings${keyword === noisiest?.keyword ? ': the most noise' : ''}`,
      ),
    ),
    ...section(
      'arXiv categories',
      categoriesKnown === undefined ? [] : [`known for ${categoriesKnown} of the ${count.papers(considered)}`],
    ),
    ...section(
      'Just missed',
      missed.flatMap(({ paperId, miss }) => [titleOf(paperId), `  ${missText(miss)}`]),
    ),
  ];
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', heading, ...lines.map(line => `  ${line}`)] : [];
}

/** @param counts of papers, at least one */
function range(counts: readonly number[]): string {
  const sorted = counts.toSorted((a, b) => a - b);
  const [least, most] = [sorted[0]!, sorted.at(-1)!];
  const middle = (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
  return least === most ? `${count.papers(least)} each` : `${middle} papers in the middle one (${least} to ${most})`;
}

function titles(papers: TriedOut['papers']): (paperId: number) => string {
  return paperId => papers.get(paperId)!.title;
}
