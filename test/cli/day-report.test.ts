import { expect, test } from 'vitest';
import { planTable } from '../../src/cli/day-report.ts';
import type { Reason } from '../../src/domain/issue.ts';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import type { Plan } from '../../src/pipeline/plan-issue.ts';

const subscriber = {
  id: 1,
  publicId: 'a'.repeat(16),
  address: 'ada@lab.org',
  status: 'confirmed' as const,
  origin: 'cli',
  listed: true,
  createdAt: '2026-03-02T06:00:00.000Z',
  nextDueAt: '2026-03-02T06:00:00.000Z',
  interests: NO_INTERESTS,
  rhythm: { timeZone: 'UTC', sendAt: '07:00', days: 'weekdays' as const },
  papersPerMail: 10,
  layout: 'full' as const,
};

/** The line about the only reader of a plan. */
function lineFor(reasons: Reason[], matched: number): string | undefined {
  const papers = reasons.map((reason, at) => ({ paperId: at + 1, reasons: [reason] }));
  const selection = { papers, considered: 19, matched };
  const plan: Plan = {
    papers: [],
    readers: [{ subscriber, date: '2026-03-02', selection }],
    due: 1,
    empty: 0,
    fresh: 0,
    served: 0,
    late: 0,
    reserved: 0,
  };
  return planTable(plan)[1];
}

test('a dry run counts what is similar to a liked paper, and what is from outside, apart from what matches', () => {
  const match: Reason = { kind: 'author', author: 'Ada' };
  const similar: Reason = { kind: 'liked', title: 'A Liked Paper', terms: [] };
  const outside: Reason = { kind: 'outside' };
  expect(lineFor([match, match, match, similar, similar, outside], 3)).toBe(
    '  ada@lab.org: 3 of 3 matching, 2 similar, 1 from outside, 19 new',
  );
  expect(lineFor([match, match], 5)).toBe('  ada@lab.org: 2 of 5 matching, 19 new');
  expect(lineFor([similar], 0)).toBe('  ada@lab.org: 0 of 0 matching, 1 similar, 19 new');
});
