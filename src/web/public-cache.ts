// Pages that are the same for everybody are made once in some seconds, and told apart by an ETag, so that a browser or a feed
// reader that has one already gets no second copy. RFC 9110 §8.8.3 and §13.1.2.
import type { MiddlewareHandler } from 'hono';

const FRESH_MS = 5000;
const ENTRIES_MAX = 1000;
const KEY_MAX = 300;
/** When a form was shown is another thing with every making, and no reason to send the page again on the same day. */
const FORM_MARK = /(?<=name="form" value=")[^"]*/g;

interface Kept {
  body: Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
  until: number;
}

/** @param now its clock */
export function publicCache(now: () => Date): MiddlewareHandler {
  const kept = new Map<string, Kept>();
  return async (c, next) => {
    if (c.req.method !== 'GET') return next();
    const url = new URL(c.req.url);
    const key = `${url.pathname}${url.search}`;
    const at = now().getTime();
    let page = kept.get(key);
    if (!page || page.until <= at) {
      await next();
      if (c.res.status !== 200 || c.res.headers.has('set-cookie')) return;
      page = await keep(c.res, { at, date: now().toISOString().slice(0, 10) });
      if (key.length <= KEY_MAX) {
        if (kept.size >= ENTRIES_MAX) kept.delete(kept.keys().next().value!);
        kept.delete(key);
        kept.set(key, page);
      }
    }
    const { body, headers } = page;
    c.res = isKnown(c.req.header('if-none-match'), headers.etag!)
      ? new Response(null, {
          status: 304,
          headers: { etag: headers.etag!, 'cache-control': headers['cache-control']! },
        })
      : new Response(body, { headers });
    return undefined;
  };
}

async function keep(answer: Response, { at, date }: { at: number; date: string }): Promise<Kept> {
  const text = await answer.text();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(date + text.replace(FORM_MARK, '')));
  const headers = Object.fromEntries(
    ['content-type', 'last-modified', 'content-disposition'].flatMap(name => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const etag = `W/"${Buffer.from(digest).toString('base64url').slice(0, 22)}"`;
  return {
    body: new TextEncoder().encode(text),
    headers: { ...headers, etag, 'cache-control': 'no-cache' },
    until: at + FRESH_MS,
  };
}

/** Weakly compared; `*` stands for any. */
function isKnown(asked: string | undefined, etag: string): boolean {
  if (asked === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return asked.split(',').some(tag => tag.trim() === '*' || opaque(tag) === opaque(etag));
}
