// What the preview needs from the rest of the house; assembly provides it.
import type { Layout } from '../domain/issue.ts';
import type { Interests } from '../domain/subscriber.ts';
import type { Catalogue } from '../domain/topic.ts';
import type { Fixture } from './fixtures.ts';

/** A subscriber to preview a mail for. */
export interface SampleReader {
  /** Names the reader in URLs: a public id, an address, whatever `previewMail` knows again. */
  id: string;
  address: string;
  name?: string;
  interests: Interests;
}

/** Whose mail: a subscriber's, that of a reader made up in the form, or one made of sample papers. */
type Previewed = { reader: string } | { interests: Interests; papersPerMail: number } | { fixture: Fixture };

export type PreviewRequest = Previewed & {
  /** Date of an issue of the archive, whose frozen papers are taken. Absent: the papers of now. */
  issue?: string;
  /** Absent: the one that the subscriber chose. */
  layout?: Layout;
};

export type PreviewMail =
  | {
      subject: string;
      /** Empty in the layout `text`. */
      html: string;
      text: string;
      /** How many papers are in it. */
      papers: number;
    }
  /** One sentence that says why there would be no mail. */
  | { empty: string };

/** What is wrong in a file that people edit, with the lines around it. */
export interface FileFault {
  file: string;
  /** From 1. */
  line?: number;
  message: string;
  /** In order; the one at fault among them. */
  around: readonly { line: number; text: string }[];
}

/** Something a template does that a mail program cannot show. */
export interface SupportGap {
  /** As caniemail.com calls it: `word-break`, `:hover`. */
  feature: string;
  /** Families of programs that leave it out, each with its own in brackets: `Outlook (Windows, macOS)`. */
  missingIn: readonly string[];
  /** Likewise those that show it in some other way, as the notes say. */
  differsIn: readonly string[];
  notes: readonly string[];
  /** Where templates say it, as `partials/style.mjml:12, 14`; empty where MJML writes it by itself. */
  places: readonly string[];
}

export type SpamVerdict =
  | { score: number; required: number; rules: readonly { points: number; name: string; text: string }[] }
  /** One sentence that says why there is no score. */
  | { unknown: string };

export interface PreviewPorts {
  catalogue: Pick<Catalogue, 'groups' | 'topics'>;
  /** What personal links begin with. */
  publicUrl: string;
  readers(): Promise<readonly SampleReader[]>;
  /** Dates of the archive, latest first. */
  issueDates(): Promise<readonly string[]>;
  /**
   * The mail as it would be; nothing is sent or stored. While a template is broken, it is made with those that were good last.
   * @throws AppError template_invalid where there were none yet, subscriber_unknown, issue_unknown
   */
  previewMail(request: PreviewRequest): Promise<PreviewMail>;
  /** The same mail as the bytes that would be sent, with every header; undefined where there would be no mail. */
  composeMail(request: PreviewRequest): Promise<Uint8Array | undefined>;
  /** Of templates and people files, as they were when they were last read. */
  faults(): readonly FileFault[];
  /** What mail programs make of a mail's HTML; undefined where the data for that is not installed. */
  supportGaps(html: string): Promise<readonly SupportGap[] | undefined>;
  spamVerdict(mail: Uint8Array): Promise<SpamVerdict>;
  /** Tells whenever a file was saved that mails are made of, from when the promise resolves. @returns what ends it */
  onChange(tell: () => void): Promise<() => void>;
}
