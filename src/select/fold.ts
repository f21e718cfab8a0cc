// Names, labs and categories in a form that is equal for all spellings of one.

/** Equal for "LeCun, Yann", "Yann LeCun" and "yann lecun". */
export function foldName(name: string): string {
  return wordsOf(name).sort().join(' ');
}

/** The words in their order, with a space at both ends, so that whole words can be looked for within. */
export function foldLab(name: string): string {
  return ` ${wordsOf(name).join(' ')} `;
}

/** Equal for "cs.LG" and "cs.lg". */
export function foldCategory(category: string): string {
  return category.toLowerCase();
}

/** Of "cs.LG": "cs". */
export function foldArchive(category: string): string {
  return foldCategory(category).split('.')[0]!;
}

function wordsOf(name: string): string[] {
  const folded = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return folded.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
