// The catalogue of topics that readers choose from: data with a schema, and with rules across its topics.
import { z } from 'zod';

const MAX_QUOTED_CHARS = 80;

const idFault = 'expected lower-case letters, digits and hyphens';
const lineFault = 'expected one line of text';
const phraseFault = 'expected a phrase with letters or digits';

const id = z.string(idFault).regex(/^[a-z0-9][a-z0-9-]*$/, idFault);
const line = z
  .string(lineFault)
  .trim()
  .regex(/^\P{Cc}+$/u, lineFault);
const phrase = z
  .string(phraseFault)
  .trim()
  .regex(/[\p{L}\p{N}]/u, phraseFault);
const phrases = z.array(phrase, 'expected a list of phrases');

const topic = z.strictObject(
  {
    /** What stands for the topic in people files and in the store: it never changes, and is never used again. */
    id,
    name: line,
    group: z.string('expected the id of a group'),
    description: line,
    /** A title that nobody has written, and that is about this topic. */
    example: line.optional(),
    /** arXiv ids of well-known papers about this topic, for people to look at. */
    gold: z.array(z.string().regex(/^\d{4}\.\d{4,5}$/, 'expected an arXiv id such as 1706.03762')).optional(),
    /** Ids that this topic takes over: its own before it was renamed, or that of a topic which was split. */
    aliases: z.array(id, 'expected a list of ids').optional(),
    /** Phrases that by themselves say what a paper is about. */
    strong: phrases.min(1, 'expected at least one phrase'),
    /** Phrases that only support. */
    weak: phrases.default([]),
    /** Phrases whose words must not count for this topic. */
    exclude: phrases.default([]),
  },
  'expected a topic with fields such as id, name and strong',
);

const catalogue = z.object({
  version: z.number().int(),
  /** Group id to the name that people read, in display order. */
  groups: z.record(z.string(), line),
  topics: z.array(topic).min(1, 'expected at least one topic'),
});

/** What an operator adds: topics with everything that ours have, and groups for them. */
const ownTopics = z.strictObject(
  {
    groups: z.record(id, line, 'expected ids of groups, each with its name').default({}),
    topics: z.array(topic, 'expected a list of topics').min(1, 'expected at least one topic'),
  },
  'expected a list of topics under "topics:"',
);

/** The fields a topic may have, in the order they are documented. */
export const TOPIC_FIELDS: readonly string[] = Object.keys(topic.shape);

export type Topic = z.infer<typeof topic>;
export type Catalogue = z.infer<typeof catalogue>;

/** Something that is wrong at one place of a catalogue. */
interface TopicFault {
  path: readonly PropertyKey[];
  /** Names the place, quotes what stands there and says what was expected. */
  reason: string;
}

interface Unmet {
  path: readonly PropertyKey[];
  expected: string;
}

/** Checks a decoded catalogue. @returns the catalogue, or its faults as lines of text; the caller knows the file's name */
export function readCatalogue(value: unknown): { catalogue: Catalogue } | { fault: string } {
  const result = catalogue.safeParse(value);
  const unmet = result.success ? unmetRules(result.data) : unmetShape(result.error);
  if (!result.success || unmet.length > 0) {
    return { fault: unmet.map(each => toFault(each, value).reason).join('\n') };
  }
  return { catalogue: result.data };
}

/** Checks decoded topics of an operator and puts them behind ours; what is wrong between the two is a fault of theirs. */
export function addOwnTopics(ours: Catalogue, own: unknown): { catalogue: Catalogue } | { faults: TopicFault[] } {
  const result = ownTopics.safeParse(own);
  if (!result.success) return { faults: unmetShape(result.error).map(each => toFault(each, own)) };
  const { groups, topics } = result.data;
  const all = { ...ours, groups: { ...ours.groups, ...groups }, topics: [...ours.topics, ...topics] };
  const unmet = [
    ...Object.keys(groups)
      .filter(group => Object.hasOwn(ours.groups, group))
      .map(group => ({
        path: ['groups', group],
        expected: `expected an id of your own: "${group}" is a group of Paperboy's, which topics may name without it`,
      })),
    ...unmetRules(all).map(({ path: [list, at, ...rest], expected }) => ({
      path: [list!, Number(at) - ours.topics.length, ...rest],
      expected,
    })),
  ];
  return unmet.length > 0 ? { faults: unmet.map(each => toFault(each, own)) } : { catalogue: all };
}

