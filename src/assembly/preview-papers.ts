// The papers that previews choose from: ranked and indexed once, and again only when papers may have changed.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../domain/errors.ts';
import type { FrozenBatch, Layout, Selection } from '../domain/issue.ts';
import type { Interests } from '../domain/subscriber.ts';
import { papersNamed } from '../pipeline/complete-selection.ts';
import { type OpenPool, openPool, rankedPapers, selectFor } from '../pipeline/one-reader.ts';
import { localDate } from '../schedule/time-zones.ts';
import { DATABASE, type House } from './house.ts';

/** Somebody to choose for; without an id, made up. */
export interface PoolReader {
  id?: number;
  interests: Interests;
  papersPerMail: number;
  layout?: Layout;
  timeZone: string;
}

export interface PreviewPapers {
  /** @param issue date of the archive; absent: now. @throws AppError issue_unknown */
  choose(reader: PoolReader, issue: string | undefined): Promise<{ batch: FrozenBatch; selection: Selection }>;
  /** What was kept of people is old. */
  forgetPeople(): void;
}

/** Papers of now, then each issue by its date. */
const POOLS_KEPT = 8;

type Pool = OpenPool & Pick<FrozenBatch, 'quiet'> & { date?: string };

/** @param isScratch the store is a copy, to which no paper comes */
export function previewPapers(house: House, isScratch: boolean): PreviewPapers {
  const pools = new Map<string, Promise<Pool>>();
  const selections = new Map<string, Promise<Selection>>();
  let seen = '';

  const poolOf = (issue: string | undefined): Promise<Pool> => {
    const now = house.clock.now();
    // Windows move on: an hour is the most by which one may be late.
    const state = `${now.toISOString().slice(0, 13)} ${isScratch ? '' : lastWritten(house)}`;
    if (state !== seen) {
      pools.clear();
      selections.clear();
      seen = state;
    }
    const key = issue ?? '';
    const pool = pools.get(key) ?? (issue === undefined ? poolOfNow(house, now) : poolOfIssue(house, issue));
    if (pools.size >= POOLS_KEPT && !pools.has(key)) pools.clear();
    pools.set(key, pool);
    pool.catch(() => pools.delete(key));
    return pool;
  };

  return {
    async choose(reader, issue) {
      const pool = await poolOf(issue);
      const key = JSON.stringify([issue, reader]);
      const selecting = selections.get(key) ?? selectFor(reader, pool, house.store.opinions);
      selections.set(key, selecting);
      const selection = await selecting;
      return { batch: frozen(pool, pool.date ?? localDate(pool.now, reader.timeZone), selection), selection };
    },
    forgetPeople: () => selections.clear(),
  };
}

async function poolOfNow({ store, prior, compiled }: House, now: Date): Promise<Pool> {
  return openPool(await rankedPapers({ papers: store.papers, prior }, now), compiled, now);
}

async function poolOfIssue({ store, compiled }: House, date: string): Promise<Pool> {
  const id = await store.issues.batchOf(date);
  if (id === undefined)
    throw new AppError('issue_unknown', `there is no issue of ${date}: expected a date of the archive`);
  const { papers, quiet, dueAt } = await store.ledger.batch(id);
  return { ...openPool(papers, compiled, new Date(dueAt)), date, quiet };
}

/** When anything was last written to the store: a template that is being edited writes nothing. */
function lastWritten({ config }: House): number {
  const log = statSync(join(config.dataDir, `${DATABASE}-wal`), { throwIfNoEntry: false });
  return log?.mtimeMs ?? 0;
}

/** No more papers than the mail is about. */
function frozen({ papers, now, quiet }: Pool, date: string, selection: Selection): FrozenBatch {
  const shown = new Set(papersNamed(selection));
  return {
    id: 0,
    date,
    dueAt: now.toISOString(),
    state: 'ready',
    papers: papers.filter(({ id }) => shown.has(id)),
    quiet,
  };
}
