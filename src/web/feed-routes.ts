// Feeds, Atom (RFC 4287) and JSON Feed 1: all papers, those of a topic, and those of one subscriber behind a private link.
import { Feed } from 'feed';
import { type Context, Hono } from 'hono';
import { AppError } from '../domain/errors.ts';
import { excerpt } from '../domain/excerpt.ts';
import type { RankedPaper } from '../domain/issue.ts';
import type { FedPaper, PublicSitePorts } from './ports.ts';
import { subscriberBehind } from './signed-link.ts';

const ENTRIES_MAX = 50;
const AUTHORS_MAX = 20;
const DAYS = 14;
const DAY_MS = 86_400_000;
const TYPES = { xml: 'application/atom+xml; charset=utf-8', json: 'application/feed+json; charset=utf-8' } as const;
type Kind = keyof typeof TYPES;

interface FeedParts {
  title: string;
  description: string;
  /** Of the page that shows the same, and of the feed itself, below the public URL. */
  page: string;
  self: string;
  papers: readonly FedPaper[];
}

export function feedRoutes(ports: PublicSitePorts): Hono {
  const { reading, publicUrl, name } = ports;

  function answer(c: Context, kind: Kind, parts: FeedParts): Response {
    const latest = parts.papers[0]?.issuedAt;
    return c.body(write(kind, parts), 200, {
      'content-type': TYPES[kind],
      ...(latest !== undefined && { 'last-modified': new Date(latest).toUTCString() }),
    });
  }

  function write(kind: Kind, { title, description, page, self, papers }: FeedParts): string {
    const feed = new Feed({
      id: `${publicUrl}${page}`,
      title,
      description,
      link: `${publicUrl}${page}`,
      language: 'en',
      generator: false,
      updated: new Date(papers[0]?.issuedAt ?? 0),
      favicon: `${publicUrl}/favicon.svg`,
      feedLinks: { [kind === 'xml' ? 'atom' : 'json']: `${publicUrl}${self}.${kind}` },
      author: { name },
    });
    for (const { paper, issuedAt } of papers.slice(0, ENTRIES_MAX)) {
      const link = `${publicUrl}/papers/${paper.id}`;
      feed.addItem({
        // In Atom the library makes it HTML.
        title: kind === 'xml' ? asHtml(paper.title) : paper.title,
        id: link,
        link,
        date: new Date(issuedAt),
        published: new Date(issuedAt),
        content: contentOf(paper),
        // An empty list of authors would throw.
        author: paper.authors?.length
          ? paper.authors.slice(0, AUTHORS_MAX).map(author => ({ name: author }))
          : undefined,
        category: reading.topicsOf(paper).map(topic => ({ name: ports.topicName(topic), term: topic })),
      });
    }
    return kind === 'xml' ? feed.atom1() : feed.json1();
  }

  async function latest(): Promise<readonly FedPaper[]> {
    const [until] = await ports.issueDates(1);
    if (until === undefined) return [];
    return reading.fed(new Date(Date.parse(until) - DAYS * DAY_MS).toISOString().slice(0, 10), until);
  }

  const routes = new Hono();
  for (const kind of ['xml', 'json'] as const) {
    routes
      .get(`/feed.${kind}`, async c =>
        answer(c, kind, {
          title: name,
          description: 'The day’s trending papers.',
          page: '/',
          self: '/feed',
          papers: await latest(),
        }),
      )
      .get(`/topics/:topic/feed.${kind}`, async c => {
        const topic = ports.catalogue.topics.find(({ id }) => id === c.req.param('topic'));
        if (!topic) throw new AppError('issue_unknown', 'There is no such topic here.');
        const papers = (await latest()).filter(({ paper }) => reading.topicsOf(paper).includes(topic.id));
        const page = `/topics/${topic.id}`;
        return answer(c, kind, {
          title: `${name}: ${topic.name}`,
          description: topic.description,
          page,
          self: `${page}/feed`,
          papers,
        });
      })
      .get(`/f/:token/feed.${kind}`, async c => {
        const subscriber = await subscriberBehind(ports, 'feed', c);
        const path = `/f/${c.req.param('token')}`;
        return answer(c, kind, {
          title: `${name}, yours`,
          description: 'The papers that your mails held.',
          page: '/',
          self: `${path}/feed`,
          papers: await reading.mailed(subscriber.id),
        });
      });
  }
  return routes;
}

/** As plain text made into HTML, since both formats hold HTML there. */
function contentOf({ abstract, tldr, arxivId }: RankedPaper): string {
  const text = abstract === undefined ? (tldr ?? '') : arxivId === undefined ? excerpt(abstract) : abstract;
  return `<p>${asHtml(text)}</p>`;
}

function asHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
