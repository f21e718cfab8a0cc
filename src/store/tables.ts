// The rows of every table, as Kysely sees them. Instants are ISO 8601 text in UTC, so that text order is time order;
// JSON is text and booleans are 0 or 1, the same in both databases.
import type { Generated } from 'kysely';
import type { DeliveryKind, DeliveryState, SkipReason } from '../domain/delivery.ts';
import type { BatchState, Layout } from '../domain/issue.ts';
import type { PaperKey } from '../domain/keys.ts';
import type { LetterKind, LetterState } from '../domain/letter.ts';
import type { OpinionKind } from '../domain/opinion.ts';
import type { PaperNews } from '../domain/paper-news.ts';
import type { SuppressionReason } from '../domain/ports.ts';
import type { SourceKind, SourceState } from '../domain/source.ts';
import type { Days, SubscriberStatus } from '../domain/subscriber.ts';

interface MetaTable {
  id: 1;
  schema: number;
  min_reader: number;
  instance_id: string;
}

interface SourcesTable {
  /** As the operator wrote it in `SOURCES`. */
  source: string;
  kind: SourceKind;
  state: SourceState;
  since: string;
  last_read_at: string;
  settled_at: string | null;
  papers: number;
  message: string | null;
  not_before: string | null;
  highest_id: string | null;
}

interface RawDocumentsTable {
  id: Generated<number>;
  /** The source it came from, as the operator wrote it. */
  source: string | null;
  locator: string;
  fetched_at: string;
  /** The last time the same bytes came from there. */
  seen_at: string | null;
  media_type: string | null;
  charset: string | null;
  etag: string | null;
  last_modified: string | null;
  sha256: string;
  bytes: Uint8Array;
  /** When its papers were stored; null where that is still to be done, or cannot be. */
  read_at: string | null;
  /** Why it cannot be read as a whole. */
  failure: string | null;
  /** What was in it when it was read: papers, different papers among them, and what could not be read. */
  parsed: number | null;
  known: number | null;
  rejected: number | null;
}

interface RejectsTable {
  id: Generated<number>;
  document_id: number;
  line: number | null;
  reason: string;
  excerpt: string;
}

interface PapersTable {
  id: Generated<number>;
  /** PaperFacts without upvotes, as JSON. */
  facts: string;
  entered_at: string;
  merged_into: number | null;
  /** When arXiv was asked for its categories. */
  looked_up_at: string | null;
  /** 0 where an older program put it here, whose keys were fewer. */
  keyed: Generated<number>;
  /** Since when an operator keeps it out of mails and pages. */
  hidden_at: string | null;
}

/** Two works, however alike: an operator said so. */
interface PapersApartTable {
  /** The lower id. */
  paper_id: number;
  other_id: number;
}

interface PaperKeysTable {
  kind: PaperKey['kind'];
  value: string;
  paper_id: number;
}

interface RecordsTable {
  id: Generated<number>;
  document_id: number;
  /** Place in its document, from 0. */
  position: number | null;
  paper_id: number;
  source: string;
  record: string;
}

/** What became of a paper after it was first stored; each thing once, when it was first seen. */
interface PaperNewsTable {
  /** The row that was alive when it happened. */
  paper_id: number;
  kind: PaperNews['kind'];
  /** The version or the mark; 0 for the kinds without a number. */
  value: number;
  at: string;
}

/** Bytes under their own hash. */
interface BlobsTable {
  sha256: string;
  bytes: Uint8Array;
}

interface SnapshotsTable {
  paper_id: number;
  source: string;
  at: string;
  upvotes: number;
}

interface SubscribersTable {
  id: Generated<number>;
  public_id: string;
  address: string;
  address_key: string;
  address_hmac: string;
  name: string | null;
  status: SubscriberStatus;
  time_zone: string;
  send_at: string;
  days: Days;
  papers_per_mail: number;
  layout: Generated<Layout>;
  origin: string;
  /** 0 once the file that brought the person no longer lists them: the row stays, mail stops. */
  listed: number;
  created_at: string;
  next_due_at: string;
  /** No mail before then. */
  paused_until: Generated<string | null>;
  /** 1 where the file that lists the person has the last word. */
  managed: Generated<number>;
  /** JSON list of the fields that the person, or the operator for them, set after the file: see `SettableField`. */
  own_fields: Generated<string>;
  /** Nothing of the person is left in the row. */
  erased_at: Generated<string | null>;
}

