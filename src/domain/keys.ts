// The keys under which records of one work find each other.

export interface PaperKey {
  /** `arxiv` and `doi` are identities, unique in the store; `title` only brings candidates together. */
  kind: 'arxiv' | 'doi' | 'title';
  value: string;
}

/** @returns whether two papers with this key are one paper, whatever else they say */
export function isIdentity(key: PaperKey): boolean {
  return key.kind !== 'title';
}
