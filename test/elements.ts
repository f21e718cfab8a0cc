// The element tree of a page as an independent parser sees it.
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;

/** All elements of this name, in document order. */
export function elements(page: string, tagName: string): Element[] {
  const found: Element[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node) => {
    if ('tagName' in node && node.tagName === tagName) found.push(node);
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parse(page));
  return found;
}

/** Names of all attributes on all elements. */
export function attributeNames(page: string): Set<string> {
  const names = new Set<string>();
  const walk = (node: DefaultTreeAdapterTypes.Node) => {
    if ('attrs' in node) for (const { name } of node.attrs) names.add(name);
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parse(page));
  return names;
}

export function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find(attribute => attribute.name === name)?.value;
}

export function textOf(node: DefaultTreeAdapterTypes.Node | undefined): string {
  if (!node) return '';
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
