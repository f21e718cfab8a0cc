// What was made of a paper's reasons, found again for all that read the same.
import type { Reason } from '../domain/issue.ts';

interface Node<T> {
  next: Map<string | number, Node<T>> | undefined;
  made: T | undefined;
}

/**
 * A tree of the words that a card shows of reasons. A map of keys put together from these words would take longer to ask than a
 * mail takes to compose otherwise: each key is new, and has to be hashed as a whole.
 */
export class ReasonTree<T> {
  readonly #make: (reasons: readonly Reason[]) => T;
  #root = newNode<T>();

  constructor(make: (reasons: readonly Reason[]) => T) {
    this.#make = make;
  }

  /** The same for reasons that a card would show in the same words. */
  get(reasons: readonly Reason[]): T {
    let node = this.#root;
    for (const reason of reasons) node = afterReason(node, reason);
    node.made ??= this.#make(reasons);
    return node.made;
  }

  clear(): void {
    this.#root = newNode();
  }
}

function afterReason<T>(node: Node<T>, reason: Reason): Node<T> {
  switch (reason.kind) {
    case 'topic':
      return afterPhrases(after(after(node, reason.tier), reason.name), reason.evidence);
    case 'keyword':
      return afterPhrases(after(after(node, reason.kind), reason.keyword), reason.evidence);
    case 'author':
      return after(after(node, reason.kind), reason.author);
    case 'lab':
      return after(after(node, reason.kind), reason.lab);
    case 'category':
      return after(after(node, reason.kind), reason.category);
    case 'trending':
    case 'picked':
    case 'outside':
      return after(node, reason.kind);
    case 'liked': {
      const titled = after(after(node, reason.kind), reason.title);
      return reason.terms.reduce(after<T>, after(titled, reason.terms.length));
    }
  }
}

/** Their number first: no phrase is taken for the reason behind it. */
function afterPhrases<T>(node: Node<T>, evidence: readonly { phrase: string }[]): Node<T> {
  let at = after(node, evidence.length);
  for (const { phrase } of evidence) at = after(at, phrase);
  return at;
}

function after<T>(node: Node<T>, word: string | number): Node<T> {
  node.next ??= new Map();
  const known = node.next.get(word);
  if (known) return known;
  const made = newNode<T>();
  node.next.set(word, made);
  return made;
}

function newNode<T>(): Node<T> {
  return { next: undefined, made: undefined };
}
