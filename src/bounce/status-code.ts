// Reply codes and enhanced status codes in the words of a server, and what an enhanced code means. RFC 5321 §4.2, RFC 3463, RFC 7505.
import type { Reason } from './bounce-verdict.ts';

const STATUS = /(?<![\d.])([245])\.(\d)\.(\d{1,3})(?![\d.]*\d)/g;
const REPLY = /(?:^|[\s:;'"[(#>])([45][0-7]\d|25[0-3])(?=[ \n-]|$)/g;

/** Codes that mean one thing, whatever the words beside them say. */
const DECISIVE: Readonly<Record<string, Reason>> = {
  '1.6': 'hasmoved',
  '1.7': 'rejected',
  '1.8': 'rejected',
  '2.2': 'mailboxfull',
  '3.4': 'mesgtoobig',
  '7.20': 'authfailure',
  '7.21': 'authfailure',
  '7.22': 'authfailure',
  '7.23': 'authfailure',
  '7.24': 'authfailure',
  '7.25': 'requireptr',
  '7.26': 'authfailure',
  '7.27': 'rejected',
  '7.29': 'authfailure',
};

/** Codes that most servers use as they are meant; clear words win. */
const USUAL: Readonly<Record<string, Reason>> = {
  '1.0': 'userunknown',
  '1.1': 'userunknown',
  '1.2': 'hostunknown',
  '1.3': 'userunknown',
  '1.4': 'filtered',
  '1.10': 'notaccept',
  '2.3': 'mesgtoobig',
  '3.1': 'systemfull',
  '4.1': 'expired',
  '4.4': 'hostunknown',
  '4.6': 'networkerror',
  '4.7': 'expired',
  '5.2': 'syntaxerror',
  '5.3': 'toomanyconn',
  '7.9': 'policyviolation',
  '7.13': 'suspend',
  '7.17': 'hasmoved',
  '7.28': 'speeding',
};

/** By the second number alone, and a few whose third number says little: what is left when no words help. */
const BROAD: readonly (readonly [RegExp, Reason])[] = [
  [/^2\./, 'filtered'],
  [/^3\.2$/, 'notaccept'],
  [/^3\./, 'systemerror'],
  [/^4\.[35]$/, 'systemerror'],
  [/^4\./, 'networkerror'],
  [/^5\.[014]$/, 'syntaxerror'],
  [/^6\./, 'contenterror'],
  [/^7\./, 'securityerror'],
];

/** @param how how far the code is trusted against the words */
export function statusReason(status: string, how: 'decisive' | 'usual' | 'broad'): Reason | undefined {
  const detail = status.slice(2);
  if (how === 'decisive') return DECISIVE[detail];
  if (how === 'usual') {
    // A refusal for good with this code is about a recipient or a route, not about an answer that did not come.
    return status === '5.4.1' ? undefined : USUAL[detail];
  }
  return BROAD.find(([code]) => code.test(detail))?.[1];
}

/** The most telling enhanced code of the texts, in their order: `5.0.0` says less than any other. */
export function findStatus(texts: readonly string[]): string | undefined {
  const found = texts.flatMap(text => [...text.matchAll(STATUS)].map(([code]) => code));
  const refusals = found.filter(code => !code.startsWith('2'));
  return refusals.find(code => !code.slice(2).startsWith('0.')) ?? refusals[0] ?? found[0];
}

/** The first code in the texts that stands where a server's reply begins. */
export function findReply(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const codes = [...text.matchAll(REPLY)];
    const refusals = codes.filter(([, code]) => !code?.startsWith('2'));
    const beside = refusals.find(code => STATUS_BESIDE.test(text.slice(code.index + code[0].length)));
    const code = (beside ?? refusals[0] ?? codes[0])?.[1];
    if (code !== undefined) return code;
  }
  return undefined;
}

const STATUS_BESIDE = /^[ -]#?[245]\.\d\.\d/;
