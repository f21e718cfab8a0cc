// The papers that addresses on a page lead to.
import { type ArxivId, parseArxivId } from '../../domain/arxiv-id.ts';

/** The paper a link leads to; relative links are the page's own. */
export function paperOf(target: string | undefined): ArxivId | undefined {
  if (target === undefined) return undefined;
  return parseArxivId(target.startsWith('/papers/') ? `https://huggingface.co${target}` : target);
}

/** The paper of an upvote button, whose link asks visitors to log in first. */
export function voteOf(target: string | undefined): ArxivId | undefined {
  const id = target && /\/login\?next=%2Fpapers%2F([^&#\s]{1,60})$/i.exec(target)?.[1];
  return id ? parseArxivId(id.replace(/%2F/gi, '/')) : undefined;
}