function unmetShape({ issues }: z.ZodError): Unmet[] {
  return issues.flatMap((issue): Unmet[] => {
    const { path, message } = issue;
    if (issue.code === 'invalid_key') return [{ path, expected: issue.issues[0]?.message ?? message }];
    if (issue.code !== 'unrecognized_keys') return [{ path, expected: message }];
    const fields = (path.length > 0 ? TOPIC_FIELDS : Object.keys(ownTopics.shape)).join(', ');
    return issue.keys.map(key => ({ path: [...path, key], expected: `expected no such field, but ${fields}` }));
  });
}

/** Rules across topics. Where two are at odds the later one is at fault. */
function unmetRules({ groups, topics }: Catalogue): Unmet[] {
  const unmet: Unmet[] = [];
  const names = new Map<string, string>();
  const taken = new Map<string, { by: Topic; asAlias: boolean }>();
  for (const [at, topic] of topics.entries()) {
    const expect = (rest: readonly PropertyKey[], expected: string) =>
      unmet.push({ path: ['topics', at, ...rest], expected });
    const { id, name, group, aliases = [] } = topic;
    const holder = taken.get(id);
    if (holder) expect(['id'], `expected an id that no other topic has or had, unlike "${holder.by.name}"`);
    taken.set(id, { by: topic, asAlias: false });
    for (const [position, alias] of aliases.entries()) {
      const holder = taken.get(alias);
      if (holder && !(holder.asAlias && holder.by !== topic)) {
        expect(['aliases', position], `expected an id that no topic has any more, unlike "${holder.by.name}"`);
      } else taken.set(alias, { by: topic, asAlias: true });
    }
    const namesake = names.get(name);
    if (namesake !== undefined) expect(['name'], `expected a name that no other topic has, unlike "${namesake}"`);
    names.set(name, id);
    if (!Object.hasOwn(groups, group)) expect(['group'], `expected one of ${Object.keys(groups).join(', ')}`);
    for (const place of repeatedPhrases(topic)) {
      expect(place, 'expected each phrase once: it has one meaning for a topic');
    }
  }
  return unmet;
}

function repeatedPhrases(topic: Topic): [list: string, position: number][] {
  const listed = (['strong', 'weak', 'exclude'] as const).flatMap(list =>
    topic[list].map((phrase, position) => ({ phrase, place: [list, position] as [string, number] })),
  );
  const seen = new Set<string>();
  return listed.filter(({ phrase }) => seen.size === seen.add(phrase).size).map(({ place }) => place);
}

function toFault({ path, expected }: Unmet, value: unknown): TopicFault {
  const at = (path: readonly PropertyKey[]) =>
    path.reduce<unknown>((found, key) => (found as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
  const found = at(path);
  const place = placeOf(path, at([...path.slice(0, 2), 'id']));
  const what = found === undefined ? 'is missing' : `is ${JSON.stringify(found)?.slice(0, MAX_QUOTED_CHARS)}`;
  return { path, reason: `${place} ${what}: ${expected}` };
}

/** The topic by its id, where it has one to be named by, then the rest of the path. */
function placeOf([list, at, ...rest]: readonly PropertyKey[], topicId: unknown): string {
  if (list !== 'topics' || at === undefined)
    return [list ?? 'the file', at].filter(part => part !== undefined).join('.');
  const named = typeof topicId === 'string' ? `topic "${topicId}"` : `topics[${String(at)}]`;
  const path = rest.map(key => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return path === '' ? named : `${named}: ${path.slice(1)}`;
}
