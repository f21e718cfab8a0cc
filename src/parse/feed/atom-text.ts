// The text constructs of Atom: what is literal text, what is HTML, what is wrapped in base64.
import type { FeedText } from './feed-entry.ts';
import { escapeMarkup } from './field-content.ts';
import type { XmlField } from './xml-field.ts';

/** Feeds that forget to say `type="html"` still show it by what ends in such a tag. */
const HTML_TAG = /<\/(?:p|div|span|a|b|i|em|strong|sub|sup|ul|ol|li|table|blockquote|h[1-6])>|<(?:br|p|hr)\s?\/?>/i;

/** RFC 4287 §3.1 and §4.1.3.3, and the `mode` of Atom 0.3. @returns undefined where there is no text in it */
export function atomText(field: XmlField | undefined): FeedText | undefined {
  if (field === undefined) return undefined;
  const type = field.attributes.type?.toLowerCase() ?? '';
  const value = field.text;
  if (field.attributes.markup !== undefined) return { kind: 'html', value };
  if (field.attributes.mode === 'base64' || isBinary(type)) {
    const decoded = decodeBase64(value);
    return decoded === undefined
      ? undefined
      : { kind: type.startsWith('text/plain') ? 'text' : 'html', value: decoded };
  }
  const isEscaped = field.attributes.mode === 'escaped' && type.includes('/') && type !== 'text/plain';
  if (isEscaped || /^(?:html|text\/html)/.test(type)) return { kind: 'html', value };
  if (/xhtml|[/+]xml/.test(type)) return { kind: 'html', value: escapeMarkup(value) };
  return { kind: type === '' && HTML_TAG.test(value) ? 'html' : 'text', value };
}

/** A media type that is neither text nor XML. */
function isBinary(type: string): boolean {
  return type.includes('/') && !/^text\/|[/+]xml\b/.test(type);
}

function decodeBase64(value: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(value), character => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
  } catch {
    return undefined;
  }
}
