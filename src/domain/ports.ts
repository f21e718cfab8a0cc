// What the pipeline and the outbox need from the world outside, as small interfaces with the effects behind them.
import type {
  ClaimedDelivery,
  CommitAnswer,
  DeliveryCounts,
  DeliveryState,
  DomainPace,
  LedgerChanges,
  MadeWith,
  Verdict,
} from './delivery.ts';
import type { BatchState, FrozenBatch, RankedPaper, Selection } from './issue.ts';
import type { PaperKey } from './keys.ts';
import type { Letter, LetterState, NewLetter } from './letter.ts';
import type { Fragment, Tokens } from './mail.ts';
import type { OpinionKind, ReaderOpinions } from './opinion.ts';
import type { Candidate, Paper, PaperFacts, Reject, Upvotes } from './paper.ts';
import type { PaperNews } from './paper-news.ts';
import type { RawDocument, Validators } from './raw-document.ts';
import type { SearchTerm } from './search-query.ts';
import type { SourceStatus } from './source.ts';
import type {
  Consent,
  NoMail,
  Rhythm,
  SettableField,
  Subscriber,
  SubscriberStatus,
  Wish,
  WishOutcome,
} from './subscriber.ts';
import type { FieldChange } from './wish-fields.ts';

export interface Clock {
  now(): Date;
}

/** A document the store keeps. */
export interface KeptDocument extends RawDocument {
  id: number;
  /** The source it came from, as the operator wrote it. */
  source: string;
  /**
   * The same bytes from the same place were read before, with these counts. `fetchedAt` is when they first came: the votes in
   * them are as old as that.
   */
  seen?: DocumentCounts;
}

export interface DocumentCounts {
  parsed: number;
  /** Different papers among them. */
  known: number;
  rejected: number;
}

/** Raw documents: stored as soon as they are fetched, before anything else happens to them. */
export interface DocumentStore {
  keep(document: RawDocument, source: string): Promise<KeptDocument>;
  /** Documents that were kept before then and never read, because a crash came between; oldest first. */
  unread(before: Date): Promise<KeptDocument[]>;
  /** The document cannot be read as a whole; of a place only the last such document is kept. */
  refuse(documentId: number, failure: string): Promise<void>;
  /** The last document that was read from there, with what its server said of it. */
  latest(locator: string): Promise<(Validators & { bytes: Uint8Array }) | undefined>;
}

/** How each source stood when it was last read. */
export interface SourceStore {
  statuses(): Promise<SourceStatus[]>;
  note(status: SourceStatus): Promise<void>;
}

/** Where a record stands. */
interface RecordPlace {
  documentId: number;
  /** In its document, from 0. */
  position: number;
}

/** A paper that has one of the keys asked for. */
export interface FoundPaper extends Paper {
  /** The identity by which it was found; absent where it only shares a title or a piece. */
  namedBy?: 'arxiv' | 'doi';
}

/** The papers of the store inside one transaction that either keeps everything or nothing. */
export interface PaperWriter {
  /**
   * Live papers that have one of the keys, likeliest first and no more than are worth comparing, the merged ones replaced by
   * the paper they were merged into; without their upvotes.
   */
  findByKeys(keys: readonly PaperKey[]): Promise<FoundPaper[]>;
  /** Live papers of which an operator said that they are other works than this one, however alike. */
  apartFrom(paperId: number): Promise<ReadonlySet<number>>;
  insert(facts: PaperFacts, enteredAt: string, keys: readonly PaperKey[]): Promise<number>;
  update(paperId: number, facts: PaperFacts, keys: readonly PaperKey[]): Promise<void>;
  /** Adds what is missing of the keys of a paper that was here before such keys were. */
  setKeys(paperId: number, keys: readonly PaperKey[]): Promise<void>;
  /** The loser's row stays and points to the winner. */
  mergeInto(loserId: number, winnerId: number): Promise<void>;
  /** The highest count of these papers and of those merged into them; 0 where there is none. */
  highestUpvotes(paperIds: readonly number[]): Promise<number>;
  /** What was noted before keeps its time. */
  addNews(paperId: number, news: readonly PaperNews[], now: Date): Promise<void>;
  /** The paper that exactly this record was found to be when its document was read before. */
  paperOfRecord(place: RecordPlace, record: Candidate): Promise<number | undefined>;
  /** Provenance: this record is that paper. What stood in its place, read by an older program, gives way. */
  addRecord(place: RecordPlace, paperId: number, record: Candidate): Promise<void>;
  /** All of the document is in the store. */
  markRead(documentId: number, read: DocumentCounts & { rejects: readonly Reject[] }, now: Date): Promise<void>;
}

