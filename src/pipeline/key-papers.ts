// Keys for papers that an older program put into the store: once after an upgrade, a piece at a time.
import { blockingKeys } from '../dedupe/blocking-keys.ts';
import type { PaperStore } from '../domain/ports.ts';

/** Papers in one transaction: other processes must not wait long. */
const PIECE = 500;

/** Does nothing where every paper has its keys. A crash in between leaves the rest for the next time. */
export async function keyPapers(papers: PaperStore): Promise<void> {
  for (;;) {
    const unkeyed = await papers.withoutKeys(PIECE);
    if (unkeyed.length === 0) return;
    await papers.write(async writer => {
      for (const { id, facts } of unkeyed) await writer.setKeys(id, facts.flatMap(blockingKeys).filter(isFirst));
    });
  }
}

function isFirst<T extends { kind: string; value: string }>(key: T, at: number, keys: readonly T[]): boolean {
  return keys.findIndex(({ kind, value }) => kind === key.kind && value === key.value) === at;
}
