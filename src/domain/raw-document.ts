// The bytes of one digest as they were fetched, before anything is made of them.

/** What a server says of a version of its answer, and wants to hear when it is asked again (RFC 9110 §8.8). */
export interface Validators {
  etag?: string;
  lastModified?: string;
}

export interface RawDocument extends Validators {
  /** Path, URL or `-` for standard input. */
  locator: string;
  /** ISO 8601 instant of the fetch; dates without a year are read against it. */
  fetchedAt: string;
  /** Media type as the server declared it, without parameters, where there was one. */
  mediaType?: string;
  /** Charset as the server declared it, where there was one. */
  charset?: string;
  bytes: Uint8Array;
}
