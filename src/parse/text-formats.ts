// Every format that is text, in the order in which they are asked; a new one is one line here.
import { arxivMail } from './arxiv-mail/arxiv-mail.ts';
import type { Format } from './format.ts';
import { markdownList } from './markdown/markdown-list.ts';
import { barePageText, pageText } from './page-text/page-text.ts';
import { titleDump } from './title-dump.ts';

/** Texts with signs of their own, and last the text that is only titles and abstracts. */
export const TEXT_FORMATS: readonly Format[] = [arxivMail, pageText, titleDump, markdownList, barePageText];
