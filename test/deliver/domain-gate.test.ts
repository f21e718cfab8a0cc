import fc from 'fast-check';
import { expect, test } from 'vitest';
import { domainGate } from '../../src/deliver/domain-gate.ts';
import { readDomainLimits } from '../../src/domain/domain-limits.ts';

const START = Date.parse('2026-03-02T07:00:00Z');
const at = (ms: number) => new Date(START + ms);
const limits = (text: string) => readDomainLimits(text)!;

test('lets everything through where there is no limit', () => {
  const gate = domainGate(new Map(), []);
  for (let message = 0; message < 1000; message++) expect(gate.enter('lab.org', at(0))).toBeUndefined();
});

test('lets a second of messages through at once, and gives the others turns at the rate', () => {
  const gate = domainGate(limits('lab.org=10/s'), []);
  const turns = Array.from({ length: 15 }, () => gate.enter('lab.org', at(0)));
  expect(turns.filter(turn => turn === undefined)).toHaveLength(10);
  const waits = turns.filter(turn => turn !== undefined).map(turn => turn.getTime() - START);
  expect(waits).toEqual([100, 200, 300, 400, 500]);
});

test('never lets more through in any second than the rate and its burst, whoever asks when', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 }), gaps => {
      const gate = domainGate(limits('*=5/s'), []);
      const passed: number[] = [];
      let now = 0;
      for (const gap of gaps) {
        now += gap;
        if (gate.enter('lab.org', at(now)) === undefined) passed.push(now);
      }
      for (const from of passed)
        expect(passed.filter(moment => moment >= from && moment < from + 1000).length).toBeLessThanOrEqual(10);
    }),
  );
});

test('who comes back at its turn may go', () => {
  const gate = domainGate(limits('lab.org=2/s'), []);
  const turns = Array.from({ length: 8 }, () => gate.enter('lab.org', at(0))).filter(turn => turn !== undefined);
  expect(turns).toHaveLength(6);
  for (const turn of turns) expect(gate.enter('lab.org', turn)).toBeUndefined();
});

test('a domain that is not named has the limit of *, each its own', () => {
  const gate = domainGate(limits('a.org=9/s *=1/s'), []);
  expect(gate.enter('b.org', at(0))).toBeUndefined();
  expect(gate.enter('b.org', at(0))).toBeDefined();
  expect(gate.enter('c.org', at(0))).toBeUndefined();
  expect(gate.enter('a.org', at(0))).toBeUndefined();
  expect(gate.enter('a.org', at(0))).toBeUndefined();
});

test('no more messages are under way at once than the domain may have connections', () => {
  const gate = domainGate(limits('lab.org=2'), []);
  expect([1, 2].map(() => gate.enter('lab.org', at(0)))).toEqual([undefined, undefined]);
  expect(gate.enter('lab.org', at(0))).toBeInstanceOf(Date);
  gate.leave('lab.org', at(0), at(50));
  expect(gate.enter('lab.org', at(50))).toBeUndefined();
});

test('a domain that refuses us gets nothing for five minutes, then ten; a message it takes ends that', () => {
  const gate = domainGate(new Map(), []);
  const first = gate.pause('lab.org', '550 5.7.1 blocked', at(0));
  expect(first).toEqual(at(5 * 60_000));
  expect(gate.pause('lab.org', 'again', at(1000))).toEqual(first);
  expect(gate.enter('lab.org', at(1000))).toEqual(first);
  expect(gate.enter('lab.org', first)).toBeUndefined();
  expect(gate.pause('lab.org', '550 5.7.1 blocked', first).getTime() - first.getTime()).toBe(10 * 60_000);
  gate.took('lab.org');
  expect(gate.isPaused('lab.org', first)).toBe(false);
});

test('what was put down by an earlier process holds in the next', () => {
  const before = domainGate(limits('lab.org=1/s'), []);
  before.enter('lab.org', at(0));
  before.pause('other.org', '421 not now', at(0));
  const gate = domainGate(limits('lab.org=1/s'), before.changes());
  expect(gate.enter('lab.org', at(0))).toBeDefined();
  expect(gate.enter('other.org', at(0))).toEqual(at(5 * 60_000));
  expect(before.changes()).toEqual([]);
});
