// Quoted-printable of one fragment, with the places where tokens are to be written. RFC 2045 §6.7.
import { TOKEN_LENGTH } from '../domain/link-token.ts';
import type { Fragment, Slot } from '../domain/mail.ts';

/** A fragment as it stands in the message, its slots at offsets of these bytes. */
export interface EncodedFragment {
  readonly bytes: Uint8Array;
  readonly slots: readonly Slot[];
}

/**
 * Kept on the fragment itself: a WeakMap of all pieces of an issue would cost the garbage collector more than composing. What no mail
 * holds any more is forgotten.
 */
const ENCODED = Symbol('transfer encoding');

/** The encoding of a fragment, made once. */
export function encodedOnce(fragment: Fragment & { [ENCODED]?: EncodedFragment }): EncodedFragment {
  fragment[ENCODED] ??= encodeFragment(fragment);
  return fragment[ENCODED];
}

/** 76 with the `=` of a soft break. */
const LINE_MAX = 75;
const [LF, CR, TAB, SPACE, DOT, EQUALS, DELETE] = [10, 13, 9, 32, 46, 61, 127];
const HEX = Buffer.from('0123456789ABCDEF');
const FROM = Buffer.from('From ');
/** Of the longest line: a soft break for every 72 characters, at worst each three octets wide. */
const GROWTH = 3 * (1 + 3 / (LINE_MAX - 12));
/** 1 where an octet stands for itself; white space does so but at the end of a line. RFC 2045 §6.7. */
const LITERAL = Uint8Array.from({ length: 256 }, (_, octet) =>
  octet === TAB || (octet >= SPACE && octet < DELETE && octet !== EQUALS) ? 1 : 0,
);
/** One encoding at a time: what is written here is copied at the end, since the rest of the room would be kept with it. */
let scratch = Buffer.alloc(1 << 16);
let octets = Buffer.alloc(1 << 14);

/**
 * Lines of at most 76 octets that end in CRLF. A soft break never parts the octets of a character or of a token, whose
 * letters all stand for themselves. No line begins with a dot, which SMTP would double, or with `From `, which mailboxes quote.
 */
function encodeFragment({ text, slots }: Fragment): EncodedFragment {
  if (octets.length < 3 * text.length) octets = Buffer.alloc(3 * text.length);
  const source = octets;
  const length = source.write(text);
  const room = Math.ceil(length * GROWTH) + (slots.length + 1) * 3;
  if (scratch.length < room) scratch = Buffer.alloc(room);
  const out = scratch;
  const places: Slot[] = [];
  let to = 0;
  let column = 0;
  let nextSlot = 0;
  let slotAt = octetOf(text, slots, nextSlot, 0);
  let at = 0;
  while (at < length) {
    if (column > 0) {
      // Most octets stand for themselves; what needs a closer look begins a line, ends it or has a slot.
      const end = Math.min(at + LINE_MAX - column, slotAt < 0 ? length - 1 : slotAt);
      const from = at;
      while (at < end && LITERAL[source[at]!] === 1 && source[at + 1] !== LF) out[to++] = source[at++]!;
      column += at - from;
    }
    const octet = source[at]!;
    if (octet === LF) {
      out[to++] = CR;
      out[to++] = LF;
      column = 0;
      at += 1;
      continue;
    }
    const isSlot = at === slotAt;
    const isLiteral =
      LITERAL[octet] === 1 && (octet > SPACE || isWithinLine(at + 1 < length ? source[at + 1] : undefined));
    const end = at + (isSlot ? TOKEN_LENGTH : isLiteral ? 1 : octetsOf(octet));
    const width = isSlot || isLiteral ? end - at : 3 * (end - at);
    if (column + width > LINE_MAX) {
      out[to++] = EQUALS;
      out[to++] = CR;
      out[to++] = LF;
      column = 0;
    }
    if (isSlot) {
      places.push({ purpose: slots[nextSlot]!.purpose, at: to });
      nextSlot += 1;
      slotAt = octetOf(text, slots, nextSlot, slotAt);
    }
    const isEscaped = !isSlot && (!isLiteral || (column === 0 && isUnsafeFirst(source, at)));
    column += isEscaped ? 3 * (end - at) : end - at;
    for (; at < end; at += 1) {
      if (isEscaped) to = writeEscaped(out, to, source[at]!);
      else out[to++] = source[at]!;
    }
  }
  return { bytes: Buffer.from(out.subarray(0, to)), slots: places };
}

/** The octet at which a slot begins, counted on from the slot before it. */
function octetOf(text: string, slots: readonly Slot[], index: number, before: number): number {
  const slot = slots[index];
  if (!slot) return -1;
  return before + Buffer.byteLength(text.slice(slots[index - 1]?.at ?? 0, slot.at));
}

/** White space at the end of a line would be lost on the way. */
function isWithinLine(next: number | undefined): boolean {
  return next !== LF && next !== undefined;
}

function isUnsafeFirst(source: Buffer, at: number): boolean {
  return source[at] === DOT || startsWith(source, at, FROM);
}

/** How many octets the character has that begins with this one. */
function octetsOf(first: number): number {
  if (first < 0xc0) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

function startsWith(source: Buffer, at: number, wanted: Buffer): boolean {
  return source[at] === wanted[0] && source.compare(wanted, 0, wanted.length, at, at + wanted.length) === 0;
}

function writeEscaped(out: Buffer, at: number, octet: number): number {
  out[at] = EQUALS;
  out[at + 1] = HEX[octet >> 4]!;
  out[at + 2] = HEX[octet & 15]!;
  return at + 3;
}
