// `SMTP_URL` to what a connection needs: smtp(s)://user:password@host:port?starttls=optional&auth=login

export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte. */
  secure: boolean;
  /** Refuse to go on without STARTTLS. */
  requireTls: boolean;
  verifyCertificate: boolean;
  user?: string;
  password?: string;
  /** How to log in; absent: as the server offers it. */
  auth?: 'PLAIN' | 'LOGIN';
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * STARTTLS is required, and certificates are verified, unless the server is on this machine or the URL says
 * `?starttls=optional`.
 */
export function readSmtpUrl(text: string): SmtpServer {
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  const local = LOOPBACK.test(url.hostname);
  const auth = readAuth(url.searchParams.get('auth'));
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : secure ? 465 : url.username ? 587 : 25,
    secure,
    requireTls: !secure && !local && url.searchParams.get('starttls') !== 'optional',
    verifyCertificate: !local,
    ...(url.username && { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }),
    ...(auth && { auth }),
  };
}

function readAuth(name: string | null): SmtpServer['auth'] {
  const auth = name?.toUpperCase();
  return auth === 'PLAIN' || auth === 'LOGIN' ? auth : undefined;
}
