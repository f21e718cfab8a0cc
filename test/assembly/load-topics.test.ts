import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openHouse, openScratchHouse } from '../../src/assembly/house.ts';
import { loadTopics } from '../../src/assembly/load-topics.ts';
import { loadTopicWeights } from '../../src/assembly/package-files.ts';
import { peopleRules } from '../../src/assembly/sync-people.ts';
import { readConfig } from '../../src/config.ts';
import { AppError } from '../../src/domain/errors.ts';
import { TOPIC_FIELDS } from '../../src/domain/topic.ts';
import { readWish } from '../../src/people/wish.ts';
import { compileCatalogue, matchTopics } from '../../src/select/match-topics.ts';
import { fencedBlocks, onlyCode, readProjectFile, tableRows } from '../docs/markdown.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-topics-'));
afterAll(() => rmSync(folder, { recursive: true }));

const documented = readProjectFile('docs/topics.md');
const [example = ''] = fencedBlocks(documented, 'yaml');

function written(text: string, name = 'topics.yaml'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function faultOf(topicsFile: string): string {
  try {
    loadTopics({ topicsFile });
  } catch (error) {
    if (error instanceof AppError && error.code === 'catalogue_invalid') return error.message.replaceAll(folder, '');
    throw error;
  }
  return 'none';
}

const BEES = '- {id: own-bees, name: Bees, group: learn, description: Hives, strong: [bee, honey]}';

describe('topics of an operator', () => {
  test('are none without a file', () => {
    expect(loadTopics({}).topics.map(({ id }) => id)).not.toContain('own-bees');
  });

  test('come from YAML and from JSON alike', () => {
    const yaml = loadTopics({ topicsFile: written(`topics:\n${BEES}\n`) });
    const { id, name, group, description, strong } = yaml.topics.at(-1)!;
    const json = JSON.stringify({ topics: [{ id, name, group, description, strong }] }, null, 2);
    expect(loadTopics({ topicsFile: written(json, 'topics.json') })).toEqual(yaml);
    expect(id).toBe('own-bees');
  });

  test('are matched by their phrases, beside ours that were learned', () => {
    const catalogue = compileCatalogue(loadTopics({ topicsFile: written(`topics:\n${BEES}\n`) }), loadTopicWeights());
    const found = matchTopics(catalogue, { title: 'Reinforcement Learning for Bees', abstract: 'Honey is a reward.' });
    expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(['rl', 'own-bees']));
    expect(found.find(({ id }) => id === 'own-bees')).toMatchObject({ score: 3.5, tier: 'match' });
  });

  test('and old ids of topics can be chosen in people files', () => {
    const topicsFile = written(`topics:\n${BEES.replace('}', ', aliases: [own-hives]}')}\n`);
    const config = readConfig({ TOPICS_FILE: topicsFile });
    const rules = peopleRules({ catalogue: loadTopics(config), config });
    const topics = ['rl', 'own-bees', 'own-hives'];
    expect(readWish({ email: 'ada@lab.org', topics }, rules)).toMatchObject({ wish: { interests: { topics } } });
    expect(readWish({ email: 'ada@lab.org', topics: ['own-cows'] }, rules)).toHaveProperty('fault');
  });
});

describe('a file that cannot be used is refused:', () => {
  test.each([
    ['syntax', 'topics: [a\n', '/topics.yaml:2: Flow sequence'],
    ['one fault', `topics:\n\n${BEES.replace('learn', 'farm')}`, '/topics.yaml:3: topic "own-bees": group is "farm"'],
    ['a field that is missing', `topics:\n- name: X\n${BEES}`, '/topics.yaml:2: topics[0]: id is missing'],
    ['an id of ours', `topics:\n- ${BEES.slice(2).replace('own-bees', 'rl')}`, ':2: topic "rl": id is "rl": expected'],
    ['nothing in it', '', '/topics.yaml:1: the file is null: expected a list of topics under "topics:"'],
    [
      'the same id twice',
      `topics:\n${BEES}\n${BEES.replace('Bees', 'Wasps')}`,
      '/topics.yaml:3: topic "own-bees": id is',
    ],
  ])('%s', (_, text, fault) => {
    expect(faultOf(written(text))).toContain(fault);
  });

  test('all faults at once, in the order of the lines', () => {
    const text = `topics:\n${BEES.replace('own-bees', 'B')}\n${BEES.replace('Hives', '""')}\n`;
    expect(
      faultOf(written(text))
        .split('\n')
        .map(line => line.slice(0, 37)),
    ).toEqual([
      'TOPICS_FILE has 2 faults:',
      '  /topics.yaml:2: topic "B": id is "B',
      '  /topics.yaml:3: topic "own-bees": d',
    ]);
  });

  test('no file', () => {
    expect(faultOf(join(folder, 'none.yaml'))).toMatch(/^TOPICS_FILE is "\/none\.yaml": expected a readable file: /);
  });

  test('before anything is opened or made', async () => {
    const dataDir = join(folder, 'data');
    const config = readConfig({ DATA_DIR: dataDir, TOPICS_FILE: written('topics: []') });
    await expect(openHouse(config)).rejects.toMatchObject({ code: 'catalogue_invalid' });
    await expect(openScratchHouse(config)).rejects.toMatchObject({ code: 'catalogue_invalid' });
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('docs/topics.md', () => {
  test('shows a file that works', () => {
    const { groups, topics } = loadTopics({ topicsFile: written(example) });
    const added = topics.slice(loadTopics({}).topics.length);
    expect(added.length).toBeGreaterThanOrEqual(2);
    expect(added.every(({ id }) => id.startsWith('own-'))).toBe(true);
    expect(Object.keys(groups).length).toBeGreaterThan(Object.keys(loadTopics({}).groups).length);
  });

  test('whose examples are told by their own topics', () => {
    const catalogue = loadTopics({ topicsFile: written(example) });
    const compiled = compileCatalogue(catalogue, loadTopicWeights());
    for (const { id, example } of catalogue.topics.filter(({ id }) => id.startsWith('own-'))) {
      const found = matchTopics(compiled, { title: example ?? '' }).find(topic => topic.id === id);
      expect(found?.tier, example).toMatch(/strong|match/);
    }
  });

  test('names every field of a topic, in the order of the schema', () => {
    expect(tableRows(documented, 'field').map(([field = '']) => onlyCode(field))).toEqual(TOPIC_FIELDS);
  });
});
