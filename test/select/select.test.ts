import { describe, expect, test } from 'vitest';
import type { RankedPaper } from '../../src/domain/issue.ts';
import { explain, type Reader, select } from '../../src/select/select.ts';
import { CATALOGUE, paper, reader, scan } from './readers.ts';

const OLD = '2026-11-17T05:59:59.999Z';
const papers = [
  paper({ id: 1, title: 'RL, the First' }),
  paper({ id: 2, title: 'Robots' }),
  paper({ id: 3, title: 'RL, the Second' }),
  paper({ id: 4, title: 'RL of Old', enteredAt: OLD }),
  paper({ id: 5, title: 'RL, a Survey' }),
  paper({ id: 6, title: 'RL, the Third' }),
];

function selectFrom(given: readonly RankedPaper[], who: Reader) {
  return select(scan(given, who.interests), who, CATALOGUE);
}

const idsOf = (who: Reader) => selectFrom(papers, who).papers.map(({ paperId }) => paperId);

describe('a selection holds', () => {
  test('what matches, in the order of the trend', () => {
    expect(idsOf(reader({ topics: ['rl'] }))).toEqual([1, 3, 5, 6]);
  });

  test('what entered at or after the start of the window', () => {
    const edge = paper({ enteredAt: '2026-11-17T06:00:00.000Z' });
    expect(selectFrom([edge, paper({ id: 2, enteredAt: OLD })], reader()).papers).toHaveLength(1);
  });

  test('nothing that this reader was sent before', () => {
    expect(idsOf(reader({ topics: ['rl'] }, { alreadySent: new Set([1, 6]) }))).toEqual([3, 5]);
  });

  test('nothing that this reader muted', () => {
    expect(idsOf(reader({ topics: ['rl'], muted: ['survey'] }))).toEqual([1, 3, 6]);
  });

  test('no more than the reader wants', () => {
    expect(idsOf(reader({ topics: ['rl'] }, { papersPerMail: 2 }))).toEqual([1, 3]);
  });

  test('the top of the day for whoever chose nothing', () => {
    expect(idsOf(reader({}, { papersPerMail: 3 }))).toEqual([1, 2, 3]);
  });

  test('nothing where nothing matches', () => {
    expect(selectFrom(papers, reader({ topics: ['vision'] }))).toEqual({ papers: [], considered: 5, matched: 0 });
  });

  test('the reasons of each paper', () => {
    expect(selectFrom(papers, reader({ keywords: ['robots'] })).papers).toEqual([
      { paperId: 2, reasons: [expect.objectContaining({ kind: 'keyword', keyword: 'robots' })] },
    ]);
  });
});

test('it counts what was considered and what matched before the cut', () => {
  const who = reader({ topics: ['rl'], muted: ['survey'] }, { papersPerMail: 1, alreadySent: new Set([3]) });
  expect(selectFrom(papers, who)).toMatchObject({ papers: [{ paperId: 1 }], considered: 4, matched: 2 });
});

describe('why a paper is or is not in the next mail:', () => {
  const who = reader({ topics: ['rl'], muted: ['survey'] }, { papersPerMail: 1, alreadySent: new Set([3]) });
  const explained = (paperId: number) => explain(scan(papers, who.interests), who, { paperId, catalogue: CATALOGUE });

  test('it was sent already', () => {
    expect(explained(3)).toEqual({ kind: 'already-sent' });
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
    expect(explained(1)).toEqual({ kind: 'matched', reasons, place: 1, papersPerMail: 1 });
    expect(explained(6)).toEqual({ kind: 'matched', reasons, place: 2, papersPerMail: 1 });
  });

  test('nothing is known of a paper that is not here', () => {
    expect(explained(99)).toBeUndefined();
  });

  test('the answer is yes exactly for what is selected', () => {
    const selected = new Set(selectFrom(papers, who).papers.map(({ paperId }) => paperId));
    for (const { id } of papers) {
      const answer = explained(id);
      expect(answer?.kind === 'matched' && answer.place <= answer.papersPerMail).toBe(selected.has(id));
    }
  });
});
