// What is known about one refused recipient, and the reason that follows: code and words weigh against each other.
import type { Reason } from './bounce-verdict.ts';
import { CLEAR, VAGUE } from './phrases.ts';
import { ABROAD } from './phrases-abroad.ts';
import { statusReason } from './status-code.ts';

/** The command that was answered; `connect` is before any. */
export type Stage = 'connect' | 'mail' | 'rcpt' | 'data';

export interface Diagnosis {
  /** What servers and mailers said of this recipient, folded; the most reliable first. */
  texts: readonly string[];
  /** The whole notice, folded: asked only when the rest says nothing. */
  notice: string;
  status?: string | undefined;
  reply?: string | undefined;
  stage?: Stage | undefined;
  /** A program of the recipient's own host refused, not a server. */
  isLocal: boolean;
  /** There is a `Diagnostic-Code` field. */
  hasCode: boolean;
}

const MAX_CHARS = 6000;
const STAGES: readonly (readonly [Stage, RegExp])[] = [
  [
    'data',
    /\bin reply to (?:the )?(?:end of )?data\b|\bafter (?:the )?(?:end of data|(?:pipelined )?(?:end of )?data|message (?:text|body))\b|\bend of data\b|>>> (?:data|\.)|\bdata command\b|\[data\]|\(state 1[5-9]\)|\btext command\b|error following data/,
  ],
  [
    'rcpt',
    /\bin reply to (?:the )?rcpt\b|\bafter (?:pipelined )?rcpt\b|\brcpt[ _]to\b|\brcpt command\b|\bdoes not like recipient\b|\brejected recipient\b|\(state 14\)|\brecipient address rejected\b/,
  ],
  [
    'mail',
    /\bin reply to (?:the )?mail\b|\bafter (?:pipelined )?mail\b|\bmail[ _]from\b|\bmail command\b|\bdoes not like (?:your )?sender\b|\(state 13\)/,
  ],
  [
    'connect',
    /\bafter initial connection\b|\brefused to talk to me\b|\bgreeting failed\b|\bafter (?:ehlo|helo)\b|\bin reply to (?:ehlo|helo|initial)|\binitial greeting\b/,
  ],
];

/**
 * Words as the phrases expect them: lower case, one line, without reply codes at line beginnings, without the names of hosts and
 * without the addresses, which may hold any word: `spam@`, `user-unknown.example`.
 */
export function foldWords(text: string, recipient: string | undefined): string {
  return text
    .slice(0, MAX_CHARS)
    .replace(/https?:\/\/\S+/gi, ' ')
    .replace(/[^\s<>()[\]"',;:]{1,100}@[\w.-]{1,255}\w/g, address =>
      address.toLowerCase() === recipient?.toLowerCase() ? ' recipient@ ' : ' other@ ',
    )
    .replace(/\b[45]\d\d[- ](?:#?[45]\.\d\.\d{1,3} )?/g, ' ')
    .replace(/\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,10}\.[a-z]{2,20}\b/g, 'host')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[<>"]|\s+/g, ' ')
    .replace(/\bhost [^ ]{1,80} said:/g, ' ')
    .replace(/ {2,}/g, ' ');
}

/** @param texts raw words, the nearest to the server first */
export function findStage(texts: readonly string[]): Stage | undefined {
  for (const text of texts) {
    const lower = text.slice(0, MAX_CHARS).toLowerCase().replace(/\s+/g, ' ');
    const stage = STAGES.find(([, words]) => words.test(lower))?.[0];
    if (stage) return stage;
  }
  return undefined;
}

export function findReason(diagnosis: Diagnosis): Reason {
  const reason = reasonByWeight(diagnosis);
  // A name that could not be looked up this time may exist.
  const isPassing = reason === 'hostunknown' && diagnosis.status?.startsWith('4') && !diagnosis.reply?.startsWith('5');
  return isPassing ? 'networkerror' : reason;
}

function reasonByWeight(diagnosis: Diagnosis): Reason {
  const { texts, notice, status, reply } = diagnosis;
  return (
    localReason(diagnosis) ||
    (status && statusReason(status, 'decisive')) ||
    clearReason(texts) ||
    (status && statusReason(status, 'usual')) ||
    clearReason([notice]) ||
    phraseIn(VAGUE, texts) ||
    byStage(diagnosis) ||
    (status && statusReason(status, 'broad')) ||
    phraseIn(VAGUE, [notice]) ||
    byReply(diagnosis) ||
    (status || reply || texts.some(text => text.trim() !== '' && text !== notice) ? 'onhold' : 'undefined')
  );
}

function clearReason(texts: readonly string[]): Reason | undefined {
  return phraseIn(CLEAR, texts) ?? phraseIn(ABROAD, texts);
}

function phraseIn(
  rules: readonly (readonly [Reason, readonly RegExp[]])[],
  texts: readonly string[],
): Reason | undefined {
  for (const text of texts) {
    const found = rules.find(([, phrases]) => phrases.some(words => words.test(text)));
    if (found) return found[0];
  }
  return undefined;
}

/** What a program says about its files is no word about the mailbox, unless that is full. */
function localReason({ isLocal, texts }: Diagnosis): Reason | undefined {
  if (!isLocal) return undefined;
  const reason = clearReason(texts);
  return reason === 'mailboxfull' || reason === 'systemfull' ? reason : (phraseIn(VAGUE, texts) ?? 'mailererror');
}

/** A refusal without a reason is about what was just shown to the server. */
function byStage({ stage, reply }: Diagnosis): Reason | undefined {
  if (reply === undefined || reply.startsWith('2')) return undefined;
  if (stage === 'connect') return 'blocked';
  if (stage === 'mail') return 'rejected';
  return undefined;
}

function byReply({ reply, stage }: Diagnosis): Reason | undefined {
  if (reply === undefined) return undefined;
  if (/^50[0-4]$/.test(reply)) return 'syntaxerror';
  if (reply === '421') return 'blocked';
  if (reply === '552' || reply === '452') return 'mailboxfull';
  if (/^(?:550|551|553)$/.test(reply) && stage === 'rcpt') return 'userunknown';
  if (reply.startsWith('5') && stage === 'data') return 'filtered';
  return undefined;
}
