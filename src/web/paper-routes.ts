// Reading beyond the latest issue: a paper, a search, a week, a month, a topic.
import { type Context, Hono } from 'hono';
import { toBibtex } from '../domain/bibtex.ts';
import { AppError } from '../domain/errors.ts';
import { readPeriod, weekOf } from '../domain/period.ts';
import { readSearch } from '../domain/search-query.ts';
import { readListQuery } from './paper-list.ts';
import { abstractOf, paperPage } from './paper-page.ts';
import { periodPage, topicPage, topicsPage } from './period-page.ts';
import type { PublicSitePorts, ReadPaper } from './ports.ts';
import { FOUND_MAX, searchPage } from './search-page.ts';

const DAYS_OF_A_TOPIC = 30;
const DAY_MS = 86_400_000;

export function paperRoutes(ports: PublicSitePorts): Hono {
  const { reading, basePath } = ports;
  const queryOf = (c: Context) => new URL(c.req.url).searchParams;

  async function paperIn(c: Context): Promise<ReadPaper> {
    const id = Number(c.req.param('id'));
    const read = Number.isSafeInteger(id) ? await reading.paper(id) : undefined;
    if (!read) throw new AppError('paper_unknown', 'There is no such paper here.');
    return read;
  }

  return new Hono()
    .get('/papers/:id{[1-9]\\d{0,14}}', async c => {
      const read = await paperIn(c);
      // Merged papers live on under one address.
      if (String(read.paper.id) !== c.req.param('id')) return c.redirect(`${basePath}/papers/${read.paper.id}`, 301);
      return c.html(paperPage(ports, read));
    })
    .get('/papers/:id{[1-9]\\d{0,14}}/abstract', async c => c.html(abstractOf((await paperIn(c)).paper) ?? ''))
    .get('/papers/:file{[1-9]\\d{0,14}\\.bib}', async c => {
      const read = await reading.paper(Number(c.req.param('file').replace('.bib', '')));
      if (!read) throw new AppError('paper_unknown', 'There is no such paper here.');
      return c.body(`${toBibtex(read.paper)}\n`, 200, {
        'content-type': 'application/x-bibtex; charset=utf-8',
        'content-disposition': `attachment; filename="paper-${read.paper.id}.bib"`,
      });
    })
    .get('/search', async c => {
      const text = (queryOf(c).get('q') ?? '').trim().slice(0, 400);
      const named = text === '' ? undefined : await reading.paperNamed(text);
      if (named !== undefined) return c.redirect(`${basePath}/papers/${named}`, 302);
      const terms = readSearch(text);
      return c.html(searchPage(ports, { text, terms, found: await reading.search(terms, FOUND_MAX) }));
    })
    .get('/weeks', async c => c.redirect(`${basePath}/weeks/${weekOf(await latestDate())}`, 302))
    .get('/months', async c => c.redirect(`${basePath}/months/${(await latestDate()).slice(0, 7)}`, 302))
    .get('/:kind{weeks|months}/:period', async c => {
      const name = c.req.param('period');
      const period = readPeriod(name);
      if (!period || c.req.param('kind') !== `${period.kind}s`) {
        const expected = c.req.param('kind') === 'weeks' ? 'a week such as 2025-W38' : 'a month such as 2025-09';
        throw new AppError('issue_unknown', `“${name.slice(0, 40)}” is not ${expected}.`);
      }
      const papers = await reading.between(period.from, period.until);
      return c.html(periodPage(ports, { period, papers, query: readListQuery(queryOf(c)) }));
    })
    .get('/topics', c => c.html(topicsPage(ports)))
    .get('/topics/:topic', async c => {
      const id = c.req.param('topic');
      if (!ports.catalogue.topics.some(topic => topic.id === id))
        throw new AppError('issue_unknown', `“${id.slice(0, 40)}” is no topic here.`);
      const until = await latestDate();
      const from = new Date(Date.parse(until) - DAYS_OF_A_TOPIC * DAY_MS).toISOString().slice(0, 10);
      const papers = (await reading.between(from, until)).filter(paper => reading.topicsOf(paper).includes(id));
      return c.html(topicPage(ports, { id, papers, query: readListQuery(queryOf(c)) }));
    });

  async function latestDate(): Promise<string> {
    return (await ports.issueDates(1))[0] ?? ports.now().toISOString().slice(0, 10);
  }
}
