// The links of a mail, checked for shape alone: nothing is fetched.

interface LinkFault {
  /** As the mail has it, or the tag where there is no address. */
  href: string;
  reason: string;
}

export interface LinkReport {
  /** Links of the HTML and of the text, each time they stand there. */
  count: number;
  faults: readonly LinkFault[];
}

const ANCHOR = /<a\b[^>]*>/gi;
const HREF = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i;
const TEXT_ADDRESS = /\b(?:https?:\/\/|mailto:)[^\s<>"]+/g;
const SENTENCE_END = /[.,;:!?)\]]+$/;
/** By the path under the public address: unsubscribe, manage, view, learn. */
const PERSONAL_PATHS: Readonly<Record<string, string>> = { u: 'unsubscribe', m: 'manage', v: 'view', l: 'learn' };
const TOKEN = /^v1\.[a-z0-9]{4}\.([umvl])[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{22}$/;

/**
 * Each link must be http, https or mailto and must not be empty or `#`; a personal one must carry a token of its own purpose; and
 * whoever gets the mail must be able to leave.
 * @param publicUrl what personal links begin with
 */
export function checkLinks({ html, text }: { html: string; text: string }, publicUrl: string): LinkReport {
  const base = publicUrl.replace(/\/+$/, '');
  const inHtml = [...html.replace(/<!--[\s\S]*?-->/g, '').matchAll(ANCHOR)].map(([tag]) => ({
    tag,
    href: hrefOf(tag),
  }));
  const inText = [...text.matchAll(TEXT_ADDRESS)].map(([address]) => address.replace(SENTENCE_END, ''));
  const faults = new Map<string, string>();
  for (const { tag, href } of inHtml) {
    const reason = href === undefined ? 'has no address' : faultOf(href, base);
    if (reason) faults.set(href || tag, reason);
  }
  for (const href of inText) {
    const reason = faultOf(href, base);
    if (reason) faults.set(href, reason);
  }
  const leads = (hrefs: readonly (string | undefined)[]) => hrefs.some(href => href?.startsWith(`${base}/u/`));
  if (html !== '' && !leads(inHtml.map(({ href }) => href))) faults.set('the HTML part', 'has no link to unsubscribe');
  if (!leads(inText)) faults.set('the text part', 'has no link to unsubscribe');
  return { count: inHtml.length + inText.length, faults: [...faults].map(([href, reason]) => ({ href, reason })) };
}

function hrefOf(tag: string): string | undefined {
  const [, double, single, bare] = HREF.exec(tag) ?? [];
  const value = double ?? single ?? bare;
  return value
    ?.replace(/&(?:amp|#38|#x26);/gi, '&')
    .replace(/&quot;/g, '"')
    .replace(/&#x27;|&#39;/gi, "'");
}

function faultOf(href: string, base: string): string | undefined {
  if (href.trim() === '') return 'is empty';
  if (href === '#') return 'is #, which leads nowhere: an address that is not http, https or mailto becomes that';
  if (/[\u0000-\u0020]/.test(href)) return 'has a space or control character in it';
  const url = URL.parse(href);
  if (!url) return 'is no complete address';
  if (!['http:', 'https:', 'mailto:'].includes(url.protocol))
    return `begins with ${url.protocol} and not with http, https or mailto`;
  if (url.protocol === 'mailto:') return url.pathname.includes('@') ? undefined : 'has no address after mailto:';
  return href.startsWith(`${base}/`) ? personalFault(href.slice(base.length + 1)) : undefined;
}

function personalFault(path: string): string | undefined {
  const [section = '', token = ''] = path.split(/[/?#]/);
  const purpose = PERSONAL_PATHS[section];
  if (purpose === undefined) return undefined;
  return TOKEN.exec(token)?.[1] === section ? undefined : `has no token for “${purpose}”`;
}
