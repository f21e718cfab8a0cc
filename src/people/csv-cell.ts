// Cells that a spreadsheet must not take for formulas: written with an apostrophe in front, which reading takes off again.

/** @returns the cell with RFC 4180 quoting where it needs it */
export function guardCell(text: string): string {
  const harmless = /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}

export function unguardCell(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}
