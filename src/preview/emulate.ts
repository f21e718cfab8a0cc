// A mail's HTML as it looks on a device that prefers dark or light, or in a program that loads no images.

const SCHEME_META = /<meta\b[^>]*name="(?:supported-)?color-schemes?"[^>]*>/gi;
const IMAGE_ADDRESS = /\s(?:src|srcset|background)\s*=\s*(?:"[^"]*"|'[^']*')/gi;

export type Scheme = 'light' | 'dark';

/** Answers the mail's question for the preferred colours, whatever this device would say. */
export function inScheme(mailHtml: string, scheme: Scheme): string {
  const other = scheme === 'dark' ? 'light' : 'dark';
  const always = (query: string) => new RegExp(`\\(\\s*prefers-color-scheme\\s*:\\s*${query}\\s*\\)`, 'gi');
  return (
    mailHtml
      // `(min-width:0)` is true everywhere and, unlike `all`, may stand beside other conditions.
      .replace(always(scheme), '(min-width:0)')
      .replace(always(other), '(max-width:0)')
      .replace(/(color-scheme(?:s)?\s*:\s*)[a-z ]+(?=[;}"])/gi, `$1${scheme}`)
      .replace(SCHEME_META, tag => tag.replace(/content="[^"]*"/i, `content="${scheme}"`))
      .replace(/<head\b[^>]*>/i, head => `${head}<style>:root{color-scheme:${scheme}}</style>`)
  );
}

/** Only what stands for the images is left: their `alt`. */
export function withoutImages(mailHtml: string): string {
  return mailHtml.replace(/<[a-z][^>]*>/gi, tag => tag.replace(IMAGE_ADDRESS, '')).replace(/url\([^)]*\)/gi, 'none');
}
