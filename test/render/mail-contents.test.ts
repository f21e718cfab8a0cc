// What a mail says around its cards, and why each paper is in it.
import { beforeAll, describe, expect, test } from 'vitest';
import type { RankedPaper, Reason, Selection } from '../../src/domain/issue.ts';
import { fillSlots, type Mail } from '../../src/domain/mail.ts';
import type { PaperNews } from '../../src/domain/paper-news.ts';
import { loadTemplates } from '../../src/render/load-templates.ts';
import { ENGLISH, type Messages } from '../../src/render/messages-en.ts';
import { createRenderer, type Renderer } from '../../src/render/renderer.ts';
import { subjectOf } from '../../src/render/subject.ts';
import { PAPERBOY_THEME } from '../../src/render/theme.ts';
import { attribute, elements, textOf } from './element-tree.ts';
import {
  batch,
  bundledRenderer,
  PUBLIC_URL,
  paper,
  renderMail,
  selection,
  TEMPLATES,
  TOKENS,
  topic,
} from './sample.ts';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await bundledRenderer();
});

const shown = paper({ id: 1, title: 'Offline RL: A Study', arxivId: '2511.00001' });
const other = paper({
  id: 2,
  title: 'Tool Use: A Survey',
  arxivId: '2511.00002',
  links: { code: 'https://github.com/example/tools', discussion: 'https://huggingface.co/papers/2511.00002' },
});

const bodyOf = ({ html }: Mail): string => textOf(elements(html, 'body')[0]!);
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
const linkOf = ({ html }: Mail, label: string) =>
  elements(html, 'a')
    .filter(link => textOf(link) === label)
    .map(link => attribute(link, 'href'));

function mailWith(facts: Partial<Selection> & { reasons?: Reason[] }, papers: RankedPaper[] = [shown]): Mail {
  return renderMail(renderer, [shown, other], selection(papers, facts));
}

/** Both parts as one reads them. */
function partsOf(mail: Mail): string[] {
  return [bodyOf(mail), flat(mail.text)];
}

describe('the line under the name', () => {
  test.each([
    ['2026-11-19', 'yesterday'],
    ['2026-11-17', 'Tuesday'],
    ['2026-11-14', 'Saturday'],
    ['2026-11-13', '13 November'],
  ])('says that papers are new since %s: %s', (since, day) => {
    for (const part of partsOf(mailWith({ since })))
      expect(part).toContain(`1 of 23 papers new since ${day} matches your topics`);
  });

  test('leads to all that match where the mail has fewer', () => {
    const mail = mailWith({ matched: 14 });
    expect(linkOf(mail, 'See all 14')).toEqual([`${PUBLIC_URL}/v/${TOKENS.view}/all`]);
    expect(mail.text).toContain(`See all 14: ${PUBLIC_URL}/v/${TOKENS.view}/all\n`);
    for (const part of partsOf(mail)) expect(part).toContain('1 of the 14 that match, out of 23 new papers');
    for (const part of partsOf(mailWith({ matched: 1 }))) expect(part).not.toContain('See all');
  });
});

describe('news of a paper that the reader was sent', () => {
  test.each<[PaperNews, string]>([
    [{ kind: 'code' }, 'its code is out now'],
    [{ kind: 'version', version: 2 }, 'the authors have put up version 2'],
    [{ kind: 'published' }, 'it has been published'],
    [{ kind: 'upvotes', mark: 1000 }, 'it has passed 1,000 upvotes'],
  ])('%o: %s', (news, text) => {
    const mail = mailWith({ followUps: [{ paperId: 2, sentOn: '2026-11-17', news }] });
    for (const part of partsOf(mail)) {
      expect(part).toContain('News of papers you were sent');
      expect(part).toContain(`Tool Use: A Survey You were sent it on Tuesday: ${text}.`);
    }
    expect(linkOf(mail, 'Tool Use: A Survey')).toEqual(['https://arxiv.org/abs/2511.00002']);
  });

  test('leads to the code where the code is new', () => {
    const mail = mailWith({ followUps: [{ paperId: 2, sentOn: '2026-11-19', news: { kind: 'code' } }] });
    expect(linkOf(mail, 'Code')).toEqual(['https://github.com/example/tools']);
    expect(mail.text).toContain('You were sent it yesterday');
    expect(mail.text).toContain('Code: https://github.com/example/tools\n');
  });
});

describe('news that a paper was published', () => {
  const published = (facts: Partial<RankedPaper>) =>
    renderMail(
      renderer,
      [shown, { ...other, ...facts }],
      selection([shown], { followUps: [{ paperId: 2, sentOn: '2026-11-19', news: { kind: 'published' } }] }),
    );

  test.each([[{ doi: '10.1000/a<b>#1' }], [{ doi: '10.48550/arxiv.2511.00002', otherDois: ['10.1000/a<b>#1'] }]])(
    'leads to where it was published: %o',
    facts => {
      expect(linkOf(published(facts), 'DOI')).toEqual(['https://doi.org/10.1000/a%3Cb%3E%231']);
      expect(published(facts).text).toContain('DOI: https://doi.org/10.1000/a%3Cb%3E%231\n');
    },
  );

  test('leads only to the paper where no DOI is known but arXiv’s own', () => {
    const mail = published({ doi: '10.48550/arxiv.2511.00002' });
    expect(linkOf(mail, 'DOI')).toEqual([]);
    expect(mail.text).not.toContain('doi.org');
  });
});

