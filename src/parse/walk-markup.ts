// HTML and XML, element by element, as they stream by: no DTD, no entities but the language's own, no tree.
import { Parser } from 'htmlparser2';

/** Where browsers stop too. Each open element costs the reader time at every tag. */
const MAX_DEPTH = 512;

export interface MarkupVisitor {
  open?(name: string, attributes: Record<string, string>): void;
  /** @param isMissing the element ended without an end tag of its own */
  close?(name: string, isMissing: boolean): void;
  text?(part: string): void;
}

/**
 * Shows a document to the visitor, tag by tag. HTML ends elements as browsers do, XML only where its tags do.
 * @returns false where elements are nested so deep that reading stopped
 */
export function walkMarkup(markup: string, visitor: MarkupVisitor, language: 'html' | 'xml' = 'html'): boolean {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth++;
        if (depth > MAX_DEPTH) parser.pause();
        else visitor.open?.(name, attributes);
      },
      onclosetag(name, isImplied) {
        depth--;
        visitor.close?.(name, isImplied);
      },
      ontext: part => visitor.text?.(part),
    },
    { xmlMode: language === 'xml' },
  );
  parser.write(markup);
  if (depth > MAX_DEPTH) return false;
  parser.end();
  return true;
}