/** A record as it came, with where it came from. */
export interface PaperRecord {
  id: number;
  source: string;
  locator: string;
  /** ISO 8601 instant. */
  fetchedAt: string;
  record: Candidate;
}

/** A share of a paper's records, with what follows from them. */
export interface PaperPart {
  recordIds: readonly number[];
  facts: PaperFacts;
  keys: readonly PaperKey[];
  /** ISO 8601 instant: when they alone would have become news. */
  enteredAt: string;
}

/** What an operator corrects by hand. */
export interface PaperCuration {
  /** Of the paper and of those merged into it, oldest first. */
  recordsOf(paperId: number): Promise<PaperRecord[]>;
  /** The living paper, where it was merged. */
  paperOf(paperId: number): Promise<Paper | undefined>;
  /** Together the two parts are all records of the paper. @returns the ids under which they live from now on */
  split(
    paperId: number,
    parts: { staying: PaperPart; leaving: PaperPart },
  ): Promise<{ stayingId: number; leavingId: number }>;
  /** No record will ever join the two. */
  keepApart(paperId: number, otherId: number): Promise<void>;
  /** Takes back `keepApart`. */
  letJoin(paperId: number, otherId: number): Promise<void>;
  /** @param at absent to show it again */
  hide(paperId: number, at?: Date): Promise<void>;
}

/** One piece of news of a paper. */
export interface DatedNews {
  /** The living paper, where it was merged. */
  paperId: number;
  news: PaperNews;
  /** ISO 8601 instant at which it came in. */
  at: string;
}

/** What is known of a paper beside its facts. */
export interface PaperLife {
  /** Where it was seen, with the first and the last time; the first source first. */
  seen: readonly { source: string; first: string; last: string }[];
  /** Highest count of any source, by rising time. */
  votes: readonly Upvotes[];
  /** Local dates of the issues that showed it, rising. */
  issues: readonly string[];
  news: readonly { news: PaperNews; at: string }[];
}

export interface PaperArchive {
  /** Papers with all terms in title, authors or abstract, best first; hidden ones are left out. */
  search(terms: readonly SearchTerm[], limit: number): Promise<Paper[]>;
  life(paperId: number): Promise<PaperLife>;
}

export interface PaperStore {
  write<T>(work: (papers: PaperWriter) => Promise<T>): Promise<T>;
  /** Likewise in one transaction. */
  curate<T>(work: (papers: PaperWriter & PaperCuration) => Promise<T>): Promise<T>;
  /** Between two of many writes: lets other processes have theirs. */
  giveWay(): Promise<void>;
  /** Latest first. */
  hidden(): Promise<Paper[]>;
  /** Live papers that are not hidden with `from <= enteredAt < until`, and the number of sources that showed each. */
  enteredBetween(from: Date, until: Date): Promise<(Paper & { sources: number })[]>;
  /** Of these ids, the live papers that are not hidden, and the number of sources that showed each. */
  withIds(paperIds: readonly number[]): Promise<(Paper & { sources: number })[]>;
  /** News of papers that are not hidden, by rising time. */
  newsSince(since: Date): Promise<DatedNews[]>;
  /** Some papers that an older program put here with fewer keys: the facts of each, and of every record of it. */
  withoutKeys(limit: number): Promise<{ id: number; facts: PaperFacts[] }[]>;
  /** arXiv ids of papers that entered since then, have no categories, and were not asked for since `askedBefore`. */
  withoutCategories(enteredSince: Date, askedBefore: Date): Promise<string[]>;
  /** arXiv was asked for these ids, whether it knew them or not. */
  markLookedUp(arxivIds: readonly string[], now: Date): Promise<void>;
}

