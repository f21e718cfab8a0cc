// MAIL FROM and RCPT TO, with the parameters that the server's extensions ask for. RFC 5321 §4.1.1, RFC 1870, RFC 6531.
import { domainToASCII } from 'node:url';

/** What a server offers: EHLO keywords in upper case, each with its parameters. */
export type Extensions = ReadonlyMap<string, string>;

export interface Envelope {
  from: string;
  to: string;
  /** Octets of the message. */
  size: number;
}

export interface EnvelopeCommands {
  mail: string;
  rcpt: string;
}

/** White space, control characters and angle brackets would end the path, or the command. */
const UNSAFE = /[\x00-\x20<>\x7f]/;
const BEYOND_ASCII = /[^\x00-\x7f]/;

/** @returns the two commands without their line ends, or why this server can never be given the message */
export function envelopeCommands(
  { from, to, size }: Envelope,
  extensions: Extensions,
): EnvelopeCommands | { fault: string } {
  const limit = Number(extensions.get('SIZE') || 0);
  if (limit > 0 && size > limit) return { fault: `the message has ${size} octets, and the server takes ${limit}` };
  const [sender, recipient] = [pathOf(from), pathOf(to)];
  if (sender === undefined || recipient === undefined)
    return { fault: `"${sender === undefined ? from : to}" is no address that can be sent to` };
  let mail = `MAIL FROM:<${sender}>`;
  if (extensions.has('SIZE')) mail += ` SIZE=${size}`;
  if (BEYOND_ASCII.test(sender) || BEYOND_ASCII.test(recipient)) {
    if (!extensions.has('SMTPUTF8'))
      return { fault: `"${to}" has letters beyond ASCII, and the server does not offer SMTPUTF8` };
    // RFC 6531 §3.6: the address stands in the header as well.
    mail += extensions.has('8BITMIME') ? ' BODY=8BITMIME SMTPUTF8' : ' SMTPUTF8';
  }
  return { mail, rcpt: `RCPT TO:<${recipient}>` };
}

/** The address with its domain in ASCII, which every server understands. RFC 5890. */
function pathOf(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  const written = address.slice(at + 1);
  const domain = BEYOND_ASCII.test(written) ? domainToASCII(written) : written;
  if (at < 1 || domain === '' || UNSAFE.test(address) || UNSAFE.test(domain)) return undefined;
  return `${address.slice(0, at)}@${domain}`;
}
