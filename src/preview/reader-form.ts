// A made-up reader: read from the query of a URL, and the form that writes that query.
import { html } from 'hono/html';
import { chosenTopics } from '../domain/chosen-topics.ts';
import { AppError } from '../domain/errors.ts';
import { readKeyword } from '../domain/keyword.ts';
import { type Interests, NO_INTERESTS } from '../domain/subscriber.ts';
import type { Catalogue } from '../domain/topic.ts';
import type { Markup } from './private-page.ts';

type Topics = Pick<Catalogue, 'groups' | 'topics'>;

export interface MadeUpReader {
  interests: Interests;
  papersPerMail: number;
}

const FIELDS = ['topics', 'keywords', 'muted', 'authors', 'labs', 'categories'] as const;
const DEFAULT_PAPERS = 10;
const MAX_PAPERS = 50;

/**
 * Reads `topics=rl,agents&keywords=…&muted=…&authors=…&labs=…&categories=…&outside=yes&papers=10`; a field may also be repeated.
 * @returns undefined where the query asks for no reader at all
 * @throws AppError usage for a topic that the catalogue does not have, a keyword that cannot be read, or a number out of range
 */
export function readReader(query: URLSearchParams, { topics }: Topics): MadeUpReader | undefined {
  if (![...FIELDS, 'outside', 'papers'].some(field => query.has(field))) return undefined;
  const interests: Interests = { ...NO_INTERESTS, outside: query.get('outside') === 'yes' };
  for (const field of FIELDS) interests[field] = words(query.getAll(field));
  const chosen = chosenTopics(interests.topics, topics);
  const [unknown] = chosen.gone;
  if (unknown !== undefined) {
    throw new AppError(
      'usage',
      `topics: “${unknown}” is not in the catalogue: expected ids such as “${topics[0]?.id}”`,
    );
  }
  interests.topics = chosen.topics.map(({ id }) => id);
  for (const keyword of [...interests.keywords, ...interests.muted]) {
    const read = readKeyword(keyword);
    if ('fault' in read) throw new AppError('usage', `“${keyword}” cannot be read: ${read.fault}`);
  }
  return { interests, papersPerMail: readCount(query.get('papers')) };
}

function words(values: readonly string[]): string[] {
  return [...new Set(values.flatMap(value => value.split(',')).map(word => word.trim()))].filter(word => word !== '');
}

function readCount(text: string | null): number {
  if (!text) return DEFAULT_PAPERS;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= MAX_PAPERS) return count;
  throw new AppError('usage', `papers: “${text}” is no number of papers: expected 1 to ${MAX_PAPERS}`);
}

export function readerForm({ groups, topics }: Topics, reader?: MadeUpReader): Markup {
  const { interests, papersPerMail } = reader ?? { interests: undefined, papersPerMail: DEFAULT_PAPERS };
  const text = (field: Exclude<(typeof FIELDS)[number], 'topics'>, label: string) =>
    html`<label>${label}<input name="${field}" value="${interests?.[field].join(', ') ?? ''}"></label>`;
  return html`<form action="/preview">
${Object.entries(groups).map(
  ([group, name]) =>
    html`<fieldset><legend>${name}</legend><div class="choices">${topics
      .filter(topic => topic.group === group)
      .map(({ id, name }) => {
        const checked = interests?.topics.includes(id) ? html` checked` : undefined;
        return html`<label><input type="checkbox" name="topics" value="${id}"${checked}>${name}</label>`;
      })}</div></fieldset>`,
)}
<div class="fields">
${text('keywords', 'Keywords, with commas between')}
${text('muted', 'Never papers with')}
${text('authors', 'Authors')}
${text('labs', 'Labs')}
${text('categories', 'arXiv categories')}
<label>Papers per mail<input name="papers" type="number" min="1" max="${MAX_PAPERS}" value="${papersPerMail}"></label>
<label><input type="checkbox" name="outside" value="yes"${interests?.outside ? html` checked` : undefined}>One paper outside of all this</label>
</div>
<button>Show the mail</button>
</form>`;
}
