// Documents that cost more than they are worth, each under a name that says what it is.

const MB = 1024 * 1024;
/** Characters that mean something to one reader or another. */
const UNITS = ['a', '<', '&', '[', '\\', '$', '- ', '> ', '"', '{', '&#', '\\"', '<a ', '<!--', '\r', '\u0301'];
const ABSTRACT = 'We measure what attention costs.';
const LINK = 'https://arxiv.org/abs/2501.00001';

type Attacks = Record<string, string>;

export function rss(items: string, prolog = '<?xml version="1.0"?>'): string {
  return `${prolog}<rss version="2.0"><channel><title>Papers</title>${items}</channel></rss>`;
}

export function rssItem(title: string, description = ABSTRACT): string {
  return `<item><title>${title}</title><link>${LINK}</link><description>${description}</description></item>`;
}

export function atom(entry: string): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom"><title>Papers</title><entry>${entry}</entry></feed>`;
}

export function hfJson(title: string, summary = ABSTRACT): string {
  return JSON.stringify([{ paper: { id: '2501.00001', title, summary, authors: [{ name: 'Ada Lovelace' }] }, title }]);
}

export function page(text: string): string {
  const entry = `<li><a href="${LINK}">What Attention Costs</a> ${text}</li>`;
  return `<!doctype html><html><head><title>Papers</title></head><body><ul>${entry}</ul></body></html>`;
}

export function pageText(text: string): string {
  return `Daily Papers\nby AK and the research community\n\nWhat Attention Costs\n\n${text}\n`;
}

export function markdown(title: string, text = ABSTRACT): string {
  return `# Papers\n\n- [${title}](${LINK}) - ${text}\n`;
}

function nested(opening: string, closing: string, depth: number): string {
  return opening.repeat(depth) + closing.repeat(depth);
}

/** Each name stands for ten of the one before: a few hundred bytes for a gigabyte. */
function billionLaughs(): string {
  const names = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`);
  return rss(rssItem('&l9;'), `<!DOCTYPE rss [<!ENTITY l0 "lol">${names.join('')}]>`);
}

export const ENTITIES: Attacks = {
  'a billion laughs': billionLaughs(),
  'a long entity, many times': rss(
    rssItem('&a;'.repeat(20_000)),
    `<!DOCTYPE rss [<!ENTITY a "${'a'.repeat(100_000)}">]>`,
  ),
  'entities that mean each other': rss(rssItem('&a;'), '<!DOCTYPE rss [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'),
  'a file as an entity': rss(rssItem('&a;'), '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
  'an address as an entity': rss(rssItem('&a;'), '<!DOCTYPE rss [<!ENTITY a SYSTEM "http://127.0.0.1:9/">]>'),
  'a file as a parameter entity': rss(
    rssItem('&a;'),
    `<!DOCTYPE rss [<!ENTITY % file SYSTEM "file:///etc/passwd"><!ENTITY % all "<!ENTITY a '%file;'>">%all;]>`,
  ),
  'a DTD from elsewhere': rss(rssItem('&a;'), '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/evil.dtd">'),
  'a DTD that never ends': `<?xml version="1.0"?><!DOCTYPE rss [${'<!ENTITY a "b">'.repeat(100_000)}`,
};

export const NESTED: Attacks = {
  elements: rss(rssItem('A title', nested('<a>', '</a>', 200_000))),
  'elements that stay open': rss('<item>'.repeat(200_000)),
  'elements of a page': page(nested('<div>', '</div>', 200_000)),
  'lists of a page': page(nested('<ul><li>', '</li></ul>', 100_000)),
  'markup in a description': rss(rssItem('A title', nested('&lt;b&gt;', '&lt;/b&gt;', 50_000))),
  'JSON lists': nested('[', ']', 5 * MB),
  'JSON lists that stay open': '['.repeat(10 * MB),
  'JSON objects': `${'{"a":'.repeat(500_000)}1${'}'.repeat(500_000)}`,
  'JSON in a paper': `[{"paper":{"id":"2501.00001","title":${nested('[', ']', 400_000)}}}]`,
  'JSON in a line': `{"title":"A title"}\n{"title":${nested('[', ']', 400_000)}}\n`,
  'Markdown lists': Array.from({ length: 1000 }, (_, at) => `${'  '.repeat(at)}- [A title](${LINK})`).join('\n'),
  'Markdown quotes': markdown('> '.repeat(200_000)),
  'Markdown links': markdown(nested('[', '](a)', 50_000)),
  'TeX braces': hfJson(nested('{', '}', 100_000), `$${nested('{', '}', 100_000)}$`),
  'TeX commands': hfJson(nested('\\textbf{', '}', 50_000), `$${nested('\\frac{', '}{2}', 50_000)}$`),
};

export const LONG: Attacks = Object.fromEntries(
  ['a', '<', '&', '[', '\\', '$', '- ', '> '].map(unit => [
    `10 MB of ${JSON.stringify(unit)}`,
    unit.repeat((10 * MB) / Buffer.byteLength(unit)),
  ]),
);

export const INSIDE: Attacks = Object.fromEntries(
  UNITS.flatMap(unit => {
    const text = unit.repeat(10_000);
    const xml = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return Object.entries({
      feed: rss(rssItem(xml, xml)),
      'feed, as it is': rss(rssItem(text)),
      JSON: hfJson(text, text),
      'page text': pageText(text),
      list: markdown(text, text),
      page: page(text),
      quotation: `> \n${text}`,
    }).map(([place, document]) => [`${JSON.stringify(unit)} in a ${place}`, document]);
  }),
);

export const MANY: Attacks = {
  'a million empty items': rss('<item/>'.repeat(1_000_000)),
  'a million empty lines': pageText('\n'.repeat(1_000_000)),
  'a million tiny paragraphs': 'a\n\n'.repeat(1_000_000),
  'a million JSON lines': '{"title":1}\n'.repeat(800_000),
  'three million JSON rows': `[${'{},'.repeat(3_000_000)}{}]`,
  'a printed row of spaces': JSON.stringify([`{${' '.repeat(8 * MB)}`]),
  'prefixes without end': rss(rssItem('A title').repeat(5000).replaceAll('<item>', '<item xmlns:b="urn:b">')).replace(
    '<rss',
    `<rss ${Array.from({ length: 20_000 }, (_, at) => `xmlns:a${at}="urn:a"`).join(' ')}`,
  ),
  'identifiers without end': rss(
    rssItem('A title', '').replace('<item>', `<item><guid>${'10.1000/;,'.repeat(500_000)}</guid>`),
  ),
  'a huge attribute': rss(`<item a="${'b'.repeat(9 * MB)}"><title>A title</title></item>`),
  'ten thousand attributes': rss(`<item ${Array.from({ length: 10_000 }, (_, at) => `a${at}="b"`).join(' ')}/>`),
};
