// What the public pages need from the rest of the house; `main` provides it.
import type { Miss, RankedPaper } from '../domain/issue.ts';
import type { TokenKey } from '../domain/link-token.ts';
import type { JudgedPaper, Learnt, OpinionKind } from '../domain/opinion.ts';
import type { Paper } from '../domain/paper.ts';
import type { PaperLife } from '../domain/ports.ts';
import type { SearchTerm } from '../domain/search-query.ts';
import type { Rhythm, SettableField, Subscriber, Wish } from '../domain/subscriber.ts';
import type { Catalogue } from '../domain/topic.ts';

/** One issue as everybody may see it: nothing in it depends on a subscriber. */
export interface PublicIssue {
  /** Local calendar date YYYY-MM-DD. */
  date: string;
  /** Best first. */
  papers: readonly RankedPaper[];
  /** Name of the holiday because of which arXiv had announced nothing. */
  quiet?: string;
  /** Date of the issue before this one, where there is one. */
  previous?: string;
  /** Date of the issue after this one, where there is one. */
  next?: string;
  /** When it came out, ISO 8601. */
  dueAt: string;
}

export interface PublicSitePorts {
  /** What this Paperboy is called, on every page. */
  name: string;
  /** Path of the public URL without a slash at its end: `` or `/papers`. Links begin with it; `Host` is never read. */
  basePath: string;
  /** Where readers reach the pages, without a slash at its end. */
  publicUrl: string;
  /** The first signs the links between personal pages, all of them verify. */
  keys: readonly [TokenKey, ...TokenKey[]];
  /** Dates of the newest issues, newest first. */
  issueDates(limit: number): Promise<readonly string[]>;
  /** The issue of a date, or the latest one. */
  issue(date?: string): Promise<PublicIssue | undefined>;
  subscriber(publicId: string): Promise<Subscriber | undefined>;
  /** Effective when the promise resolves; again is no change. @returns false if there is no such subscriber */
  unsubscribe(publicId: string): Promise<boolean>;
  resubscribe(publicId: string): Promise<boolean>;
  /** Why somebody left, in their own choice of ours. */
  sayWhyLeft(publicId: string, reason: string): Promise<void>;
  /** A mail as it was rendered for its reader. */
  mail(deliveryPublicId: string): Promise<{ html: string } | undefined>;
  /** @returns undefined if there is no such mail */
  allMatches(deliveryPublicId: string): Promise<MailMatches | undefined>;
  pauses: PausePorts;
  taste: TastePorts;
  trials: TrialPorts;
  signUps: SignUpPorts;
  reading: ReadingPorts;
  privacy: PrivacyFacts;
  settings: SettingsPorts;
  now(): Date;
  /** What readers choose topics from. */
  catalogue: Pick<Catalogue, 'groups' | 'topics'>;
  topicName(id: string): string;
  /** Told of every failure that no visitor caused. */
  report(error: unknown): void;
}

/** Subscribing, lost links and changes of address. What is asked for answers alike whoever is behind an address. */
export interface SignUpPorts {
  policy: { signup: 'open' | 'domains' | 'off'; domains: readonly string[]; timeZone: string };
  /** Has the confirmation mail sent. @returns what is wrong with the fields, undefined where they are taken */
  subscribe(
    fields: { email: string } & Partial<WishFields>,
    about: { given: readonly SettableField[]; wording: string; isTrusted?: true },
  ): Promise<Faults | undefined>;
  sendLink(email: string, about: { isTrusted?: true }): Promise<Faults | undefined>;
  /** Has both addresses asked. */
  move(subscriber: Subscriber, email: string): Promise<Faults | undefined>;
  /** @returns undefined if there is no such letter */
  letter(publicId: string): Promise<LetterPage | undefined>;
  /** What the link of the letter is for takes effect, once. @throws AppError usage, link_invalid */
  confirm(publicId: string): Promise<LetterPage | undefined>;
  /** Sends the letter again, with another link. */
  again(publicId: string): Promise<void>;
}

/** A subscriber's own settings and data; each act is in effect when its promise resolves. */
export interface SettingsPorts {
  save(subscriber: Subscriber, fields: WishFields): Promise<Faults | undefined>;
  /** Everything that is kept of the subscriber, as JSON. */
  export(subscriber: Subscriber): Promise<Record<string, unknown>>;
  erase(subscriber: Subscriber): Promise<void>;
}

interface Faults {
  faults: readonly FieldFault[];
}

/** The link of a letter: `over` when it does not count any more. */
export type LetterPage =
  | { kind: 'subscribe'; state: 'open' | 'over' | 'confirmed'; wish?: Wish; confirmed?: Confirmed }
  | {
      kind: 'move';
      state: 'open' | 'over' | 'confirmed';
      from: string;
      to: string;
      isMoved: boolean;
      /** The address that has not confirmed yet. */
      waitsFor?: string;
    };

/** Who has just subscribed, and when the mail after the first issue comes. */
export interface Confirmed {
  subscriber: Subscriber;
  nextMail: { date: string; time: string };
}

