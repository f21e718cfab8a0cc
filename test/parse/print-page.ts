// Prints made-up cards as the Daily Papers page looks in each text rendering; the parser's tests read them back.

export interface PrintedCard {
  title: string;
  /** Paragraphs; none for a card that shows no abstract. */
  abstract: string[];
  /** arXiv id. */
  id: string;
  upvotes?: number;
  authors?: number;
  comments?: number;
  organization?: string;
  stars?: number;
}

export interface Rendering {
  name: string;
  print(cards: readonly PrintedCard[]): string;
  /** What a reader can learn from this rendering besides titles and abstracts. */
  shows: ReadonlySet<'id' | 'upvotes' | 'authors' | 'comments' | 'abstract' | 'organization'>;
}

const HF = 'https://huggingface.co';
const CHROME = [
  'new',
  'Get trending papers in your email inbox once a day!',
  'Get trending papers in your email inbox!',
];

function vote({ id }: PrintedCard): string {
  return `${HF}/login?next=%2Fpapers%2F${id}`;
}

function wrap(text: string, width: number, end = ''): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    if ((lines.at(-1) ?? '').length + word.length >= width) lines.push('');
    lines.push(`${lines.pop()} ${word}`.trim());
  }
  return lines.join(`${end}\n`);
}

/** The words a browser copies from a list of titles and abstracts. */
const plain: Rendering = {
  name: 'plain text',
  shows: new Set(['abstract']),
  print: cards =>
    [
      'new',
      'Get trending papers in your email inbox!',
      'Subscribe',
      'Daily Papers',
      'byAK and the research community',
      'Sep 16',
    ]
      .concat(cards.flatMap(card => [card.title, ...card.abstract]))
      .join('\n\n'),
};

const plainWrapped: Rendering = {
  name: 'plain text, wrapped',
  shows: new Set(['abstract']),
  print: cards =>
    ['Daily Papers', 'by AK and the research community', 'Sep 16']
      .concat(cards.flatMap(card => [wrap(card.title, 60), ...card.abstract.map(text => wrap(text, 72))]))
      .join('\n\n'),
};

/** The page itself, where cards have no abstracts and there are no blank lines. */
const browserCopy: Rendering = {
  name: 'copied from the browser',
  shows: new Set(['upvotes', 'authors', 'comments', 'organization']),
  print: cards =>
    [
      ...CHROME,
      'Subscribe',
      'Daily Papers',
      'by',
      'AK',
      'and the research community',
      'Daily',
      'Weekly',
      'Monthly',
      'Sep 16',
    ]
      .concat(
        cards.flatMap(card => [
          'Submitted by',
          'somebody',
          String(card.upvotes ?? '-'),
          card.title,
          ...(card.organization ? [card.organization] : []),
          ...(card.authors === undefined ? [] : [`· ${card.authors} authors`]),
          ...(card.comments === undefined ? [] : [String(card.comments)]),
        ]),
      )
      .join('\n'),
};

