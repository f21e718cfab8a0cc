// Feeds of the wild as an outline that a strict reader takes, and beside it the fields of their entries: by canonical
// names, references decoded, inner markup in order, whatever else the document is made of left out.
import { Parser } from 'htmlparser2';
import { type Family, SHAPES } from './family.ts';
import { ATTRIBUTES, ENTRY_FIELDS, FEED_FIELDS, PERSON_FIELDS } from './feed-fields.ts';
import { decodeOnce, type FieldContent, PersonContent, TextContent } from './field-content.ts';
import { claimedByRoot, type Namespaces, vocabularyOf } from './namespaces.ts';
import { type Scope, scopeInside } from './scope.ts';
import type { XmlField } from './xml-field.ts';
import { findRoot, hostileEntity } from './xml-root.ts';

/** Fields by canonical name, each as often as it occurs. */
type FieldsOfOne = Map<string, XmlField[]>;

interface Outline {
  /**
   * Well-formed, without DTD, entities or attributes of the source: only the root, and for every entry its number in
   * `entries`. The texts stay out of it, for a reader of XML goes through them character by character.
   */
  xml: string;
  feed: FieldsOfOne;
  entries: FieldsOfOne[];
}

/** The element of the outline that holds an entry's number. */
export const NUMBER_ELEMENT = 'number';

/** Elements that only hold fields. */
const CONTAINERS: ReadonlySet<string | undefined> = new Set(['channel', 'media:group']);
/** Real feeds stay below 20. */
const MAX_DEPTH = 100;
/** arXiv announces some 2,000 papers a day; an entry costs more than its few bytes. */
const MAX_ENTRIES = 50_000;

/**
 * What makes an entry untrustworthy is its field `fault`.
 * @param base absolute address that relative ones are resolved against where the feed does not say; '' for none
 * @throws Error for a feed that ends in the middle, is nested too deep, or does not close what holds its entries
 */
export function outlineFeed(xml: string, family: Family, base: string): Outline {
  const start = findRoot(xml)?.start ?? 0;
  const hostile = hostileEntity(xml.slice(0, start));
  if (hostile !== undefined)
    throw new Error(`its entity "${hostile}" stands for others or for something elsewhere: expected none of that kind`);
  const outliner = new Outliner(family, base);
  // Never told the end: what would then be closed is just what the document leaves open.
  new Parser(outliner, { xmlMode: true, decodeEntities: false }).write(xml.slice(start));
  return outliner.finish();
}

interface OpenField {
  name: string;
  depth: number;
  attributes: Record<string, string>;
  content: FieldContent;
}

class Outliner {
  readonly #shape: (typeof SHAPES)[Family];
  readonly #feed: FieldsOfOne = new Map();
  readonly #entries: FieldsOfOne[] = [];
  /** Of every open element, the innermost last, above what is outside the root. */
  readonly #scopes: Scope[];
  /** Canonical names of elements, under the namespaces they were last looked up in. */
  readonly #names = new Map<string, string | undefined>();
  #namesIn: Namespaces | undefined;
  #entry: { depth: number; fields: FieldsOfOne } | undefined;
  /** How deep the entries are that another one began in. */
  readonly #abandoned = new Set<number>();
  #field: OpenField | undefined;
  /** How deep the element is that is passed over; 0 for none. */
  #skippedDepth = 0;
  #isCdata = false;
  /** Nothing came since an element was opened. */
  #isEmpty = false;
  #isComplete = false;

  constructor(family: Family, base: string) {
    this.#shape = SHAPES[family];
    this.#scopes = [{ namespaces: new Map(), base }];
  }

