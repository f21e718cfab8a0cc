// Builders for what the parser reads, and the shared data where it is present.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RawDocument } from '../../src/domain/raw-document.ts';

export const FETCHED_AT = '2026-10-05T12:00:00Z';

export function document(content: string | Uint8Array, more: Partial<RawDocument> = {}): RawDocument {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { locator: 'digest.txt', fetchedAt: FETCHED_AT, bytes, ...more };
}

const DATA = resolve(import.meta.dirname, '../..', process.env.PAPERBOY_DATA ?? '../shared/data');

export const hasData = existsSync(DATA);

export function dataPath(path: string): string {
  return resolve(DATA, path);
}

export function dataDocument(path: string): RawDocument {
  return document(readFileSync(dataPath(path)), { locator: path });
}
