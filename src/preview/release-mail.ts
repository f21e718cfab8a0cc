// Releasing a captured mail: what somebody typed, read into a server and a recipient, and the mail as it was before capture.
import { isReservedDomain, parseAddress } from '../domain/address.ts';

/** A mail as a server is given it: RFC 5321's envelope, and the bytes that its sender made. */
export interface RawMail {
  from: string;
  to: string;
  raw: Uint8Array;
}

/** What the server said of the mail: that it has it, or why not. */
export type Released = { reply: string } | { refusal: string };

export interface TypedRelease {
  server: string;
  recipient: string;
}

export interface ReleaseFault {
  field: keyof TypedRelease;
  /** Quotes what was typed, without a password. */
  text: string;
}

const DELIVERY_HEADERS = /^Return-Path: <(.*)>\r\n(?:Delivered-To: (.*)\r\n)?(?:Delivered-To: .*\r\n)*/;

/** @returns faults, or the SMTP server's URL and the address */
export function readRelease({ server, recipient }: TypedRelease): { to: string } | { faults: ReleaseFault[] } {
  const address = parseAddress(recipient);
  const faults: ReleaseFault[] = [];
  if (!isSmtpUrl(server)) {
    faults.push({
      field: 'server',
      text: `“${withoutLogin(server)}” is no SMTP server: expected a URL such as smtps://user:password@smtp.lab.org, in which %, @, : and / of user and password are written as %25, %40, %3A and %2F`,
    });
  }
  if (!address) {
    faults.push({ field: 'recipient', text: `“${recipient}” is no address: expected one such as ada@lab.org` });
  } else if (isReservedDomain(address.domain)) {
    faults.push({
      field: 'recipient',
      text: `Nobody can get mail at “${address.domain}”: expected an address outside of the reserved domains`,
    });
  }
  return faults.length > 0 || !address ? { faults } : { to: address.address };
}

/** Takes off the headers that the mailbox put on. @returns the mail, and the envelope it came in */
export function unwrapMail(bytes: Uint8Array): { from: string; to: string; raw: Uint8Array } {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [whole = '', from = '', to = ''] = DELIVERY_HEADERS.exec(all.toString('latin1')) ?? [];
  return { from: utf8(from), to: utf8(to), raw: bytes.subarray(whole.length) };
}

/** For the form that is shown again, and for messages: whatever stands before the @ may be a password. */
export function withoutLogin(server: string): string {
  return server.replace(/^(\w+:\/\/)?.*@/s, '$1***@');
}

function isSmtpUrl(text: string): boolean {
  const url = URL.parse(text);
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return false;
  try {
    return decodeURIComponent(`${url.username}${url.password}`) !== undefined;
  } catch {
    return false;
  }
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
