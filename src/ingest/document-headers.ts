// What the headers of an answer say of its document: media type, charset, validators.
import type { RawDocument, Validators } from '../domain/raw-document.ts';
import { type AnswerHeaders, headerText } from './answer-headers.ts';

/** What cannot be sent back as it came, or is no validator at its length, is not kept. */
const SENDABLE = /^[\x20-\x7e]{1,512}$/;

export function documentHeaders(headers: AnswerHeaders): Omit<RawDocument, 'locator' | 'fetchedAt' | 'bytes'> {
  return { ...contentType(headerText(headers, 'content-type')), ...validatorsIn(headers) };
}

/** What makes the server answer 304 while nothing changed. RFC 9110 §13.1 */
export function conditions({ etag, lastModified }: Validators): Record<string, string> {
  return {
    ...(etag && SENDABLE.test(etag) && { 'if-none-match': etag }),
    ...(lastModified && SENDABLE.test(lastModified) && { 'if-modified-since': lastModified }),
  };
}

function validatorsIn(headers: AnswerHeaders): Validators {
  const etag = headerText(headers, 'etag');
  const lastModified = headerText(headers, 'last-modified');
  return { ...(SENDABLE.test(etag) && { etag }), ...(SENDABLE.test(lastModified) && { lastModified }) };
}

function contentType(header: string): Pick<RawDocument, 'mediaType' | 'charset'> {
  const [mediaType, ...parameters] = header.split(';').map(part => part.trim().toLowerCase());
  const charset = parameters
    .find(parameter => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replace(/["']/g, '')
    .trim();
  return { ...(mediaType && { mediaType }), ...(charset && { charset }) };
}
