// What one reader said, kept in memory, with every act written down.
import type { Opinion, OpinionKind } from '../../src/domain/opinion.ts';
import type { Paper } from '../../src/domain/paper.ts';
import type { TastePorts } from '../../src/web/ports.ts';

const LIKEABLE: Paper = {
  id: 7,
  enteredAt: '2025-09-16T06:00:00Z',
  title: 'Counting <b>Bees</b> & Other "Swarms"',
  arxivId: '2509.00007',
};

const AT = '2025-09-16T12:00:00.000Z';

/** Knows one paper, and three terms as soon as anything was said about it. */
export function tasteInMemory(acts: string[]): TastePorts {
  let opinions: Opinion[] = [];
  let dropped: string[] = [];
  let isOn = true;
  const act = (name: string, id: number, change: () => void) => {
    acts.push(`${name} ${id}`);
    change();
    return Promise.resolve();
  };
  const takeBack = () => {
    opinions = [];
  };
  const terms = () =>
    [
      { term: 'bee colony', text: 'bee colonies', weight: 1 },
      { term: 'swarm', text: 'swarms', weight: 0.5 },
      { term: 'wasp', text: '<i>wasps</i>', weight: -0.2 },
    ].filter(({ term }) => opinions.length > 0 && !dropped.includes(term));
  return {
    learnt: async () => ({ opinions, terms: terms(), dropped: dropped.map(term => ({ term, text: term })), isOn }),
    judged: async (_id, paperId) =>
      paperId === LIKEABLE.id
        ? { paper: LIKEABLE, words: ['bee colonies', 'swarms'], isOn, ...(opinions[0] && { said: opinions[0].kind }) }
        : undefined,
    say: (id, paperId, kind: OpinionKind) =>
      act(`${kind} of ${paperId} for`, id, () => {
        opinions = [{ kind, paper: LIKEABLE, at: AT }];
      }),
    takeBack: (id, paperId) => act(`take back ${paperId} for`, id, takeBack),
    drop: (id, term) => act(`drop ${term} for`, id, () => dropped.push(term)),
    keep: (id, term) =>
      act(`keep ${term} for`, id, () => {
        dropped = dropped.filter(known => known !== term);
      }),
    turn: (id, on) =>
      act(`turn ${on ? 'on' : 'off'} for`, id, () => {
        isOn = on;
      }),
    forget: id =>
      act('forget for', id, () => {
        takeBack();
        dropped = [];
      }),
  };
}
