// Which topics of today an id stands for that somebody chose once: topics are renamed and split, what was chosen is kept.
import type { Topic } from './topic.ts';

type Known = Pick<Topic, 'id' | 'aliases'>;

/** By each id that may be chosen: the topic that has it, or those that took it over. */
export function topicsById<T extends Known>(topics: readonly T[]): Map<string, T[]> {
  const byId = new Map<string, T[]>(topics.map(topic => [topic.id, [topic]]));
  for (const topic of topics) {
    for (const alias of topic.aliases ?? []) byId.set(alias, [...(byId.get(alias) ?? []), topic]);
  }
  return byId;
}

/** Each topic once, in the order in which they were chosen, and the ids for which nothing stands any more. */
export function chosenTopics<T extends Known>(
  chosen: readonly string[],
  topics: readonly T[],
): { topics: T[]; gone: string[] } {
  const byId = topicsById(topics);
  return {
    topics: [...new Set(chosen.flatMap(id => byId.get(id) ?? []))],
    gone: chosen.filter(id => !byId.has(id)),
  };
}

/** What was chosen, for its reader: the names of today, and what is left of topics that were taken out. */
export function namesOfChosen(
  chosen: readonly string[],
  catalogue: readonly (Known & Pick<Topic, 'name'>)[],
): string[] {
  const { topics, gone } = chosenTopics(chosen, catalogue);
  return [...topics.map(({ name }) => name), ...gone.map(id => `${id} (no longer in the catalogue)`)];
}
