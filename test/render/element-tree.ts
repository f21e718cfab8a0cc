// What an independent HTML parser sees in a mail.
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Names of elements and attributes, one line each, indented by depth; without any text. */
export function elementTree(html: string): string {
  const lines: string[] = [];
  const visit = (node: Node, depth: number): void => {
    if ('attrs' in node) {
      lines.push(`${'  '.repeat(depth)}${node.tagName} ${node.attrs.map(({ name }) => name).join(' ')}`);
    }
    if (node.nodeName === '#comment') lines.push(`${'  '.repeat(depth)}${'data' in node ? node.data : ''}`);
    if ('childNodes' in node) for (const child of node.childNodes) visit(child, depth + 1);
  };
  visit(parse(html), 0);
  return lines.join('\n');
}

export function elements(html: string, ...tagNames: string[]): Element[] {
  const found: Element[] = [];
  const visit = (node: Node): void => {
    if ('attrs' in node && tagNames.includes(node.tagName)) found.push(node);
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(html));
  return found;
}

/** The element's text as a browser shows it: white space collapsed. */
export function textOf(node: Node): string {
  const raw = (inner: Node): string =>
    inner.nodeName === '#text' && 'value' in inner
      ? inner.value
      : 'childNodes' in inner
        ? inner.childNodes.map(raw).join('')
        : '';
  return raw(node).replace(/\s+/g, ' ').trim();
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find(found => found.name === name)?.value;
}
