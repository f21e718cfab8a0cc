// HTML fragments to plain text: tags go, character references become characters.
import { decodeHTMLStrict } from 'entities';
import { subscript, superscript } from './scripts.ts';

/** Attributes must look like attributes: `a <b and c> d` is text. */
const ATTRIBUTES =
  /(?:\s{1,20}[^\s=<>"']{1,60}=(?:"[^"<>]{0,2000}"|'[^'<>]{0,2000}'|[^\s<>"']{1,2000})){0,40}\s{0,20}\/?/.source;
const BLOCK_NAMES = 'p|div|br|li|ul|ol|tr|table|h[1-6]|blockquote|section|article|hr';
const BLOCK_TAG = new RegExp(`</?(?:${BLOCK_NAMES})${ATTRIBUTES}>`, 'gi');
const TAG = new RegExp(`</?[a-z][a-z0-9:-]{0,40}${ATTRIBUTES}>|<!--[^<>]{0,2000}-->`, 'gi');
const HIDDEN = /<(script|style)(?:\s[^<>]{0,2000})?>[^<]{0,100000}<\/\1>/gi;
const SCRIPT = /<(su[bp])>([^<>&]{1,20})<\/\1>/gi;
const REFERENCE = /&#?[a-z0-9]{1,40};/i;
/** What people put into titles and abstracts; `List<int>` and `Vec<T>` are none of it. */
const INLINE_TAG = new RegExp(`<(/?)(a|b|br|em|i|p|small|span|strong|sub|sup|tt|u)${ATTRIBUTES}>`, 'gi');

/** Block tags become line ends, other tags vanish, then references are decoded once. */
export function htmlToText(html: string): string {
  const text = html.includes('<')
    ? html.replace(HIDDEN, ' ').replace(SCRIPT, inOneLine).replace(BLOCK_TAG, '\n').replace(TAG, '')
    : html;
  return decodeEntities(text);
}

/**
 * For text that should be plain and may hold a little HTML all the same: only well-known tags go, and only where each
 * is closed again, so that `List<i>` and `p<0.05` stay; then references are decoded once.
 */
export function inlineHtmlToText(text: string): string {
  if (!text.includes('<')) return decodeEntities(text);
  const seen = new Set<string>();
  for (const [, slash, name = ''] of text.matchAll(INLINE_TAG)) seen.add(`${slash}${name.toLowerCase()}`);
  if (seen.size === 0) return decodeEntities(text);
  const isMarkup = (name: string) => name === 'br' || (seen.has(name) && seen.has(`/${name}`));
  const plain = (whole: string, _: string, name: string) => {
    if (!isMarkup(name.toLowerCase())) return whole;
    return /^(?:br|p)$/i.test(name) ? ' ' : '';
  };
  return decodeEntities(text.replace(SCRIPT, inOneLine).replace(INLINE_TAG, plain));
}

function inOneLine(_: string, name: string, text: string): string {
  return name.toLowerCase() === 'sub' ? subscript(text) : superscript(text);
}

/** Decodes character references once; what HTML does not know, or does not end with a semicolon, stays as it is. */
export function decodeEntities(text: string): string {
  return REFERENCE.test(text) ? decodeHTMLStrict(text) : text;
}

/** @returns the character of an HTML entity's name, or undefined */
export function namedCharacter(name: string): string | undefined {
  const reference = `&${name};`;
  const character = decodeHTMLStrict(reference);
  return character === reference ? undefined : character;
}
