// Takes Markdown links apart: `[text](url)`, `[text][12]`, several on a line, and links that run over lines.

export interface Piece {
  text: string;
  /** Where the piece links to, if it is a link whose address is known. */
  target?: string;
  isLink: boolean;
}

export interface SplitLine {
  pieces: Piece[];
  /** The line begins a link that ends on a later one. */
  opens: boolean;
  /** The line ends a link that began on an earlier one. */
  closes: boolean;
}

/** Every quantifier is bounded and stops at a bracket: no line can make it slow. */
const LINK_END =
  /\](?:\((?:([^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?))(?: "[^"]{0,300}")?\)|\[(\d{1,6})\])/y;
const IMAGE = /!\[[^[\]]{0,300}\](?:\([^()\s]{0,1000}(?: "[^"]{0,300}")?\)|\[\d{1,6}\])/g;
/** How page readers write an image they leave out: `[Image: logo]`, `[图片：logo]`. */
const IMAGE_NOTE = /\[(?:image|img|图片)(?: \d{1,4})?(?:[:：][^[\]]{0,300})?\](?![([])/gi;
/** A link's picture, kept as its alt text in front of the link's words: `[[nvidia] NVIDIA][7]`. */
const ALT_TEXT = /^\[[^[\]]{0,120}\] ?(?=\S)/;

export function withoutImages(text: string): string {
  return text.includes('[') ? text.replace(IMAGE, '').replace(IMAGE_NOTE, '').trim() : text;
}

/** An interval at the beginning of a line opens no link: `[0, 1) is …`. */
const INTERVAL = /^\[[^\s,[\]]{1,12}, ?[^\s,[\]]{1,12}\)/;

export interface LinkContext {
  /** The address of a numbered reference, where the page lists it. */
  resolve: (reference: string) => string | undefined;
  /** A link may begin here: at the beginning of a paragraph or heading, not within one. */
  mayOpen: boolean;
  /** The line stands inside a link that an earlier line opened. */
  isInside: boolean;
}

export function splitLinks(line: string, { resolve, mayOpen, isInside }: LinkContext): SplitLine {
  if (!/[[\]]/.test(line)) return { pieces: [{ text: line, isLink: false }], opens: false, closes: false };
  const pieces: Piece[] = [];
  const open: number[] = [];
  let closes = false;
  let rest = 0;
  for (const { 0: bracket, index } of line.matchAll(/[[\]]/g)) {
    if (bracket === '[') {
      open.push(index);
      continue;
    }
    LINK_END.lastIndex = index;
    const end = LINK_END.exec(line);
    const inner = open.pop();
    if (!end) continue;
    // An interval such as [0,1) leaves its bracket open: a link that ends the line begins where the line does, or above it.
    const endsLine = LINK_END.lastIndex === line.length;
    const opener = endsLine && isInside ? undefined : endsLine && open[0] === rest ? rest : inner;
    if (opener === undefined) closes = true;
    else if (opener > rest) add(pieces, line.slice(rest, opener), false);
    const target = end[1] ?? resolve(end[2] ?? '');
    add(pieces, line.slice(opener === undefined ? rest : opener + 1, index).replace(ALT_TEXT, ''), true, target);
    open.length = 0;
    rest = LINK_END.lastIndex;
  }
  const opens = open[0] === rest && (line === '[' || (mayOpen && !INTERVAL.test(line.slice(rest))));
  add(pieces, line.slice(opens ? rest + 1 : rest), false);
  return { pieces, opens, closes };
}

function add(pieces: Piece[], text: string, isLink: boolean, target?: string): void {
  const trimmed = text.trim();
  if (trimmed === '' && target === undefined) return;
  pieces.push({ text: trimmed, isLink, ...(target === undefined ? {} : { target }) });
}
