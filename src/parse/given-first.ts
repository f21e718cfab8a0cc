// Names as libraries file them, `Family, Given, Jr.`, in the order they are spoken.

/** @returns `Given Family, Jr.`; a name without a comma stays as it is */
export function givenFirst(name: string): string {
  const [family = '', given, ...suffixes] = name.split(/\s*,\s*/);
  return given ? [`${given} ${family}`, ...suffixes].join(', ') : family;
}
