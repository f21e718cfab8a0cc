// One open database and the shelves in it.
import { createSecretKey } from 'node:crypto';
import { Kysely } from 'kysely';
import { AppError } from '../domain/errors.ts';
import type { PaperKey } from '../domain/keys.ts';
import type { Paper } from '../domain/paper.ts';
import type {
  BlobStore,
  ComposedMails,
  DeliveryDesk,
  DocumentStore,
  DomainPaceStore,
  Eraser,
  IssueControl,
  Ledger,
  LetterStore,
  OpinionStore,
  Overview,
  PaperArchive,
  PaperStore,
  Planner,
  SourceStore,
  SubscriberStore,
  SuppressionStore,
} from '../domain/ports.ts';
import { addressHmac, keyOf } from './address-hmac.ts';
import { batches } from './batches.ts';
import { blobStore } from './blobs.ts';
import { composedMails } from './composed-mails.ts';
import { deliveryDesk } from './delivery-desk.ts';
import { documentStore } from './documents.ts';
import { domainPaceStore } from './domain-paces.ts';
import { dueReaders } from './due-readers.ts';
import { erase, eraseUnconfirmed, scrub } from './erase.ts';
import { issueControl } from './issue-control.ts';
import { type IssueStore, issueStore } from './issues.ts';
import { ledger } from './ledger.ts';
import { letterStore } from './letters.ts';
import { migrate } from './migrate.ts';
import { opinionStore } from './opinions.ts';
import { overview } from './overview.ts';
import { paperArchive } from './paper-archive.ts';
import { paperById } from './paper-rows.ts';
import { paperStore, papersByKeys } from './papers.ts';
import { readerPasts } from './reader-pasts.ts';
import { sourceStore } from './sources.ts';
import { sqliteDialect } from './sqlite.ts';
import { subscriberStore } from './subscribers.ts';
import { suppressionStore } from './suppressions.ts';
import type { Tables } from './tables.ts';

export interface Store {
  documents: DocumentStore;
  sources: SourceStore;
  papers: PaperStore;
  archive: PaperArchive;
  paperById(id: number): Promise<Paper | undefined>;
  papersByKeys(keys: readonly PaperKey[]): Promise<Paper[]>;
  planner: Planner;
  ledger: Ledger;
  domainPaces: DomainPaceStore;
  issueControl: IssueControl;
  deliveryDesk: DeliveryDesk;
  composedMails: ComposedMails;
  blobs: BlobStore;
  subscribers: SubscriberStore;
  suppressions: SuppressionStore;
  letters: LetterStore;
  eraser: Eraser;
  overview: Overview;
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
    // Made once: preparing a key costs ten times what a mark costs.
    const key = createSecretKey(addressKey);
    return {
      documents: documentStore(db),
      sources: sourceStore(db),
      papers: paperStore(db),
      archive: paperArchive(db),
      paperById: id => paperById(db, id),
      papersByKeys: keys => papersByKeys(db, keys),
      planner: { ...dueReaders(db), ...readerPasts(db), ...batches(db) },
      ledger: ledger(db, key),
      domainPaces: domainPaceStore(db),
      issueControl: issueControl(db),
      deliveryDesk: deliveryDesk(db),
      composedMails: composedMails(db, key),
      blobs: blobStore(db),
      subscribers: subscriberStore(db, key),
      suppressions: suppressionStore(db, key),
      letters: letterStore(db, key),
      eraser: {
        erase: async (address, now) => {
          const addressKey = keyOf(address);
          const hmac = addressHmac(key, addressKey);
          return db.transaction().execute(tx => erase(tx, { address, key: addressKey, hmac, now }));
        },
        eraseUnconfirmed: now => eraseUnconfirmed(db, now),
        scrub: () => scrub(db),
      },
      overview: overview(db),
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