/** What planning must know about one reader's mails since a moment. */
export interface ReaderPast {
  /** Local dates for which the reader has a newsletter row, in whatever state but `skipped(empty)`. */
  dates: ReadonlySet<string>;
  /** When the last newsletter mail was due, also one that nothing matched for; the only one that may be from before. */
  previousDueAt?: string;
  /**
   * The last mail that was not failed, suppressed or skipped, however long ago; `subject` as planned, without what a date added.
   * A note said only that nothing matched.
   */
  lastMail?: { dueAt: string; subject?: string; isNote?: true };
  /**
   * Papers in one of those mails that was not failed, suppressed or skipped, with the local date of the mail; a merged paper
   * under its surviving id.
   */
  alreadySent: ReadonlyMap<number, string>;
  /** Papers only in a mail that may have been sent: they may come once more, and are not among those already sent. */
  maybeSent: ReadonlySet<number>;
  /** One of those mails has not been sent yet. */
  isWaiting?: true;
  /** Papers that those mails named as just missed. */
  toldAsMissed: ReadonlySet<number>;
}

/** What planning decided for one subscriber. */
export interface PlannedDelivery {
  subscriberId: number;
  /** Absent where nothing matched: the row is kept as `skipped(empty)`. */
  selection?: Selection;
  /** What follows from the selection's papers alone. */
  subject?: string;
  /** When the next mail after this one is due. */
  nextDueAt: string;
}

/** When a reader gets mail. */
export interface MailedReader {
  address: string;
  rhythm: Rhythm;
  /** ISO 8601 instants, as in `Subscriber`. */
  nextDueAt: string;
  pausedUntil?: string;
}

export interface Planner {
  /** Confirmed subscribers who have not paused, in pages, by id: those due at `now`, or with `everyone` all of them. */
  dueSubscribers(now: Date, everyone: boolean): AsyncIterable<Subscriber[]>;
  /** Everybody who may get mail sooner or later, in pages: confirmed, listed and not suppressed, also who has paused. */
  mailed(): AsyncIterable<MailedReader[]>;
  /** When somebody who has not paused is due next, or was already; undefined where nobody ever is. */
  nextDueAt(now: Date): Promise<Date | undefined>;
  /** Mails that still wait become `skipped(late)`, since a newer one takes their place. */
  supersede(subscriberIds: readonly number[], now: Date): Promise<void>;
  /** Moves on the next due instant of readers who get no row. */
  postpone(due: readonly { subscriberId: number; nextDueAt: string }[]): Promise<void>;
  /** @param before only of mails that were due earlier than this */
  pasts(subscriberIds: readonly number[], since: Date, before?: Date): Promise<ReadonlyMap<number, ReaderPast>>;
  /** The local date of the last mail, however long ago, in which the reader was sent the paper or one merged into it. */
  sentOn(subscriberId: number, paperId: number): Promise<string | undefined>;
  openBatch(date: string, dueAt: Date): Promise<number>;
  /** In transactions of at most 1,000 rows. @returns how many rows were written; a second row for one date never is */
  addDeliveries(batchId: number, planned: readonly PlannedDelivery[], now: Date): Promise<number>;
  /**
   * Freezes papers, front page and the quiet day's holiday, and flips `planning` to `ready`; there is an issue of the date if
   * the front page shows something, or the day is quiet.
   * @throws AppError batch_incomplete on a wrong count
   */
  closeBatch(
    batchId: number,
    close: { papers: readonly RankedPaper[]; front: readonly number[]; expected: number; quiet?: string },
  ): Promise<void>;
  /** When the last batch was due that was let go. */
  lastBatchDueAt(): Promise<string | undefined>;
  /** When the last issue before this date was due. */
  previousIssueDueAt(date: string): Promise<string | undefined>;
  /** Removes batches that a crash left in `planning`. @returns how many */
  discardUnready(): Promise<number>;
  /** Whether any batch that was let go had a mail in it. */
  hasLetMailGo(): Promise<boolean>;
}

/** What an earlier stop had left, and what became of it. */
export interface Recovered {
  /** Claimed only: the dot was never sent, so they wait again. */
  returned: number;
  /** They may have been sent, and are held. */
  uncertain: number;
  /** They may have been sent, and are sent again, since the operator wants it so. */
  resent: number;
  /** The server was asked, and had taken them. */
  found: number;
}

/** What is done with a message of which nobody knows whether it was sent. */
export interface UncertainPolicy {
  onUncertain: 'hold' | 'resend';
  /** Asks the server whether it took the message; undefined where it cannot tell. Absent for most servers. */
  wasTaken?(publicId: string): Promise<boolean | undefined>;
}

