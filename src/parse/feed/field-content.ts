// What stands inside one element of a feed: text, inner markup in order, or the parts of a person.
import { decodeEntities } from '../html-text.ts';

export interface FieldContent {
  /** @param text raw: references are decoded here and nowhere else, except in CDATA, which has none */
  addText(text: string, isCdata: boolean): void;
  /** @param level 1 for a child, 2 for a grandchild */
  openChild(name: string, attributes: Record<string, string>, level: number): void;
  closeChild(name: string, level: number): void;
  readonly value: string;
  /** What the content says beside its value, as attributes of the field. */
  readonly facts: Readonly<Record<string, string>> | undefined;
}

/** HTML knows no end tag for these: `</br>` would be a second line break. */
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/** Text, until a child element shows that it is markup: then HTML, with the fact `markup`. */
export class TextContent implements FieldContent {
  value = '';
  #isMarkup = false;
  readonly #isXhtml: boolean;

  constructor(type: string | undefined) {
    this.#isXhtml = type === 'xhtml';
  }

  get facts(): Record<string, string> | undefined {
    return this.#isMarkup ? { markup: '1' } : undefined;
  }

  addText(text: string, isCdata: boolean): void {
    const decoded = isCdata ? text : decodeOnce(text);
    this.value += this.#isMarkup ? escapeMarkup(decoded) : decoded;
  }

  openChild(name: string, attributes: Record<string, string>, level: number): void {
    if (!this.#isMarkup) this.value = escapeMarkup(this.value);
    this.#isMarkup = true;
    if (this.#isWrapper(name, level)) return;
    const written = Object.entries(attributes)
      .filter(([attribute]) => !/^xmlns(?::|$)/.test(attribute))
      .map(([attribute, value]) => ` ${attribute}="${escapeMarkup(decodeOnce(value))}"`);
    this.value += `<${localOf(name)}${written.join('')}>`;
  }

  closeChild(name: string, level: number): void {
    if (!this.#isWrapper(name, level) && !VOID.has(localOf(name))) this.value += `</${localOf(name)}>`;
  }

  /** RFC 4287 §3.1.1.3: the div around XHTML is not part of the content. */
  #isWrapper(name: string, level: number): boolean {
    return this.#isXhtml && level === 1 && localOf(name) === 'div';
  }
}

const PERSON_PARTS: ReadonlyMap<string, string> = new Map([
  ['name', 'name'],
  ['email', 'email'],
  ['uri', 'url'],
  ['url', 'url'],
]);

/** A person named by text or by elements, which become the facts `name`, `email` and `url`. */
export class PersonContent implements FieldContent {
  value = '';
  readonly facts: Record<string, string> = {};
  #part: string | undefined;

  addText(text: string, isCdata: boolean): void {
    const decoded = isCdata ? text : decodeOnce(text);
    if (this.#part === undefined) this.value += decoded;
    else this.facts[this.#part] = (this.facts[this.#part] ?? '') + decoded;
  }

  openChild(name: string): void {
    this.#part = PERSON_PARTS.get(localOf(name).toLowerCase()) ?? this.#part;
  }

  closeChild(_name: string, level: number): void {
    if (level === 1) this.#part = undefined;
  }
}

/** Decodes the references of XML, and those of HTML, which XML would need a DTD for. */
export function decodeOnce(raw: string): string {
  return raw.includes('&') ? decodeEntities(raw) : raw;
}

export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Inside HTML the prefixes of XML mean nothing: `svg:circle` is `circle`. */
function localOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
