import { describe, expect, test } from 'vitest';
import { placedAs } from '../../src/domain/issue.ts';
import { explain } from '../../src/select/explain.ts';
import { TermSpace } from '../../src/select/learnt-space.ts';
import { learnTaste } from '../../src/select/learnt-taste.ts';
import { select } from '../../src/select/select.ts';
import { BEES, HIVES, NOW, opinion, said, TIDES, WASPS, WINDOW } from './learnt.ts';
import { indexed, paper, reader, sent } from './readers.ts';

const OLD = '2026-11-17T05:59:59.999Z';
const papers = [
  paper({ id: 1, title: 'RL, the First' }),
  paper({ id: 2, title: 'Robots' }),
  paper({ id: 3, title: 'RL, the Second' }),
  paper({ id: 4, title: 'RL of Old', enteredAt: OLD }),
  paper({ id: 5, title: 'RL, a Survey' }),
  paper({ id: 6, title: 'RL, the Third' }),
];

describe('why a paper is or is not in the next mail:', () => {
  const who = reader({ topics: ['rl'], muted: ['survey'] }, { papersPerMail: 1, alreadySent: sent(3) });
  const explained = (paperId: number) => explain(indexed(papers), who, paperId);

  test('it was sent already, and when', () => {
    expect(explained(3)).toEqual({ kind: 'already-sent', on: '2026-11-19' });
  });

  test('it is outside of the window', () => {
    const windowStart = '2026-11-17T06:00:00.000Z';
    expect(explained(4)).toEqual({ kind: 'outside-window', enteredAt: OLD, windowStart });
  });

  test('it is muted, and by which word', () => {
    expect(explained(5)).toMatchObject({ kind: 'muted', word: 'survey' });
  });

  test('it does not match', () => {
    expect(explained(2)).toEqual({ kind: 'unmatched' });
  });

  test('it matches, in which place, and by what', () => {
    const reasons = [expect.objectContaining({ kind: 'topic', topic: 'rl' })];
    expect(explained(1)).toEqual({ kind: 'matched', reasons, place: 1, places: 1 });
    expect(explained(6)).toEqual({ kind: 'matched', reasons, place: 2, places: 1 });
  });

  test('it matches nothing, but has the place for something outside', () => {
    const outside = reader({ topics: ['rl'], outside: true }, { papersPerMail: 3 });
    expect(explain(indexed(papers), outside, 2)).toEqual({ kind: 'outside' });
    expect(explain(indexed(papers), outside, 5)).toMatchObject({ kind: 'matched', place: 3, places: 2 });
  });

  test('nothing is known of a paper that is not here', () => {
    expect(explained(99)).toBeUndefined();
  });

  test('the answer is yes exactly for what is selected', () => {
    const choices = [who, reader({ topics: ['rl'], outside: true }, { papersPerMail: 3 }), reader()];
    for (const who of choices) {
      const selected = new Set(select(indexed(papers), who).papers.map(({ paperId }) => paperId));
      for (const { id } of papers) {
        const answer = explain(indexed(papers), who, id);
        const isYes = answer?.kind === 'outside' || (answer?.kind === 'matched' && answer.place <= answer.places);
        expect(isYes).toBe(selected.has(id));
      }
    }
  });
});

describe('of a reader from whom something was learnt, explains the very mail:', () => {
  const window = WINDOW.map(about => paper({ ...about }));
  const opinions = said(opinion('more', { ...BEES, id: 90 }), opinion('less', { ...TIDES, id: 91 }));
  const taste = learnTaste(opinions, { space: new TermSpace(WINDOW), papers: window }, NOW);
  const learnt = { papersPerMail: 2, windowStart: new Date(0), taste };
  const who = reader({ keywords: ['hive', 'wood', 'water'] }, learnt);
  const explained = (paperId: number, reading = who) => explain(indexed(window), reading, paperId);

  test('the place is the one in the reader’s own order, and what moved it is told', () => {
    expect(explained(TIDES.id)).toMatchObject({ kind: 'matched', place: 4, places: 2, byTrend: 1 });
    expect(explained(HIVES.id)).toMatchObject({ kind: 'matched', place: 1, places: 2, byTrend: 2 });
    expect(explained(TIDES.id, { ...who, taste: undefined })).not.toHaveProperty('byTrend');
  });

  test('the reasons are those of the mail, a liked paper among them', () => {
    const answer = explained(HIVES.id);
    expect(answer).toMatchObject({ reasons: [{ kind: 'keyword' }, { kind: 'liked', title: BEES.title }] });
    expect(explained(WASPS.id)).toMatchObject({ reasons: [{ kind: 'keyword' }] });
  });

  test('the answer is yes exactly for what is selected', () => {
    for (const papersPerMail of [1, 2, 4, 6]) {
      for (const chosen of [{}, { keywords: ['hive', 'wood'] }, { keywords: ['hive'], outside: true }]) {
        const who = reader(chosen, { ...learnt, papersPerMail });
        const { papers } = select(indexed(window), who);
        for (const { id } of window) {
          const answer = explained(id, who);
          const found = papers.find(({ paperId }) => paperId === id);
          const isMatch = answer?.kind === 'matched' && answer.place <= answer.places;
          const said = isMatch ? 'match' : answer?.kind;
          const expected = found ? placedAs(found) : expect.not.stringMatching(/^(?:match|similar|outside)$/);
          expect(said === 'matched' ? 'no' : said).toEqual(expected);
        }
      }
    }
  });
});
