// A response body as it was before the server compressed it. RFC 9110 §8.4.1.
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { AppError } from '../domain/errors.ts';

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
};

/** What we ask servers for. */
export const ACCEPTED_ENCODINGS = 'gzip, br';

/** @param encoding value of Content-Encoding @throws AppError source_unreachable for one that was not asked for */
export function decompress(body: Readable, encoding: string): Readable {
  const name = encoding.toLowerCase();
  if (name === '' || name === 'identity') return body;
  const decoder = DECODERS[name];
  if (!decoder) {
    // An aborted body says so as an error, which without a listener would end the process.
    body.on('error', () => {}).destroy();
    throw new AppError('source_unreachable', `the answer is encoded as "${encoding}", expected ${ACCEPTED_ENCODINGS}`);
  }
  // A failure reaches whoever reads the decoder's end.
  return pipeline(body, decoder(), () => {});
}
