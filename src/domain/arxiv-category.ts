// Categories of arXiv, `cs.LG`, `hep-th`, `cond-mat.mtrl-sci`. https://arxiv.org/category_taxonomy

/** With those of the nineties that old papers are still listed under. */
const ARCHIVES =
  'acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|econ|eess|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|q-fin|quant-ph|solv-int|stat|supr-con';
/** Only two archives write their subjects in small letters. */
const CATEGORY = new RegExp(`^(?:(?:${ARCHIVES})(?:\\.[A-Z]{2})?|(?:cond-mat|physics)\\.[a-z]+(?:-[a-z]+)*)$`);

/** As arXiv writes it, whatever the case: `cs.LG`, `cond-mat.mtrl-sci`. @returns undefined for what is none */
export function asArxivCategory(text: string): string | undefined {
  const small = text.toLowerCase();
  const [archive, ...subject] = small.split('.');
  return [small, `${archive}.${subject.join('.').toUpperCase()}`].find(isArxivCategory);
}

/** An archive, or a subject of one; whether the archive has that subject is not looked up. */
export function isArxivCategory(text: string): boolean {
  return CATEGORY.test(text);
}
