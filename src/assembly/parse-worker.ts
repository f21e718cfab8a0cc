// The thread in which documents are parsed: one comes in, its papers or its fault go out.
import { enableCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import type { RawDocument } from '../domain/raw-document.ts';
import type { ParseAnswer } from '../ingest/parse-thread.ts';

// As in main.ts: the parser is imported after this line, and its second start takes half the time of the first.
enableCompileCache();
const { AppError } = await import('../domain/errors.ts');
const { cleanText } = await import('../parse/clean-text.ts');
const { parse } = await import('../parse/parse.ts');

parentPort?.on('message', async (document: RawDocument) => parentPort?.postMessage(await answerTo(document)));
parentPort?.postMessage('ready');

/** What is no AppError ends the thread, and is the document's fault to whoever asked. */
async function answerTo(document: RawDocument): Promise<ParseAnswer> {
  try {
    return { parsed: await parse(document) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // The sentence may quote the document.
    return { code: error.code, message: cleanText(error.message) };
  }
}
