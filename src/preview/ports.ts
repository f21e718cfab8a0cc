// What the private pages need from the rest of the house; `main` provides it.
import type { Mailbox } from './mailbox.ts';
import type { OperationPorts } from './operation-ports.ts';
import type { PreviewPorts } from './preview-ports.ts';
import type { RawMail, Released } from './release-mail.ts';

export interface PrivateSitePorts extends PreviewPorts {
  name: string;
  /** Host names under which this site is reached besides the loopback ones, such as `ADMIN_HOST`. */
  hosts: readonly string[];
  /** Absent where a real SMTP server is set. */
  mailbox?: Pick<Mailbox, 'list' | 'read'>;
  /** Absent where nothing is running: in a preview. */
  operation?: OperationPorts;
  /** Asked of everybody, as the password of any user; absent where only this machine can reach the pages. */
  adminToken?: string;
  /** Sends a captured mail through the SMTP server of this URL. */
  releaseMail(smtpUrl: string, mail: RawMail): Promise<Released>;
  /** Told of every failure that is not an `AppError`. */
  report(error: unknown): void;
}
