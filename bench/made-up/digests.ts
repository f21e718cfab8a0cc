// Made-up papers written down as an arXiv announcement in RSS and as rows of the Hugging Face API.
import type { MadeUpPaper } from './papers.ts';

/** Half of the descriptions are CDATA, the others escaped; all names hold an entity. */
export function printFeed(papers: readonly MadeUpPaper[]): string {
  const items = papers.map(({ title, abstract, id, authors }, at) => {
    const description = `arXiv:${id}v1 Announce Type: new \nAbstract: ${abstract} &c. <p>`;
    return (
      `<item>\n<title>${escapeXml(title)}</title>\n<link>https://arxiv.org/abs/${id}</link>\n` +
      `<description>${at % 2 === 0 ? `<![CDATA[${description}]]>` : escapeXml(description)}</description>\n` +
      `<guid isPermaLink="false">oai:arXiv.org:${id}v1</guid>\n<category>cs.LG</category>\n<category>cs.CL</category>\n` +
      `<pubDate>Tue, 16 Sep 2025 00:00:00 -0400</pubDate>\n<arxiv:announce_type>new</arxiv:announce_type>\n` +
      `<dc:creator>${authors.join(', ')} &amp; Zo&#235; Last</dc:creator>\n</item>`
    );
  });
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss xmlns:arxiv="http://arxiv.org/schemas/atom" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">\n<channel>\n<title>cs.LG updates on arXiv.org</title>\n' +
    '<link>http://rss.arxiv.org/rss/cs.LG</link>\n<lastBuildDate>Tue, 16 Sep 2025 04:00:00 +0000</lastBuildDate>\n' +
    `${items.join('\n')}\n</channel>\n</rss>\n`
  );
}

export function printApiRows(papers: readonly MadeUpPaper[]): string {
  const rows = papers.map(({ title, abstract, id, authors, upvotes, comments }) => ({
    paper: {
      id,
      authors: authors.map((name, at) => ({ _id: `${id}-${at}`, name, hidden: false })),
      publishedAt: '2025-09-15T17:59:57.000Z',
      submittedOnDailyAt: '2025-09-16T00:48:00.000Z',
      title,
      summary: abstract,
      upvotes,
      githubRepo: `https://github.com/made-up/${id}`,
      githubStars: upvotes * 3,
      ai_keywords: ['made-up papers', 'benchmarks'],
    },
    publishedAt: '2025-09-15T13:59:57.000Z',
    title,
    numComments: comments,
    submittedBy: { name: 'somebody', fullname: 'Some Body' },
    isAuthorParticipating: false,
  }));
  return JSON.stringify(rows);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