/** Papers beyond the latest issue. */
export interface ReadingPorts {
  /** The living paper, where it was merged; undefined where there is none, or it is hidden. */
  paper(id: number): Promise<ReadPaper | undefined>;
  /** By arXiv id or DOI, however it is written. */
  paperNamed(text: string): Promise<number | undefined>;
  search(terms: readonly SearchTerm[], limit: number): Promise<readonly Paper[]>;
  /** Of all issues of these dates, each paper once. */
  between(from: string, until: string): Promise<readonly RankedPaper[]>;
  /** Likewise, newest issue first, each with when its issue came out. */
  fed(from: string, until: string): Promise<readonly FedPaper[]>;
  /** What a subscriber's mails of the last weeks held. */
  mailed(subscriberId: number): Promise<readonly FedPaper[]>;
  /** Ids, the surest first. */
  topicsOf(paper: Paper): readonly string[];
}

export interface ReadPaper {
  paper: Paper;
  life: PaperLife;
  topics: readonly string[];
}

export interface FedPaper {
  paper: RankedPaper;
  /** ISO 8601 instant. */
  issuedAt: string;
}

/** What the page about privacy says of this installation. */
interface PrivacyFacts {
  /** Whoever is responsible, as an address. */
  contact: string;
  postalAddress?: string;
  /** Host that carries the mails. */
  relay?: string;
  readsReturnedMail: boolean;
}

/** What fitted when a mail was cut. */
export interface MailMatches {
  /** Local date of the mail. */
  date: string;
  /** Best first, with why in words. */
  papers: readonly { paper: RankedPaper; why: Why; isInMail: boolean }[];
  /** How many matched, of which `papers` may hold only the first. */
  matched: number;
  /** How many of them the mail held. */
  inMail: number;
  /** How many the mail held that matched nothing: one from outside, or like what the reader liked. */
  beside: number;
}

/** How a reader's pause stands, by the calendar of the place where the reader lives; dates are YYYY-MM-DD. */
export interface PauseState {
  today: string;
  /** The first date on which mail may come again; absent while nothing is paused. */
  until?: string;
  /** The date on which the next mail is due. */
  nextMail: string;
}

export interface PausePorts {
  stateOf(subscriber: Subscriber): PauseState;
  /** In effect when the promise resolves. @param until absent to resume @returns false if there is no such subscriber */
  pause(subscriber: Subscriber, until?: string): Promise<boolean>;
}

/** What readers said about papers and what was learnt from it; each act is in effect when its promise resolves. */
export interface TastePorts {
  learnt(subscriberId: number): Promise<Learnt>;
  /** @returns undefined if there is no such paper */
  judged(subscriberId: number, paperId: number): Promise<JudgedPaper | undefined>;
  say(subscriberId: number, paperId: number, kind: OpinionKind): Promise<unknown>;
  takeBack(subscriberId: number, paperId: number): Promise<void>;
  drop(subscriberId: number, term: string): Promise<void>;
  keep(subscriberId: number, term: string): Promise<void>;
  turn(subscriberId: number, isOn: boolean): Promise<void>;
  forget(subscriberId: number): Promise<void>;
}

/** Trying out interests on the papers of the last days; saves nothing. */
export interface TrialPorts {
  days: number;
  /** How many papers a publishing day each topic brings, as far as that is known by now. */
  perDay(): Promise<ReadonlyMap<string, number> | undefined>;
  /** How many papers a usual mail will hold, where that can be said soon. */
  expectedPapers(subscriber: Subscriber): Promise<number | undefined>;
  /**
   * @param chosen fields of a people file, and held to the same rules
   * @param rhythm when the reader's mails are due
   * @throws AppError usage for what takes too long, and where too many people try at once
   */
  tryOut(chosen: ChosenFields, rhythm: Rhythm): Promise<TriedOut | { faults: readonly FieldFault[] }>;
}

export interface ChosenFields extends Record<ListField, string[]> {
  papers: string;
  outside: boolean;
}

/** What can be set on a page; fields of a people file, as they were typed. */
export interface WishFields extends ChosenFields {
  name: string;
  days: string;
  at: string;
  time_zone: string;
  layout: string;
}

export type ListField = 'topics' | 'keywords' | 'muted' | 'authors' | 'labs' | 'categories';

export interface FieldFault {
  field?: string;
  /** The value at fault. */
  found: unknown;
  expected: string;
}

/** What some interests would have brought. */
export interface TriedOut {
  /** So far back, which is less than wished where very many papers came in. */
  days: number;
  /** Papers that came in during these days, and how many of them match. */
  considered: number;
  matched: number;
  /** How many mails were due, and of those that would have held papers, how many each. */
  due: number;
  mails: readonly number[];
  /** Best first, each with why it would have come, in words. */
  examples: readonly { paper: Paper; why: Why }[];
  muted: readonly { word: string; removed: number; suchAs?: Paper }[];
  /** How many papers each brings, and how many that nothing else brings; the noisiest first. */
  keywords: readonly { keyword: string; papers: number; alone: number }[];
  /** For how many of the papers any category is known, where a category was chosen. */
  categoriesKnown?: number;
  missed: readonly { paper: Paper; miss: Miss }[];
}

/** `Because you follow` what, by which words, `and 2 more`. */
export interface Why {
  lead: string;
  items: readonly { name: string; words: string }[];
  more: string;
}

/** The part of the ports that shapes every page. */
export type SiteFrame = Pick<PublicSitePorts, 'name' | 'basePath' | 'publicUrl'>;
