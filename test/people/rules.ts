// What the tests check people files against.

import type { PeopleRules } from '../../src/people/wish.ts';
import { isTimeZone } from '../../src/schedule/time-zones.ts';

export const TOPICS = ['rl', 'robotics', 'llm', '3d'] as const;

export const RULES: PeopleRules = { topicIds: new Set(TOPICS), isTimeZone, defaultTimeZone: 'Europe/Berlin' };
