// What every format is: how to recognise it and how to read it.
import type { Harvest } from './harvest.ts';
import type { InputText } from './input-text.ts';

export interface Format {
  name: string;
  /** For people whose file was not recognised. */
  looksLike: string;
  recognises(input: InputText): boolean;
  /** Puts every record of the input into the harvest. @throws AppError where the document as a whole cannot be read */
  read(input: InputText, harvest: Harvest): void | Promise<void>;
}
