// What a people file holds before it is checked, whichever its format.

/** One person as written. */
export interface Entry {
  /** Where it begins, from 1. */
  line: number;
  value: unknown;
}

export interface Entries {
  entries: Entry[];
  /** Entries that cannot be read at all. */
  faults: { line: number; reason: string }[];
  /** What the file says for all of them: it has the last word. */
  managed?: boolean;
}
