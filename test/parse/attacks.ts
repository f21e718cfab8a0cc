// Documents made to cost more than they are worth: what the parser must survive.

const MB = 1024 * 1024;

export function rss(items: string, prolog = '<?xml version="1.0"?>'): string {
  return `${prolog}<rss version="2.0"><channel><title>Papers</title>${items}</channel></rss>`;
}

export function rssItem(title: string, description = 'We measure the cost of attention.'): string {
  const link = '<link>https://arxiv.org/abs/2501.00001</link>';
  return `<item><title>${title}</title>${link}<description>${description}</description></item>`;
}

export const page = (text: string) => `<!doctype html><html><head><title>Papers</title></head><body>${text}</body></html>`;
export const pageText = (text: string) => `Daily Papers\nby AK and the research community\n\n${text}\n`;
export const hfJson = (title: string, summary = 'We measure the cost of attention.') =>
  JSON.stringify([{ paper: { id: '2501.00001', title, summary, authors: [{ name: 'Ada L.' }] }, title }]);

function filled(unit: string, bytes: number): string {
  return unit.repeat(Math.floor(bytes / Buffer.byteLength(unit)));
}

function nested(opening: string, closing: string, depth: number): string {
  return opening.repeat(depth) + closing.repeat(depth);
}

/** Ten names, each ten times the one before: a few hundred bytes that stand for a gigabyte. */
function billionLaughs(): string {
  const lines = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`);
  return rss(rssItem('&l9;'), `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">${lines.join('')}]>`);
}

export const ENTITY_BOMBS: Record<string, string> = {
  'a billion laughs': billionLaughs(),
  'one long entity, many times': rss(
    rssItem('&a;'.repeat(20_000)),
    `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "${'a'.repeat(100_000)}">]>`,
  ),
  'an entity that means itself': rss(rssItem('&a;'), '<!DOCTYPE rss [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'),
  'a file as an entity': rss(rssItem('&a;'), '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
  'an address as an entity': rss(rssItem('&a;'), '<!DOCTYPE rss [<!ENTITY a SYSTEM "http://127.0.0.1:9/">]>'),
  'a parameter entity': rss(
    rssItem('&a;'),
    `<!DOCTYPE rss [<!ENTITY % file SYSTEM "file:///etc/passwd"><!ENTITY % all "<!ENTITY a '%file;'>">%all;]>`,
  ),
  'a DTD from elsewhere': rss(rssItem('&a;'), '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/evil.dtd">'),
  'a DTD that never ends': `<?xml version="1.0"?><!DOCTYPE rss [${'<!ENTITY a "b">'.repeat(100_000)}`,
};

export const DEEP: Record<string, string> = {
  elements: rss(rssItem('A title', nested('<a>', '</a>', 200_000))),
  'elements that stay open': rss('<item>'.repeat(300_000)),
  'elements of a page': page(nested('<div>', '</div>', 200_000)),
  'lists of a page': page(nested('<ul><li>', '</li></ul>', 100_000)),
  'markup inside of a description': rss(rssItem('A title', nested('&lt;b&gt;', '&lt;/b&gt;', 100_000))),
  'JSON lists': `[${nested('[', ']', 5 * MB)}]`,
  'JSON lists that stay open': '[['.repeat(4 * MB),
  'JSON objects': `${'{"a":'.repeat(500_000)}1${'}'.repeat(500_000)}`,
  'JSON inside of a paper': `[{"paper":{"id":"2501.00001","title":${nested('[', ']', 400_000)}}}]`,
  'a JSON line': `{"title":${nested('[', ']', 400_000)}}\n`,
  'Markdown lists': Array.from({ length: 1500 }, (_, at) => `${'  '.repeat(at)}- [A title](https://arxiv.org/abs/2501.00001)`).join('\n'),
  'Markdown quotes': `- ${'> '.repeat(300_000)}[A title](https://arxiv.org/abs/2501.00001)`,
  'Markdown links': `- ${nested('[', '](a)', 100_000)}`,
  'TeX braces': hfJson(nested('{', '}', 300_000), `$${nested('{', '}', 300_000)}$`),
  'TeX commands': hfJson(nested('\\textbf{', '}', 100_000), `$${nested('\\frac{', '}{2}', 100_000)}$`),
};

/** As text of their own, and wherever a digest holds text. */
const UNITS = ['a', '<', '&', '[', '\\', '$', '- ', '> ', '"', '{', '&#', '\\"', '<a ', '<!--', '\u0301'];

export const LONG: Record<string, string> = {
  ...Object.fromEntries(UNITS.map(unit => [`10 MB of ${JSON.stringify(unit)}`, filled(unit, 10 * MB)])),
};

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export const INSIDE: Record<string, string> = Object.fromEntries(
  UNITS.flatMap(unit => {
    const text = filled(unit, 100_000);
    return [
      [`${unit} in a feed`, rss(rssItem(escaped(text), escaped(text)))],
      [`${unit} in JSON`, hfJson(text, text)],
      [`${unit} in a page text`, pageText(`A title of a paper\n\n${text}`)],
      [`${unit} in a list`, `- [${text}](https://arxiv.org/abs/2501.00001) - ${text}`],
      [`${unit} in a page`, page(`<ul><li><a href="https://arxiv.org/abs/2501.00001">A title</a>${text}</li></ul>`)],
    ];
  }),
);

export const MANY: Record<string, string> = {
  'a million empty items': rss('<item/>'.repeat(1_000_000)),
  'a million empty lines': pageText('\n'.repeat(1_000_000)),
  'a million paragraphs': pageText('a\n\n'.repeat(1_000_000)),
  'a million list entries': '- a\n'.repeat(1_000_000),
  'a million JSON lines': '{"title":1}\n'.repeat(800_000),
  'a million JSON rows': `[${'{},'.repeat(1_000_000)}{}]`,
  'three million JSON rows': `[${'{},'.repeat(3_000_000)}{}]`,
  'a huge attribute': rss(`<item a="${'b'.repeat(5 * MB)}"><title>A title</title></item>`),
  'ten thousand attributes': rss(`<item ${Array.from({ length: 10_000 }, (_, at) => `a${at}="b"`).join(' ')}/>`),
};
