// A raw document to papers and rejects: decode, recognise the format, read it.
import type { ParsedDocument } from '../domain/parsed-document.ts';
import type { RawDocument } from '../domain/raw-document.ts';
import { decode } from './decode.ts';
import { detectFormat } from './detect-format.ts';
import { Harvest } from './harvest.ts';
import { InputText } from './input-text.ts';

/**
 * Reads a digest in any format we know; a bad record is a reject, never an exception.
 * @throws AppError for the document as a whole: input_empty, input_not_text, input_line_too_long, input_too_large,
 * format_unknown
 */
export async function parse(document: RawDocument): Promise<ParsedDocument> {
  const input = new InputText(decode(document), document.locator);
  const format = await detectFormat(input);
  const harvest = new Harvest(format.name, document);
  await format.read(input, harvest);
  return { format: format.name, papers: harvest.papers, rejected: harvest.rejected };
}