interface InterestsTable {
  subscriber_id: number;
  /** Interests as JSON. */
  chosen: string;
}

interface ConsentsTable {
  id: Generated<number>;
  subscriber_id: number;
  at: string;
  act: 'given' | 'withdrawn';
  how: string;
  /** What the person read when consenting, where that was a form. */
  wording: Generated<string | null>;
}

interface OpinionsTable {
  subscriber_id: number;
  /** One opinion for each paper: the latest. */
  paper_id: number;
  kind: OpinionKind;
  at: string;
}

/** A row only for who changed something. */
interface LearningTable {
  subscriber_id: number;
  is_on: number;
  /** Terms that the reader took out, as JSON. */
  dropped: string;
}

/** Of one address at most one that stands. */
interface SuppressionsTable {
  address_hmac: string;
  reason: SuppressionReason;
  at: string;
  lifted_at: string | null;
  /** What the receiving server said, or why the operator did it. */
  detail: Generated<string | null>;
}

/** Days on which mail to an address came back for a reason that may pass. */
interface BouncePointsTable {
  address_hmac: string;
  date: string;
}

interface DomainPacesTable {
  domain: string;
  next_at: string;
  paused_until: string | null;
  pauses: number;
  reply: string | null;
}

interface IssuesTable {
  date: string;
  batch_id: number;
  /** Ids of the papers on the front page, best first, as JSON. */
  front: string;
}

interface BatchesTable {
  id: Generated<number>;
  date: string;
  due_at: string;
  state: BatchState;
  /** RankedPaper[] as JSON. */
  papers: string;
  /** Name of the holiday that makes the day quiet. */
  quiet: string | null;
  /** `open`: only the first mails go out, until they are judged. */
  canary: Generated<'off' | 'open' | 'passed'>;
  /** Why it is held, where it is. */
  held_for: Generated<'operator' | 'canary' | null>;
}

interface SelectionsTable {
  batch_id: number;
  hash: string;
  /** Selection as JSON. */
  selection: string;
}

interface DeliveriesTable {
  id: Generated<number>;
  public_id: string;
  kind: DeliveryKind;
  dedupe_key: string;
  subscriber_id: number;
  batch_id: number;
  selection_hash: string | null;
  state: DeliveryState;
  skip_reason: SkipReason | null;
  worker: string | null;
  /** When a claim ends that is not renewed. */
  lease_until: Generated<string | null>;
  /** How often it was tried, a claim counted as a try; a claim that is given back is taken off. */
  attempt: number;
  fence: number;
  next_at: string;
  /** After it the mail is stale. */
  expires_at: Generated<string>;
  composed_at: string | null;
  reply: string | null;
  mime_sha256: string | null;
  /** What follows from the papers of the selection alone. */
  subject: string | null;
  /** SHA-256 of the manifest, in `blobs`, of what the message was made with. */
  look: Generated<string | null>;
  /** Id of the key that signed its links. */
  token_kid: Generated<string | null>;
  /** Keyed hash of what stood in the message's To header. */
  mailbox_mark: Generated<string | null>;
  updated_at: string;
}

export interface LettersTable {
  id: Generated<number>;
  public_id: string;
  kind: LetterKind;
  address: string;
  address_hmac: string;
  /** What its link is for, as JSON: `LetterAct`. */
  act: string;
  state: LetterState;
  asked_at: string;
  /** When its link stops to count. */
  expires_at: string;
  next_at: string;
  /** 1 where it was asked for from a network that the operator trusts. */
  trusted: number;
  attempt: Generated<number>;
  /** When its end left, or was about to. */
  sent_at: string | null;
  answered_at: string | null;
  reply: string | null;
}

export interface Tables {
  meta: MetaTable;
  sources: SourcesTable;
  raw_documents: RawDocumentsTable;
  rejects: RejectsTable;
  papers: PapersTable;
  papers_apart: PapersApartTable;
  paper_keys: PaperKeysTable;
  records: RecordsTable;
  paper_news: PaperNewsTable;
  blobs: BlobsTable;
  snapshots: SnapshotsTable;
  subscribers: SubscribersTable;
  interests: InterestsTable;
  consents: ConsentsTable;
  opinions: OpinionsTable;
  learning: LearningTable;
  suppressions: SuppressionsTable;
  bounce_points: BouncePointsTable;
  domain_paces: DomainPacesTable;
  issues: IssuesTable;
  batches: BatchesTable;
  selections: SelectionsTable;
  deliveries: DeliveriesTable;
  letters: LettersTable;
}