  onopentag(qualified: string, attributes: Record<string, string>): void {
    const depth = this.#scopes.length;
    if (depth > MAX_DEPTH)
      throw new Error(`its elements are nested more than ${MAX_DEPTH} deep: expected at most that`);
    this.#isEmpty = true;
    const scope = scopeInside(attributes, this.#scopes[depth - 1] as Scope);
    this.#scopes.push(scope);
    if (depth === 1) scope.namespaces = claimedByRoot(qualified, scope.namespaces);
    if (this.#isComplete || this.#skippedDepth > 0 || depth === 1) return;
    if (this.#field) this.#field.content.openChild(qualified, attributes, depth - this.#field.depth);
    else this.#openElement(this.#nameOf(qualified, scope), attributes, depth);
  }

  #openElement(name: string | undefined, attributes: Record<string, string>, depth: number): void {
    if (name === 'item' || name === 'entry') this.#openEntry(attributes, depth);
    else if (name !== undefined && (this.#entry ? ENTRY_FIELDS : FEED_FIELDS).has(name)) {
      const content = PERSON_FIELDS.has(name) ? new PersonContent() : new TextContent(attributes.type);
      this.#field = { name, depth, attributes, content };
    } else if (!CONTAINERS.has(name)) this.#skippedDepth = depth;
  }

  #openEntry(attributes: Record<string, string>, depth: number): void {
    if (this.#entry) {
      this.#addFault('it is not closed before the next one');
      this.#abandoned.add(this.#entry.depth);
      this.#closeEntry(this.#entry.fields);
    }
    if (this.#entries.length === MAX_ENTRIES)
      throw new Error(`it holds more than ${MAX_ENTRIES} entries: expected at most that`);
    this.#entry = { depth, fields: new Map() };
    const about = attributes['rdf:about'] ?? attributes.about;
    if (about !== undefined) this.#addField('rdf:about', { text: decodeOnce(about), attributes: {} });
  }

  ontext(data: string): void {
    this.#isEmpty = false;
    this.#field?.content.addText(data, this.#isCdata);
  }

  oncdatastart(): void {
    this.#isCdata = true;
  }

  oncdataend(): void {
    this.#isCdata = false;
  }

  onclosetag(qualified: string, isImplied: boolean): void {
    this.#scopes.pop();
    const depth = this.#scopes.length;
    // The end of `<a/>` is reported as implied, too; an element without content has none to lose.
    const isCutShort = isImplied && !this.#isEmpty;
    this.#isEmpty = false;
    if (this.#isComplete || (this.#skippedDepth > 0 && this.#skippedDepth < depth)) return;
    if (this.#field && this.#field.depth < depth) {
      this.#field.content.closeChild(qualified, depth - this.#field.depth);
      return;
    }
    if (this.#abandoned.delete(depth)) return;
    if (isCutShort && depth > 1) this.#addFault(`<${qualified}> is not closed`);
    if (this.#skippedDepth === depth) this.#skippedDepth = 0;
    else if (this.#field) this.#closeField(this.#field);
    else if (this.#entry?.depth === depth) this.#closeEntry(this.#entry.fields);
    else if (depth === 1) this.#isComplete = true;
  }

  #closeField({ name, depth, attributes, content }: OpenField): void {
    const base = this.#scopes[depth - 1]?.base;
    this.#field = undefined;
    this.#addField(name, {
      text: content.value.trim(),
      attributes: { ...readable(attributes), ...content.facts, base },
    });
  }

  #closeEntry(fields: FieldsOfOne): void {
    this.#entries.push(fields);
    this.#entry = undefined;
  }

  /** Inside an entry only that entry is at fault; outside, nobody knows how many entries were swallowed. */
  #addFault(fault: string): void {
    if (!this.#entry) throw new Error(`${fault}: expected its end tag`);
    this.#addField('fault', { text: fault, attributes: {} });
  }

  #addField(name: string, field: XmlField): void {
    const fields = this.#entry?.fields ?? this.#feed;
    const same = fields.get(name);
    if (same) same.push(field);
    else fields.set(name, [field]);
  }

  /** The same few names come again and again. */
  #nameOf(qualified: string, { namespaces }: Scope): string | undefined {
    if (namespaces !== this.#namesIn) {
      this.#namesIn = namespaces;
      this.#names.clear();
    }
    if (this.#names.has(qualified)) return this.#names.get(qualified);
    const [vocabulary, local] = vocabularyOf(qualified, namespaces);
    const isOwn = vocabulary === '' || vocabulary === this.#shape.own;
    const name = vocabulary === undefined ? undefined : isOwn ? local : `${vocabulary}:${local}`;
    this.#names.set(qualified, name);
    return name;
  }

  finish(): Outline {
    const count = this.#entries.length;
    if (!this.#isComplete)
      throw new Error(
        `it ends in the middle, after ${count} whole ${count === 1 ? 'entry' : 'entries'}: expected its last end tag`,
      );
    const { before, entry, after } = this.#shape;
    const numbers = this.#entries.map((_, at) => `<${entry}><${NUMBER_ELEMENT}>${at}</${NUMBER_ELEMENT}></${entry}>`);
    return { xml: [before, ...numbers, after].join(''), feed: this.#feed, entries: this.#entries };
  }
}

/** The attributes somebody reads, by names in lower case. */
function readable(attributes: Record<string, string>): Record<string, string> | undefined {
  let read: Record<string, string> | undefined;
  for (const name of Object.keys(attributes)) {
    const lower = name.toLowerCase();
    if (!ATTRIBUTES.has(lower)) continue;
    read ??= {};
    read[lower] = decodeOnce(attributes[name] ?? '').trim();
  }
  return read;
}
