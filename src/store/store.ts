// One open database and the shelves in it.
import { Kysely } from 'kysely';
import { AppError } from '../domain/errors.ts';
import type { PaperKey } from '../domain/keys.ts';
import type { Paper } from '../domain/paper.ts';
import type {
  BlobStore,
  ComposedMails,
  DocumentStore,
  Ledger,
  OpinionStore,
  PaperStore,
  Planner,
  SourceStore,
  SubscriberStore,
} from '../domain/ports.ts';
import { batches } from './batches.ts';
import { blobStore } from './blobs.ts';
import { composedMails } from './composed-mails.ts';
import { documentStore } from './documents.ts';
import { dueReaders } from './due-readers.ts';
import { type IssueStore, issueStore } from './issues.ts';
import { ledger } from './ledger.ts';
import { migrate } from './migrate.ts';
import { opinionStore } from './opinions.ts';
import { paperById } from './paper-rows.ts';
import { paperStore, papersByKeys } from './papers.ts';
import { sourceStore } from './sources.ts';
import { sqliteDialect } from './sqlite.ts';
import { subscriberStore } from './subscribers.ts';
import type { Tables } from './tables.ts';

export interface Store {
  documents: DocumentStore;
  sources: SourceStore;
  papers: PaperStore;
  paperById(id: number): Promise<Paper | undefined>;
  papersByKeys(keys: readonly PaperKey[]): Promise<Paper[]>;
  planner: Planner;
  ledger: Ledger;
  composedMails: ComposedMails;
  blobs: BlobStore;
  subscribers: SubscriberStore;
  opinions: OpinionStore;
  issues: IssueStore;
  instanceId: string;
  /** Schema numbers before and after opening. */
  schema: { from: number; to: number };
  close(): Promise<void>;
}

/**
 * Opens a database, creating and migrating it where needed.
 * @param path a file, or `:memory:`
 * @throws AppError database_newer, database_unusable
 */
export async function openStore(path: string, addressKey: Uint8Array): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: dialectFor(path) });
  try {
    const schema = await migrate(db);
    const { instance_id: instanceId } = await db.selectFrom('meta').select('instance_id').executeTakeFirstOrThrow();
    return {
      documents: documentStore(db),
      sources: sourceStore(db),
      papers: paperStore(db),
      paperById: id => paperById(db, id),
      papersByKeys: keys => papersByKeys(db, keys),
      planner: { ...dueReaders(db), ...batches(db) },
      ledger: ledger(db, addressKey),
      composedMails: composedMails(db, addressKey),
      blobs: blobStore(db),
      subscribers: subscriberStore(db, addressKey),
      opinions: opinionStore(db),
      issues: issueStore(db),
      instanceId,
      schema,
      close: () => db.destroy(),
    };
  } catch (cause) {
    await db.destroy();
    throw cause instanceof AppError ? cause : unusable(path, cause);
  }
}

function dialectFor(path: string) {
  try {
    return sqliteDialect(path);
  } catch (cause) {
    throw unusable(path, cause);
  }
}

function unusable(path: string, cause: unknown): AppError {
  return new AppError('database_unusable', `cannot use the database ${path}: ${(cause as Error).message}`, { cause });
}
