// Topics of an operator's own, as the commands show them.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, install } from './paperboy.ts';

const TOPICS = `
topics:
  - id: own-bees
    name: Bees
    group: app
    description: Hives and honey
    example: Counting Honey Bees
    strong: [honey bee]
`;

let paperboy: Installation;
let env: Record<string, string>;
beforeAll(() => {
  paperboy = install();
  env = { TOPICS_FILE: paperboy.writeDigest('topics.yaml', TOPICS) };
});
afterAll(() => paperboy.remove());

test('a topic of an own file is listed, matched and chosen, and shown as gone when it is taken out', async () => {
  const listed = await paperboy.run(['topics', 'list'], { env });
  expect(listed.stdout).toMatch(
    /Applications & sciences\n[\s\S]*own-bees +Bees: Hives and honey\n +“Counting Honey Bees”/,
  );

  const input = '{"title":"Honey Bees at Night"}\n';
  const matched = await paperboy.run(['match', '--topics', 'own-bees'], { env, input });
  expect(JSON.parse(matched.stdout)).toMatchObject({ topics: [{ id: 'own-bees', tier: 'related' }] });

  await paperboy.run(['subscribers', 'add', 'ada@lab.org', '--topics', 'own-bees,rl'], { env });
  expect((await paperboy.run(['subscribers', 'list'], { env })).stdout).toContain('own-bees, rl\n');
  const later = await paperboy.run(['subscribers', 'list']);
  expect(later.stdout).toContain('own-bees (no longer in the catalogue), rl\n');
});

test('who is muted and wants a place from outside is listed so', async () => {
  await paperboy.run(['subscribers', 'add', 'eve@lab.org', '--muted', 'survey', '--outside']);
  expect((await paperboy.run(['subscribers', 'list'])).stdout).toContain(
    'top papers; never "survey"; last place from outside\n',
  );
});

test('a try where nothing was set up yet leaves nothing behind', async () => {
  const tried = await paperboy.run(['topics', 'try', '--keywords', 'bee', '--days', '1'], {
    env: { DATA_DIR: 'none' },
  });
  expect(tried).toMatchObject({ code: 0, stdout: 'No paper came in during the last day.\n' });
  expect(existsSync(join(paperboy.folder, 'none'))).toBe(false);
});

test('a broken file ends every command with the exit code of a wrong configuration', async () => {
  const TOPICS_FILE = paperboy.writeDigest('broken.yaml', TOPICS.replace('app', 'farm'));
  const { code, stderr } = await paperboy.run(['run', '--dry-run'], { env: { TOPICS_FILE } });
  expect(code).toBe(2);
  expect(stderr).toMatch(/broken\.yaml:5: topic "own-bees": group is "farm": expected one of .*\[catalogue_invalid\]/);
});