export interface Claim {
  worker: string;
  limit: number;
  now: Date;
  /** The claim ends then, unless it is renewed. */
  leaseUntil: Date;
}

/** The durable record of every message: the truth about what was sent. */
export interface Ledger {
  /** At start, when nobody else sends: what an earlier process had claimed goes back, what it was committing is settled by the policy. */
  recover(now: Date, policy: UncertainPolicy): Promise<Recovered>;
  /** Rows that are due to be sent now. */
  waiting(now: Date): Promise<number>;
  /** When the next row that was not tried yet will be due; undefined where none is. */
  nextDueAt(): Promise<Date | undefined>;
  /**
   * Takes rows that are due, of ready batches only. What is stale becomes `skipped(late)`, whoever has left `suppressed`; a claim
   * whose lease has ended is taken over; of a batch with an open canary no more than the canary's rows are given.
   */
  claim(claim: Claim): Promise<ClaimedDelivery[]>;
  /** All of it in one durable transaction. @returns the answer to each commit, by the row's id */
  write(changes: LedgerChanges, now: Date): Promise<ReadonlyMap<number, CommitAnswer>>;
  /** Keeps the claims of messages that are under way. */
  renew(rows: readonly ClaimedDelivery[], leaseUntil: Date): Promise<void>;
  /** Ends each open canary whose first mails are all settled: the batch goes on, or is held where too many were refused. */
  judgeCanaries(now: Date): Promise<{ date: string; refused: number; tried: number; held: boolean }[]>;
  /** Messages submitted since then. */
  submittedSince(since: Date): Promise<number>;
  /** Rows by state, of the whole ledger or of the rows that changed since then. */
  counts(since?: Date): Promise<DeliveryCounts>;
  batch(batchId: number): Promise<FrozenBatch>;
}

/** The pace of recipient domains. */
export interface DomainPaceStore {
  all(): Promise<DomainPace[]>;
  put(paces: readonly DomainPace[]): Promise<void>;
}

/** What an operator does to an issue that is going out. */
export interface IssueControl {
  /** Nothing more of the date is sent until it is resumed. @throws AppError issue_unknown, issue_unsuited */
  hold(date: string, now: Date): Promise<IssueState>;
  /** Also ends a canary, and gives stale mails another day. @throws AppError issue_unknown, issue_unsuited */
  resume(date: string, now: Date): Promise<IssueState>;
  /** What was not sent never will be; the papers of those mails count as not sent. @throws AppError issue_unknown */
  cancel(date: string, now: Date): Promise<IssueState>;
  /** @throws AppError issue_unknown */
  state(date: string): Promise<IssueState>;
}

/** How an issue stands. */
export interface IssueState {
  date: string;
  /** Of its batches, in the order they were planned. */
  batches: readonly BatchState[];
  /** Why it is held, where it is. */
  heldFor?: 'operator' | 'canary';
  counts: DeliveryCounts;
}

/** A delivery as the operator sees it. */
interface DeliveryLine {
  publicId: string;
  date: string;
  address: string;
  state: DeliveryState;
  attempt: number;
  reply?: string;
  /** ISO 8601 instant of the last change. */
  changedAt: string;
}

export interface DeliveryDesk {
  /** Latest first. */
  list(filter: { state?: DeliveryState; date?: string; limit: number }): Promise<DeliveryLine[]>;
  /** Every newsletter row of a subscriber, oldest first. */
  mailsTo(
    subscriberId: number,
  ): Promise<{ date: string; state: DeliveryState; subject: string | null; changedAt: string }[]>;
  /** Settles what may have been sent: `sent` as submitted, `again` back into the queue. @returns how many */
  resolve(filter: { date?: string; publicId?: string }, as: 'sent' | 'again', now: Date): Promise<number>;
}

/** Figures of an installation. */
export interface Overview {
  /** Of the last dates, latest first. */
  issues(limit: number): Promise<{ date: string; isHeld: boolean; counts: DeliveryCounts }[]>;
  /** How many had consented at the end of each day on which somebody did or withdrew, by rising date. */
  subscribersByDay(): Promise<{ date: string; total: number }[]>;
  /** Topic ids with those who get mail about them, most first. */
  followers(): Promise<{ topic: string; followers: number }[]>;
  letters(): Promise<{ state: LetterState; count: number }[]>;
}

