// Every format that is XML or HTML, in the order in which they are asked; a new one is one line here.
import { feed } from './feed/feed.ts';
import type { Format } from './format.ts';
import { hfPage } from './hf/hf-page.ts';
import { htmlPage } from './html/html-page.ts';
import { oaiPmh } from './oai/oai-pmh.ts';

export const MARKUP_FORMATS: readonly Format[] = [feed, oaiPmh, hfPage, htmlPage];
