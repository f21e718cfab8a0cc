// `INBOX` to what an IMAP session needs: imap(s)://user:password@host:port/mailbox

export interface ImapServer {
  host: string;
  port: number;
  /** TLS from the first byte. */
  secure: boolean;
  /** Refuse to go on without STARTTLS. */
  requireTls: boolean;
  verifyCertificate: boolean;
  user: string;
  password: string;
  mailbox: string;
  /** The same without user and password. */
  place: string;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/i;

/** TLS is required, and certificates are verified, unless the server is on this machine. */
export function readImapUrl(text: string): ImapServer {
  const url = new URL(text);
  const secure = url.protocol === 'imaps:';
  const local = LOOPBACK.test(url.hostname);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : secure ? 993 : 143,
    secure,
    requireTls: !secure && !local,
    verifyCertificate: !local,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    mailbox: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
    place: `${url.protocol}//${url.host}${url.pathname}`,
  };
}
