// What nobody would send in good faith: each document is read, or refused in one clear sentence, and the next one is read.
import { afterAll, describe, expect, test } from 'vitest';
import { openParser } from '../../src/assembly/guarded-parser.ts';
import { AppError, ERRORS } from '../../src/domain/errors.ts';
import type { ParsedDocument } from '../../src/domain/parsed-document.ts';
import { DEEP, ENTITY_BOMBS, INSIDE, LONG, MANY } from './attacks.ts';
import { document } from './document.ts';

const parser = openParser();
afterAll(() => parser.close());

const LOCATOR = 'https://example.org/attack';

/** Papers and rejects of sound text, or a catalogued error that names the document in a sentence of reasonable length. */
async function survive(content: string | Uint8Array): Promise<ParsedDocument | AppError> {
  try {
    return await parser.parse(document(content, { locator: LOCATOR }));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error;
  }
}
for (const [kind, attacks] of Object.entries({ ENTITY_BOMBS, DEEP, LONG, MANY, INSIDE })) {
  test.each(Object.entries(attacks))(`${kind} %s`, async (_n, text) => {
    const t = performance.now();
    const r = await survive(text);
    const ms = performance.now() - t;
    if (ms > 100 || kind !== 'INSIDE') console.log(kind, _n.slice(0, 60), Math.round(ms), r instanceof AppError ? `${r.code} ${r.message.slice(0, 150)}` : `${r.format} ${r.papers.length}/${r.rejected.length} ${JSON.stringify(r.papers[0])?.slice(0, 80)}`);
  });
}