/** Why an address gets no mail, whoever lists it. */
export type SuppressionReason = 'hard bounce' | 'soft bounces' | 'complaint' | 'operator' | 'erased';

interface Suppression {
  /** Known only where a subscriber has it: a suppression keeps no more than its keyed hash. */
  address?: string;
  /** The beginning of that hash: tells suppressions apart. */
  mark: string;
  reason: SuppressionReason;
  /** ISO 8601 instant. */
  at: string;
  /** What the receiving server said, or why the operator did it. */
  detail?: string;
}

/** Addresses that must get no mail. They beat every file and form until they are lifted. */
export interface SuppressionStore {
  /** @returns false where the address is suppressed already @throws AppError subscriber_invalid */
  add(address: string, reason: SuppressionReason, now: Date, detail?: string): Promise<boolean>;
  /**
   * Counts a soft bounce: one point a day at most.
   * @param now when it came
   * @returns the points of the last 14 days, that day included @throws AppError subscriber_invalid
   */
  addSoftPoint(address: string, now: Date): Promise<number>;
  /** Why the address gets no mail; undefined where it may. @throws AppError subscriber_invalid */
  reasonOf(address: string): Promise<SuppressionReason | undefined>;
  /** Forgets its soft bounces, too. @returns false where the address is not suppressed @throws AppError subscriber_invalid */
  lift(address: string, now: Date): Promise<boolean>;
  /** Those that stand, latest first. */
  list(): Promise<Suppression[]>;
  /** Whom a delivery went to: what the address that returned mail came to leads back to. */
  deliveryOf(publicId: string): Promise<{ subscriberPublicId: string; address: string } | undefined>;
}

/** A message that was composed, with what it was made of as far as it is still there. */
export interface ComposedMail extends Partial<MadeWith> {
  publicId: string;
  subscriberPublicId: string;
  /** As they are now. */
  address: string;
  name?: string;
  /** They are what stood in the message's To header. */
  isMailboxSame: boolean;
  state: DeliveryState;
  /** ISO 8601 instant at which the delivery came into that state. */
  changedAt: string;
  /** ISO 8601 instant. */
  composedAt: string;
  mimeSha256: string;
  batch: FrozenBatch;
  selection?: Selection;
}

export interface ComposedMails {
  /**
   * The mail of a local date to one subscriber.
   * @returns the state alone of a delivery for which no message was composed
   */
  find(date: string, subscriberPublicId: string): Promise<ComposedMail | { state: DeliveryState } | undefined>;
}

/** Texts that many messages are made with. */
export interface BlobStore {
  /** In one transaction; what is there already stays. @returns SHA-256 in hex of each */
  put(texts: readonly string[]): Promise<string[]>;
  /** @returns undefined where it is gone, or is no longer what its hash says */
  get(sha256: string): Promise<string | undefined>;
}

export interface Message {
  from: { name: string; address: string };
  /** The envelope's sender, where returned mail is to come to another address than `from`. */
  returnPath?: string;
  to: { name?: string; address: string };
  subject: string;
  /** Empty: the message is text only. */
  html: readonly Fragment[];
  text: readonly Fragment[];
  /** What the slots of the fragments are filled with. */
  tokens: Tokens;
  /** Without angle brackets; the MIME boundary derives from it, so that equal messages are equal bytes. */
  messageId: string;
  date: Date;
  /** Header name and printable ASCII value, in order. */
  headers: readonly (readonly [string, string])[];
}

/** The line out. */
export interface Submitter {
  /** How many messages it can have in hand at once with profit. */
  readonly lanes: number;
  /** Connects, greets and authenticates once. @throws AppError smtp_unreachable */
  check(): Promise<void>;
  /**
   * Submits one message to one recipient. `beforeDot` is awaited before the end of the message leaves; when it answers false
   * the message is withdrawn and nothing was sent. `afterDot` is called when the end has left and no answer is there yet.
   */
  submit(
    message: Message,
    beforeDot: (mimeSha256: string) => Promise<boolean>,
    afterDot?: () => void,
  ): Promise<Verdict>;
  /** Says goodbye on every connection. */
  close(): Promise<void>;
  /** Hangs up at once: what is under way ends with the verdict of a lost connection. */
  abort(): void;
}

