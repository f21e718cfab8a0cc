// Every format that is JSON, in the order in which they are asked; a new one is one line here.
import { jsonFeed } from './feed/json-feed.ts';
import type { Format } from './format.ts';
import { hfApi } from './hf/hf-api.ts';
import { inspire } from './inspire.ts';
import { jsonLines } from './json-lines.ts';

export const JSON_FORMATS: readonly Format[] = [hfApi, inspire, jsonFeed, jsonLines];
