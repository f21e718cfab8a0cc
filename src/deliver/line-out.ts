// What both senders need to know of the way out.
import type { DkimSigner } from './dkim-signer.ts';
import type { OauthClient } from './oauth-client.ts';

export interface LineOut {
  smtpUrl: string;
  connections: number;
  /** Absent: mail goes out unsigned. */
  signer?: DkimSigner;
  /** With it the connection authenticates by XOAUTH2. */
  oauth?: OauthClient;
}
