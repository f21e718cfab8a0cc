// What the private pages need from the rest of the house; `main` provides it.
import type { Interests } from '../domain/subscriber.ts';
import type { Catalogue } from '../domain/topic.ts';
import type { Mailbox } from './mailbox.ts';

/** A subscriber to preview a mail for. */
export interface SampleReader {
  /** Names the reader in URLs: a public id, an address, whatever `previewMail` knows again. */
  id: string;
  address: string;
  name?: string;
  interests: Interests;
}

/** Whose mail: a subscriber's, or that of a reader made up in the form. */
export type PreviewRequest = { reader: string } | { interests: Interests; papersPerMail: number };

export type PreviewMail =
  | { subject: string; html: string; text: string; headers?: readonly (readonly [string, string])[] }
  /** One sentence that says why there would be no mail. */
  | { empty: string };

export interface PrivateSitePorts {
  name: string;
  /** Host names under which this site is reached besides the loopback ones, such as `ADMIN_HOST`. */
  hosts: readonly string[];
  /** Absent where a real SMTP server is set. */
  mailbox?: Pick<Mailbox, 'list' | 'read'>;
  catalogue: Pick<Catalogue, 'groups' | 'topics'>;
  readers(): Promise<readonly SampleReader[]>;
  /** The mail as it would be now; nothing is sent or stored. @throws AppError template_invalid, subscriber_unknown */
  previewMail(request: PreviewRequest): Promise<PreviewMail>;
  /** Told of every failure that is not an `AppError`. */
  report(error: unknown): void;
}
