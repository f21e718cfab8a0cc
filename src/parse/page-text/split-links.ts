// Takes Markdown links apart: `[text](url)`, `[text][12]`, several on a line, and links that run over lines.

export interface Piece {
  text: string;
  /** Where the piece links to, if it is a link whose address is known. */
  target?: string;
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

/** Most lines hold none, and need not be taken apart. */
export function hasBrackets(text: string): boolean {
  return text.includes('[') || text.includes(']');
}

export function withoutImages(text: string): string {
  const rest = text.includes('![') ? text.replace(IMAGE, '') : text;
  return rest.replace(IMAGE_NOTE, '').trim();
}

/** An interval at the beginning of a line opens no link: `[0, 1) is …`. */
const INTERVAL = /^\[[^\s,[\]]{1,12}, ?[^\s,[\]]{1,12}\)/;

export interface LinkContext {
  /** Numbers to addresses, where the page lists them. */
  references: ReadonlyMap<string, string>;
  /** A link may begin here: at the beginning of a paragraph or heading, not within one. */
  mayOpen: boolean;
  /** The line stands inside a link that an earlier line opened. */
  isInside: boolean;
}

export function splitLinks(line: string, { references, mayOpen, isInside }: LinkContext): SplitLine {
  const pieces: Piece[] = [];
  const open: number[] = [];
  let closes = false;
  let rest = 0;
  let opening = line.indexOf('[');
  for (let index = line.indexOf(']'); index >= 0; index = line.indexOf(']', index + 1)) {
    for (; opening >= 0 && opening < index; opening = line.indexOf('[', opening + 1)) open.push(opening);
    LINK_END.lastIndex = index;
    const end = LINK_END.exec(line);
    const inner = open.pop();
    if (!end) continue;
    // An interval such as [0,1) leaves its bracket open: a link that ends the line begins where the line does, or above it.
    const endsLine = LINK_END.lastIndex === line.length;
    const opener = endsLine && isInside ? undefined : endsLine && open[0] === rest ? rest : inner;
    if (opener === undefined) closes = true;
    else if (opener > rest) add(pieces, line.slice(rest, opener));
    const target = end[1] ?? references.get(end[2] ?? '');
    add(pieces, withoutAltText(line.slice(opener === undefined ? rest : opener + 1, index)), target);
    open.length = 0;
    rest = LINK_END.lastIndex;
  }
  if (opening >= 0) open.push(opening);
  const opens = open[0] === rest && (line === '[' || (mayOpen && !INTERVAL.test(line.slice(rest))));
  add(pieces, line.slice(opens ? rest + 1 : rest));
  return { pieces, opens, closes };
}

function withoutAltText(text: string): string {
  return text.startsWith('[') ? text.replace(ALT_TEXT, '') : text;
}

function add(pieces: Piece[], text: string, target?: string): void {
  const trimmed = text.trim();
  if (trimmed !== '' || target !== undefined) pieces.push({ text: trimmed, target });
}