describe('a paper that was just missed', () => {
  test.each<[NonNullable<Selection['justMissed']>[number]['miss'], string]>([
    [{ kind: 'muted', word: '"survey"' }, 'Has the muted word “survey”.'],
    [
      { kind: 'part', keyword: 'tool use + "robot"', missing: 'robot' },
      'Of your “tool use + robot” only “robot” is missing.',
    ],
    [{ kind: 'topic', topic: 'agents', name: 'Agents' }, 'Is about Agents, which is near what you follow.'],
  ])('%o: %s', (miss, text) => {
    const mail = mailWith({ justMissed: [{ paperId: 2, miss }] });
    for (const part of partsOf(mail)) expect(part).toContain(`Just missed Tool Use: A Survey ${text}`);
    expect(linkOf(mail, 'Tool Use: A Survey')).toEqual(['https://arxiv.org/abs/2511.00002']);
  });

  test('has no room where there was none', () => {
    for (const part of partsOf(mailWith({}))) expect(part).not.toMatch(/Just missed|News of papers/);
  });
});

describe('why a paper is in the mail', () => {
  const marked = ({ html }: Mail) =>
    elements(html, 'span')
      .filter(span => attribute(span, 'class')?.split(' ').includes('mark'))
      .map(textOf);

  test('marks the words that matched', () => {
    expect(marked(mailWith({ reasons: [topic('Robotics', 'grasping', 'robot arm')] }))).toEqual([
      '“grasping”',
      '“robot arm”',
    ]);
  });

  test('marks a keyword itself where the paper has it as it is written', () => {
    const at = { field: 'title' as const, count: 1, start: 0, end: 10 };
    const keyword = (phrase: string): Reason => ({
      kind: 'keyword',
      keyword: 'offline RL',
      evidence: [{ phrase, ...at }],
    });
    expect(marked(mailWith({ reasons: [keyword('Offline RL')] }))).toEqual(['“offline RL”']);
    expect(marked(mailWith({ reasons: [keyword('offline reinforcement learning')] }))).toEqual([
      '“offline reinforcement learning”',
    ]);
  });

  test.each(['trending', 'picked'] as const)('names the liked paper before the trend: %s', kind => {
    const mail = mailWith({ reasons: [{ kind }, { kind: 'liked', title: 'Q-Learning', terms: ['offline'] }] });
    for (const part of partsOf(mail)) {
      expect(part).toContain('Similar to Q-Learning, which you liked');
      expect(part).not.toMatch(/Trending today|Picked for/);
    }
  });

  test('says that a paper is from outside the topics', () => {
    for (const part of partsOf(mailWith({ reasons: [{ kind: 'outside' }], matched: 0 })))
      expect(part).toContain('From outside your topics');
  });
});

describe('a mail for an occasion', () => {
  test('the first says when the next one comes, and with how many papers', () => {
    const next = { date: '2026-11-23', time: '07:00', papers: 4 };
    for (const part of partsOf(mailWith({ occasion: 'welcome', next })))
      expect(flat(part)).toContain('Your next mail comes on Monday, 23 November at 07:00, with about 4 papers');
  });

  test.each([
    ['catch-up', 'Welcome back'],
    ['weekly', 'The best of the week'],
  ] as const)('%s: says so', (occasion, words) => {
    for (const part of partsOf(mailWith({ occasion }))) expect(part).toContain(words);
    for (const part of partsOf(mailWith({}))) expect(part).not.toContain(words);
  });

  test('the note about silence has no paper, and what was just missed', () => {
    const mail = mailWith(
      { occasion: 'quiet', matched: 0, justMissed: [{ paperId: 2, miss: { kind: 'muted', word: 'tool' } }] },
      [],
    );
    expect(mail.subject).toBe('Just missed: Tool Use, 20 Nov');
    for (const part of partsOf(mail)) {
      expect(part).toContain('Nothing has matched for some days');
      expect(part).toContain('Has the muted word “tool”');
    }
  });

  test('a paper that may have been sent before is marked, whatever else the same reasons brought', () => {
    const chosen = selection([shown, other]);
    chosen.papers[1] = { ...chosen.papers[1]!, maybeSeen: true };
    const mail = renderMail(renderer, [shown, other], chosen);
    for (const part of partsOf(mail)) {
      expect(part.split('You may have seen this')).toHaveLength(2);
      expect(part.indexOf('You may have seen this')).toBeGreaterThan(part.indexOf('Tool Use: A Survey'));
    }
  });
});