const markdown: Rendering = {
  name: 'Markdown with links',
  shows: new Set(['id', 'upvotes', 'authors', 'comments', 'abstract']),
  print: cards =>
    [
      ...CHROME,
      `[Subscribe](${HF}/login?next=%2Fpapers)`,
      '# Daily Papers',
      `## by [![](${HF}/front/assets/papers-by.png)AK](${HF}/akhaliq) and the research community`,
      '- Daily\n- Weekly\n- Monthly',
      `[Trending Papers](${HF}/papers/trending)`,
      'Oct 2',
    ]
      .concat(
        cards.flatMap(card => [
          `[${card.upvotes ?? '-'}](${vote(card)})`,
          `### [${wrap(card.title, 60).replaceAll('\n', '\\  ')}](${HF}/papers/${card.id})`,
          ...(card.abstract.length === 0
            ? []
            : [`[${card.abstract.map(text => wrap(text, 76, '\\\\')).join('\\\\\n\\\\\n')}](${HF}/papers/${card.id})`]),
          `[- ![](${HF}/avatars/1.svg)\\\\\n- ${card.authors ?? 1} authors](${HF}/papers/${card.id})`,
          '·',
          `Feb 27, 2025${card.comments === undefined ? '' : `[${card.comments}](${HF}/papers/${card.id}#community)`}`,
        ]),
      )
      .concat(`[Previous](${HF}/papers/date/2026-10-01)`, 'Trending Papers ranked by GitHub stars activity')
      .join('\n\n'),
};

const addressLines: Rendering = {
  name: 'addresses on lines of their own',
  shows: new Set(['id', 'upvotes', 'authors', 'comments', 'abstract']),
  print: cards =>
    ['Daily Papers - Hugging Face', ' Hugging Face', `${HF}/`, 'Models', `${HF}/models`, ...CHROME, 'Subscribe']
      .concat(`${HF}/login?next=%2Fpapers`, 'Daily Papers', 'by ', 'AK', `${HF}/akhaliq`, ' and the research community')
      .concat(
        'Intercode Bash',
        'Daily',
        'Weekly',
        'Monthly ',
        `${HF}/papers/trending`,
        ' ',
        `${HF}/papers/date/2026-03-24`,
      )
      .concat('Mar 25')
      .concat(
        cards.flatMap(card => [
          ` [-] ${card.upvotes ?? '-'}`,
          vote(card),
          card.title,
          `${HF}/papers/${card.id}`,
          ...card.abstract.flatMap(text => [text, `${HF}/papers/${card.id}`]),
          '[',
          `${card.authors ?? 1} authors](${HF}/papers/${card.id})`,
          '·',
          'Oct 7, 2024 ',
          ...(card.comments === undefined ? [] : [String(card.comments), `${HF}/papers/${card.id}#community`]),
        ]),
      )
      .concat('Previous', `${HF}/papers/date/2026-03-24`, 'System theme', 'Company', 'TOS', `${HF}/terms-of-service`)
      .join('\n\n'),
};

const textBrowser: Rendering = {
  name: 'text browser with numbered links',
  shows: new Set(['upvotes', 'authors', 'comments', 'abstract']),
  print(cards) {
    let link = 30;
    const next = () => `[${++link}]`;
    const card = ({ title, abstract, upvotes, authors, comments }: PrintedCard) =>
      [
        `[\n${upvotes ?? '-'}\n]${next()}`,
        `\n### [${wrap(title, 110).replaceAll('\n', '\n### ')}]${next()}\n`,
        `[\n\n${abstract.map(text => wrap(text, 120)).join('\n\n')}\n\n]${next()}`,
        `[\n* ${authors ?? 1} authors\n]${next()}`,
        `·\nMay 30${comments === undefined ? '' : ` [ ${comments}]${next()}`}`,
      ].join('\n');
    const head = [...CHROME, '[Subscribe][29]', '# Daily Papers', '## by[AK][30] and the research community'].join(
      '\n\n',
    );
    return `${head}\n* Daily\n* Weekly\n* Monthly\n\nJun 29\n${cards.map(card).join('\n')}`;
  },
};

/** /papers/trending shows every card twice. */
const trending: Rendering = {
  name: 'trending page with doubled cards',
  shows: new Set(['id', 'upvotes', 'abstract', 'organization']),
  print(cards) {
    const once = (card: PrintedCard, published: string) => [
      `[[图片：无替代文本]](${HF}/papers/${card.id})`,
      'Submitted by',
      '[图片：无替代文本]',
      'somebody',
      `### [${card.title}](${HF}/papers/${card.id})`,
      ...card.abstract,
      card.organization
        ? `[[图片：logo] ${card.organization}](${HF}/some-lab) · ${published}Oct 4, 2026`
        : `-\n\n-\n\n- [图片：无替代文本]\n\n- ${card.authors ?? 1} authors\n\n· ${published}Oct 4, 2026`,
      `[Upvote\n\n${card.upvotes ?? '-'}](${vote(card)})`,
      `[GitHub 3.29k](https://github.com/some-lab/code) [arXiv Page](https://arxiv.org/abs/${card.id})`,
    ];
    return [...CHROME, `[Subscribe](${HF}/login?next=%2Fpapers)`, '# Trending Papers', '-\n\n-\n\n-', 'Trending Papers']
      .concat(cards.flatMap(card => [...once(card, 'Published on '), ...once(card, '')]))
      .join('\n\n\n');
  },
};

const headings: Rendering = {
  name: 'headings and labelled links',
  shows: new Set(['authors', 'abstract']),
  print(cards) {
    const once = (card: PrintedCard) =>
      `### ${wrap(card.title, 70).replaceAll('\n', '\n  ')}\n\n${card.abstract.join('\n')}` +
      `\n- ${card.authors ?? 1} authors\n[LINK: GitHub ${card.stars ?? 7}](https://github.com/a/b)`;
    const head = `# What is this?\n**URL:** ${HF}\n--------\n\n${CHROME.slice(1).join('\n')}\n\n## Trending Papers\n\n## by AK and the research community`;
    return [head, ...cards.flatMap(card => [once(card), once(card)])].join('\n\n');
  },
};

export const RENDERINGS: readonly Rendering[] = [
  plain,
  plainWrapped,
  browserCopy,
  markdown,
  addressLines,
  textBrowser,
  trending,
  headings,
];
