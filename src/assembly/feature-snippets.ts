// Lines of an MJML template as pieces of HTML, so that what each of them asks of a mail program can be looked up.

export interface FeatureSnippet {
  /** From 1. */
  line: number;
  snippet: string;
}

const TAG = /<([a-z][a-z0-9-]*)((?:\s[^<>]*)?)>/gi;
/** MJML writes these of its attributes as CSS. */
const CSS_ATTRIBUTE =
  /\b(padding(?:-[a-z]+)?|font-[a-z]+|line-height|letter-spacing|color|background-color|border(?:-[a-z]+)?|text-(?:decoration|transform)|width|height|vertical-align)="([^"]*)"/g;
const STYLE_BEGINS = /<(?:mj-style|style)\b[^>]*>/;
const STYLE_ENDS = /<\/(?:mj-style|style)\s*>/;

export function featureSnippets(template: string): FeatureSnippet[] {
  const snippets: FeatureSnippet[] = [];
  let isStyle = false;
  for (const [index, text] of template.split(/\r\n?|\n/).entries()) {
    const plain = text.replace(/\{\{theme\.(?:sans|serif)\}\}/g, 'system-ui').replace(/\{\{[^}]*\}\}/g, 'x');
    const begins = STYLE_BEGINS.test(plain);
    const ends = STYLE_ENDS.test(plain);
    if (isStyle || begins) {
      const css = plain.replace(STYLE_BEGINS, '').replace(STYLE_ENDS, '').trim();
      if (css !== '') snippets.push({ line: index + 1, snippet: `<style>${wholeRule(css)}</style>` });
      isStyle = !ends;
      continue;
    }
    const tags = [...plain.matchAll(TAG)].map(([tag, name = '', attributes = '']) => asHtml(tag, name, attributes));
    if (tags.length > 0) snippets.push({ line: index + 1, snippet: tags.join('') });
  }
  return snippets;
}

/** Each line of CSS as a rule of its own: braces that others close, or opened, are made up. */
function wholeRule(css: string): string {
  const opened = css.split('{').length - 1;
  const closed = css.split('}').length - 1;
  if (opened > closed) return `${css}${css.startsWith('@') ? ' p{top:0}' : ' top:0'}${'}'.repeat(opened - closed)}`;
  if (opened < closed) return wholeRule(css.replace(/\}\s*$/, '').trim() || 'top:0');
  return opened === 0 ? `p{${css}}` : css;
}

function asHtml(tag: string, name: string, attributes: string): string {
  if (!name.startsWith('mj')) return tag;
  const declarations = [...attributes.matchAll(CSS_ATTRIBUTE)].map(([, property, value]) => `${property}:${value}`);
  return declarations.length > 0 ? `<div style="${declarations.join(';')}"></div>` : '';
}