/** A mail that came back, or was written to our return address. */
export interface InboxMail {
  /** Names it within the inbox, for reports. */
  name: string;
  /** With any line ends; of a long mail at least the first 256 KB. */
  bytes: Uint8Array;
  /** When it came into the inbox: the same each time it is read. */
  receivedAt: Date;
  /** Of its envelope, where the inbox was told. */
  recipients: readonly string[];
}

/** `done`: it may go; `keep`: somebody should look at it, and it must not be given again. */
export type InboxAnswer = 'done' | 'keep';

/** Where returned mail comes in. */
export interface Inbox {
  /** Mail is not fetched but sent to it: it has to stay open. */
  readonly listens: boolean;
  /**
   * Gives the mails that are there to `take`, oldest first and one after another. A mail leaves the inbox only when `take` has
   * answered `done`; at `keep` it stays, flagged, and is passed over from then on. An inbox that listens gives mails as they come,
   * from the first call until it is closed, and says that it has a mail when `take` has answered.
   * @param signal when it aborts, the mail in hand is the last
   * @throws AppError inbox_unusable; what `take` throws: the mail stays as it was
   */
  read(take: (mail: InboxMail) => Promise<InboxAnswer>, signal?: AbortSignal): Promise<void>;
  /** Ends when the mails in hand are dealt with. */
  close(): Promise<void>;
}

/** Somebody, and what is different. */
export interface PersonChange {
  address: string;
  changes: readonly FieldChange[];
}

/** How a sync of people changed the store, or would have. */
export interface SyncReport {
  added: string[];
  changed: PersonChange[];
  removed: string[];
  unchanged: number;
  /** In the file, but unsubscribed or suppressed: left as they are. */
  left: string[];
  /** What people set themselves and the file says otherwise: `before` as the file has it, `after` as it stays. */
  kept: PersonChange[];
}

/** An entry of a people file that could not be read. */
export interface PeopleFault {
  file: string;
  /** From 1. */
  line: number;
  reason: string;
}

export interface PeopleReport extends SyncReport {
  /** Who was erased, since they did not confirm in seven days. */
  erased: number;
  faults: PeopleFault[];
}

export interface NewSubscriber extends Wish {
  /** Where the wish came from: `file`, `import`, `cli`, `web`. */
  origin: string;
  status: 'unconfirmed' | 'confirmed';
  /** How consent was given; kept with a confirmed subscriber. */
  consent: string;
  /** What the person read when consenting, where that was a form. */
  wording?: string;
  /** The fields that the wish is about, for somebody who is here already; absent: all. */
  given?: readonly SettableField[];
  /** Of a file: it has the last word. */
  managed?: boolean;
  /** ISO instant at which the next mail of a rhythm is due. */
  nextDueAt(rhythm: Rhythm): string;
}

/** Who is behind an address. */
export interface Standing {
  /** Absent where nobody is. */
  subscriber?: Subscriber;
  /** Unsubscribed or suppressed. */
  isLeft: boolean;
}

/** Which subscribers; all conditions hold together. */
export interface SubscriberFilter {
  status?: SubscriberStatus | NoMail['kind'];
  /** Id of a topic they chose. */
  topic?: string;
  /** Of the address, with its subdomains. */
  domain?: string;
  timeZone?: string;
  /** Part of the address or the name, in any case. */
  text?: string;
}

