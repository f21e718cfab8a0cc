// The keys under which records of one work find each other.

export interface PaperKey {
  /**
   * `arxiv` and `doi` are identities, unique in the store; `title` brings equal titles together, `near` a piece of a title
   * or the first authors, hashed, that near-duplicates may share.
   */
  kind: 'arxiv' | 'doi' | 'title' | 'near';
  value: string;
}
