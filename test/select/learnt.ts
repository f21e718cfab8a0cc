// Builders for what readers say about papers.
import type { Opinion, OpinionKind, ReaderOpinions } from '../../src/domain/opinion.ts';
import type { Paper } from '../../src/domain/paper.ts';

export const NOW = new Date('2026-03-02T06:00:00Z');

export function paperAbout(id: number, title: string, abstract = ''): Paper {
  return { id, title, abstract, enteredAt: '2026-03-01T00:00:00Z' };
}

export function opinion(kind: OpinionKind, paper: Paper, daysAgo = 0): Opinion {
  return { kind, paper, at: new Date(NOW.getTime() - daysAgo * 86_400_000).toISOString() };
}

export function said(...opinions: Opinion[]): ReaderOpinions {
  return { opinions, dropped: [], isOn: true };
}

export const BEES = paperAbout(
  1,
  'Bee Colonies Count',
  'Bee colonies keep a tally of flowers. A bee colony forgets it.',
);
export const HIVES = paperAbout(2, 'Hives Warm Themselves', 'Bee colonies heat a hive by shivering.');
export const TIDES = paperAbout(3, 'Tides in Narrow Straits', 'Salt water runs through a strait twice a day.');
export const WASPS = paperAbout(4, 'Wasps Chew Paper', 'Wasps build a nest of chewed wood.');
export const NESTS = paperAbout(5, 'Birds Build Nests', 'Birds weave a nest of wood and grass.');
export const SHIPS = paperAbout(6, 'Ships Wait at Straits', 'Ships nest side by side until salt water carries them.');
export const WINDOW = [TIDES, HIVES, WASPS, NESTS, BEES, SHIPS];
