// Groups of `Name: value` fields, as delivery and feedback reports are made of, found by their shape. RFC 3464 §2.1, RFC 5965 §3.

/** By lower-case name; a field that is repeated has several values. */
export type Fields = ReadonlyMap<string, readonly string[]>;

const FIELD = /^([A-Za-z][\w-]{0,60})[ \t]*:[ \t]*(.*)$/;

/**
 * The groups of a text: fields follow each other, a line that begins with a blank continues its field, an empty line ends the group.
 * A line of another kind ends it too, so that fields are found in a report whose MIME is broken.
 * @param text with `\n` as line end
 */
export function readFields(text: string): Fields[] {
  const groups: Map<string, string[]>[] = [];
  let group: Map<string, string[]> | undefined;
  let values: string[] | undefined;
  for (const line of text.split('\n')) {
    if (values && /^[ \t]+\S/.test(line)) {
      values.push(`${values.pop()} ${line.trim()}`.trim());
      continue;
    }
    const [, name, value] = FIELD.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      group = values = undefined;
      continue;
    }
    if (!group) {
      group = new Map();
      groups.push(group);
    }
    values = group.get(name.toLowerCase()) ?? [];
    values.push(value.trim());
    group.set(name.toLowerCase(), values);
  }
  return groups;
}

/** The first value of a field that is not empty. */
export function fieldOf(fields: Fields, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = fields.get(name)?.find(text => text !== '');
    if (value !== undefined) return value;
  }
  return undefined;
}
