// Many rows in one parameter: a statement costs more than a row, so what changes together goes into one statement.
import { type RawBuilder, sql } from 'kysely';

/** A column that is a JSON number stays one. */
type Cell = string | number | null;

/**
 * A table expression over a JSON array of arrays; to be given a name with `as`. The one place where databases differ in how they
 * read rows from JSON.
 * @param columns their names, in the order of the cells
 */
export function jsonRows<Column extends string>(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): RawBuilder<Record<Column, Cell>> {
  const cells = columns.map((column, place) => sql`value ->> ${sql.lit(place)} as ${sql.ref(column)}`);
  return sql`(select ${sql.join(cells)} from json_each(${JSON.stringify(rows)}))`;
}

/** The right side of `in`. */
export function jsonValues(values: readonly Cell[]): RawBuilder<Cell> {
  return sql`(select value from json_each(${JSON.stringify(values)}))`;
}
