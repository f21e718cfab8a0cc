// The text of a feed as a reader sees it.
import { htmlToText } from '../html-text.ts';
import type { FeedText } from './feed-entry.ts';

/** With line ends where the markup makes some; none of it for what is absent. */
export function plainText(text: FeedText | undefined): string {
  if (text === undefined) return '';
  return text.kind === 'html' && /[<&]/.test(text.value) ? htmlToText(text.value) : text.value;
}
