// Fields of JSON from outside that are as if absent where they are not what they should be: none costs its record.
import { z } from 'zod';

export const words = z.string().optional().catch(undefined);

/** Some write numbers as strings of digits. */
export const count = z
  .union([
    z.number().int().nonnegative(),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ])
  .optional()
  .catch(undefined);

/** The good ones of a list. */
export function listOf<T extends z.ZodType>(item: T) {
  const good = (values: unknown[]): z.infer<T>[] =>
    values.map(value => item.safeParse(value)).flatMap(({ success, data }) => (success ? [data] : []));
  return z.array(z.unknown()).transform(good).optional().catch(undefined);
}
