// The body of a form, as our own pages send it: short, and of one type.
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { AppError } from '../domain/errors.ts';

const MAX_FORM_BYTES = 32_768;
const FORM_TYPE = 'application/x-www-form-urlencoded';

export const shortForm = bodyLimit({
  maxSize: MAX_FORM_BYTES,
  onError: () => {
    throw new AppError('usage', `What was sent is too long: expected a form of at most ${MAX_FORM_BYTES} bytes.`);
  },
});

/** @throws AppError usage for what is not a form of ours */
export async function readForm(c: Context): Promise<URLSearchParams> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== FORM_TYPE) {
    throw new AppError('usage', `What was sent is “${type.slice(0, 80)}”: expected a form (${FORM_TYPE}).`);
  }
  return new URLSearchParams(await c.req.text());
}
