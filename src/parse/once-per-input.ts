// What a format finds out to recognise a document, kept for when it reads it.
import type { InputText } from './input-text.ts';

/** @returns the same function, which computes its answer about a document once */
export function oncePerInput<T>(compute: (input: InputText) => T): (input: InputText) => T {
  const answers = new WeakMap<InputText, { answer: T }>();
  return input => {
    const known = answers.get(input) ?? { answer: compute(input) };
    answers.set(input, known);
    return known.answer;
  };
}
