// HTML fragments to plain text: tags go, character references become characters.
import { decodeHTMLStrict } from 'entities';
import { subscript, superscript } from './scripts.ts';

/** Attributes must look like attributes: `a <b and c> d` is text. */
const ATTRIBUTES =
  /(?:\s{1,20}[^\s=<>"']{1,60}=(?:"[^"<>]{0,2000}"|'[^'<>]{0,2000}'|[^\s<>"']{1,2000})){0,40}\s{0,20}\/?/.source;
const BLOCK_NAMES = 'p|div|br|li|ul|ol|tr|table|h[1-6]|blockquote|section|article|hr';
const BLOCK_TAG = new RegExp(`</?(?:${BLOCK_NAMES})${ATTRIBUTES}>`, 'gi');
const TAG = new RegExp(`</?([a-z][a-z0-9:]{0,20})${ATTRIBUTES}>`, 'gi');
const COMMENT = /<!--[^<>]{0,2000}-->/g;
/**
 * Of HTML, old and new, of MathML and SVG inside it, and Word's `o:p`. Whatever else stands in angle brackets is text:
 * `<think>`, `List<int>`; so are `<data>`, `<output>` and `<search>`, which papers have as tokens and feeds never.
 */
const ELEMENTS: ReadonlySet<string> = new Set(
  [
    'a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button',
    'canvas caption center cite code col colgroup dd del details dfn dialog dir div dl dt em embed fieldset figcaption',
    'figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd',
    'label legend li link main map mark marquee menu meta meter nav nobr noscript object ol optgroup option p param',
    'picture pre progress q rb rp rt rtc ruby s samp script section select small source span strike strong style sub',
    'summary sup table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr',
    'annotation maction math menclose merror mfenced mfrac mglyph mi mmultiscripts mn mo mover mpadded mphantom',
    'mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics',
    'circle defs ellipse g line path polygon polyline rect svg tspan use o:p',
  ].flatMap(names => names.split(' ')),
);
const HIDDEN = /<(script|style)(?:\s[^<>]{0,2000})?>[^<]{0,100000}<\/\1>/gi;
const SCRIPT = /<(su[bp])>([^<>&]{1,20})<\/\1>/gi;
const REFERENCE = /&#?[a-z0-9]{1,40};/i;
/** What people put into titles and abstracts; `List<int>` and `Vec<T>` are none of it. */
const INLINE_TAG = new RegExp(`<(/?)(a|b|br|em|i|p|small|span|strong|sub|sup|tt|u)${ATTRIBUTES}>`, 'gi');

/** Block tags become line ends, other tags of HTML vanish, then references are decoded once. */
export function htmlToText(html: string): string {
  const text = html.includes('<')
    ? html
        .replace(COMMENT, '')
        .replace(HIDDEN, ' ')
        .replace(SCRIPT, inOneLine)
        .replace(BLOCK_TAG, '\n')
        .replace(TAG, (tag, name: string) => (ELEMENTS.has(name.toLowerCase()) ? '' : tag))
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
  return text.includes('&') && REFERENCE.test(text) ? decodeHTMLStrict(text) : text;
}

/** @returns the character of an HTML entity's name, or undefined */
export function namedCharacter(name: string): string | undefined {
  const reference = `&${name};`;
  const character = decodeHTMLStrict(reference);
  return character === reference ? undefined : character;
}