describe('the layout with titles only', () => {
  test('has each title with a link, and in a line why and how many like it', () => {
    const voted = { ...shown, signals: [{ kind: 'upvotes' as const, count: 42, rise: 3 }], primaryCategory: 'cs.LG' };
    const mail = renderMail(renderer, [voted], selection([voted], { layout: 'compact' }));
    for (const part of partsOf(mail)) {
      expect(part).toContain('Offline RL: A Study Robotics · 42 upvotes (+3 in a day)');
      expect(part).not.toMatch(/More like this|cs\.LG|In brief/);
    }
    expect(elements(mail.html, 'h2').map(textOf)).toEqual(['Offline RL: A Study']);
  });
});

describe('the subject', () => {
  test('is that of the papers alone, and has the date where the selection asks for it', () => {
    const papers = [shown, other];
    expect(subjectOf(papers)).toBe('Offline RL and Tool Use');
    expect(mailWith({}, papers).subject).toBe(subjectOf(papers));
    expect(mailWith({ isSubjectDated: true }, papers).subject).toBe('Offline RL and Tool Use, 20 Nov');
  });

  test('has at most 78 characters with its date, too', () => {
    const long = paper({ title: 'Learning '.repeat(30).trim() });
    const dated = renderMail(renderer, [long], selection([long], { isSubjectDated: true })).subject;
    expect(dated).toMatch(/…, 20 Nov$/);
    expect(dated.length).toBeLessThanOrEqual(78);
  });

  test('of a mail without papers tells what was just missed, or is new, with the date', () => {
    const missed = { paperId: 2, miss: { kind: 'muted', word: 'survey' } } as const;
    const news = { paperId: 1, sentOn: '2026-11-17', news: { kind: 'code' } } as const;
    expect(mailWith({ justMissed: [missed], followUps: [news] }, []).subject).toBe('Just missed: Tool Use, 20 Nov');
    expect(mailWith({ followUps: [news] }, []).subject).toBe('News of papers you were sent: Offline RL, 20 Nov');
  });

  test('of no papers is none, which needs no date', () => {
    expect(subjectOf([])).toBe('');
  });
});

describe('the operator’s own', () => {
  const logo = { url: 'https://papers.example.org/logo.png', alt: 'Lab Papers', width: 180, height: 40 };
  const own = async (say: Messages = ENGLISH) =>
    createRenderer(
      {
        templates: await loadTemplates(TEMPLATES),
        theme: { ...PAPERBOY_THEME, name: '★', logo: { ...logo, alt: '★' } },
        publicUrl: PUBLIC_URL,
        postalAddress: '12345 ☆',
      },
      say,
    );

  test('logo stands in the heading with words and measures, and the address at the end', async () => {
    const mail = renderMail(await own(), [shown]);
    const [picture, ...more] = elements(mail.html, 'img');
    expect(more).toEqual([]);
    expect(['src', 'alt', 'width', 'height'].map(name => attribute(picture!, name))).toEqual([
      logo.url,
      '★',
      '180',
      '40',
    ]);
    for (const part of partsOf(mail)) expect(part).toMatch(/12345 ☆$/);
  });

  test('language is one file: without it no word of ours is left', async () => {
    const mails = (await own(otherLanguage(ENGLISH))).forBatch({ ...batch([greek(1), greek(2)]), quiet: '☂' });
    const chosen = selection([greek(1), greek(2)], {
      reasons: [topic('Ρομπότ', 'χέρι')],
      matched: 9,
      since: '2026-11-17',
      followUps: [{ paperId: 2, sentOn: '2026-11-17', news: { kind: 'code' } }],
      justMissed: [{ paperId: 2, miss: { kind: 'muted', word: 'χέρι' } }],
    });
    for (const layout of ['full', 'compact'] as const) {
      const mail = fillSlots(mails.render({ ...chosen, layout }), TOKENS);
      for (const part of [...partsOf(mail), mail.subject]) {
        expect(part).toContain('ж');
        expect(part.replace(/https?:\S+/g, '')).not.toMatch(/[a-z]/i);
      }
    }
  });
});

function greek(id: number): RankedPaper {
  return paper({
    id,
    title: `Μάθηση ${id}`,
    authors: ['Α', 'Β', 'Γ', 'Δ', 'Ε'],
    tldr: 'Το διαβάζει.',
    links: { code: `https://example.org/${id}` },
    codeStars: 3,
    comments: 2,
    version: 2,
    signals: [{ kind: 'upvotes', count: 3, rise: 1 }],
  });
}

/** The same messages with one foreign letter in place of each English word; what a browser reads stays. */
function otherLanguage(say: Messages): Messages {
  const foreign = (text: string) => text.replace(/[a-z]+/gi, 'ж');
  const change = (value: unknown): unknown => {
    if (typeof value === 'string') return foreign(value);
    if (typeof value === 'function') return (...args: unknown[]) => foreign(value(...args));
    return Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [name, change(inner)]));
  };
  const { language, direction } = say.labels;
  const changed = change(say) as Messages;
  return { ...changed, labels: { ...changed.labels, language, direction } };
}