export interface SubscriberStore {
  /**
   * Makes the rows that come from files equal to the wishes, all at once: see `decideWish`. Who is not among them is taken off only
   * if the wishes are `complete`.
   * @param options `dryRun`: only says what would change
   */
  sync(
    wishes: readonly NewSubscriber[],
    options: { now: Date; complete: boolean; dryRun?: boolean },
  ): Promise<SyncReport>;
  add(wish: NewSubscriber, now: Date): Promise<WishOutcome>;
  /**
   * In one transaction.
   * @param wishes of different people, a thousand at most
   * @returns an outcome for each wish
   */
  addAll(wishes: readonly NewSubscriber[], options: { now: Date; dryRun?: boolean }): Promise<WishOutcome[]>;
  /** From the next sync on these fields are what the file says. @returns false if there is no such subscriber */
  release(publicId: string, fields: readonly SettableField[]): Promise<boolean>;
  /** Every act of consent, oldest first. */
  consents(subscriberId: number): Promise<Consent[]>;
  /** By address. @param now what a pause is compared with */
  list(filter?: SubscriberFilter, now?: Date): Promise<Subscriber[]>;
  byAddress(address: string): Promise<Subscriber | undefined>;
  byPublicId(publicId: string): Promise<Subscriber | undefined>;
  /** @returns undefined for who may get mail */
  noMail(subscriberId: number, now: Date): Promise<NoMail | undefined>;
  /** Effective when the promise resolves; again is no change. @returns false if there is no such subscriber */
  unsubscribe(publicId: string, now: Date, how: string): Promise<boolean>;
  resubscribe(publicId: string, now: Date, how: string): Promise<boolean>;
  /** Beside the unsubscription, once more. */
  sayWhyLeft(publicId: string, now: Date, how: string): Promise<void>;
  /** To another address. @returns false where somebody else has it, or there is no such subscriber */
  move(publicId: string, address: string): Promise<boolean>;
  /**
   * No mail before then; the next one is the first that is due from then on.
   * @param until absent to end a pause now
   * @returns false if there is no such subscriber
   */
  pause(publicId: string, until: Date | undefined, now: Date): Promise<boolean>;
}

/** Letters that people asked for on a page. */
export interface LetterStore {
  /** The same work for every address, so that its time tells nothing. */
  ask(letters: readonly NewLetter[], now: Date): Promise<void>;
  /** Those that wait and are due: from trusted networks first, then those that wait longest. */
  due(now: Date, limit: number): Promise<Letter[]>;
  /** What else was sent to its address since then, and whether a later one of its kind waits. */
  history(letter: Letter, since: Date): Promise<{ sentAt: readonly string[]; isSuperseded: boolean }>;
  /** Letters that were not asked for from a trusted network. */
  sentSince(since: Date): Promise<number>;
  /** From `waiting` to `sending`, durable before its end leaves. @returns false where another process was faster */
  commit(publicId: string, now: Date): Promise<boolean>;
  /** Back to `waiting`: it was not sent. */
  postpone(publicId: string, until: Date, reply?: string): Promise<void>;
  /** Once a letter to subscribe is sent, the links of earlier ones stop to count. */
  settle(publicId: string, state: Exclude<LetterState, 'waiting' | 'sending'>, reply?: string): Promise<void>;
  /** What an earlier process was sending may have been sent. @returns how many */
  recover(now: Date): Promise<number>;
  byPublicId(publicId: string): Promise<Letter | undefined>;
  /** Its link was confirmed. */
  answer(publicId: string, now: Date): Promise<void>;
  /** The letter to the other address of the same move. */
  otherOfMove(letter: Letter): Promise<Letter | undefined>;
  /** Deletes what was asked for more than seven days ago. @returns how many */
  prune(now: Date): Promise<number>;
}

/** Takes people out for good. */
export interface Eraser {
  /**
   * Nothing of the person is left but a keyed hash of the address, which keeps lists from bringing it back.
   * @returns whether there was a subscriber with it @throws AppError subscriber_invalid
   */
  erase(address: string, now: Date): Promise<boolean>;
  /** Whoever did not confirm in seven days, without a trace. @returns how many */
  eraseUnconfirmed(now: Date): Promise<number>;
  /** Takes old pages out of the database's files. @returns false where another process keeps them */
  scrub(): Promise<boolean>;
}

/** What readers said about papers. */
export interface OpinionStore {
  /** Of these subscribers, those who ever said or set anything; a merged paper stands as the one that lives on. */
  of(subscriberIds: readonly number[]): Promise<ReadonlyMap<number, ReaderOpinions>>;
  /** In place of what the subscriber said about the paper before. @returns false if there is no such paper */
  say(subscriberId: number, opinion: { paperId: number; kind: OpinionKind; now: Date }): Promise<boolean>;
  takeBack(subscriberId: number, paperId: number): Promise<void>;
  /** From now on the term is not learnt from; see `LearntTerm`. */
  drop(subscriberId: number, term: string): Promise<void>;
  keep(subscriberId: number, term: string): Promise<void>;
  /** Off: everything is kept and nothing is used. */
  turn(subscriberId: number, isOn: boolean): Promise<void>;
  /** Everything said and set. */
  forget(subscriberId: number): Promise<void>;
}
