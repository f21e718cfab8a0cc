// DOIs in the forms found in the wild. https://www.doi.org/doi-handbook/HTML/

/** What stands in front of a DOI to say that it is one. */
export const DOI_PREFIX = /(?:(?:https?:\/\/)?(?:(?:dx|www)\.)?doi\.org\/|(?:info:doi\/|doi:)\s{0,5})?/;
/** A name may hold commas and semicolons itself; one at its end, or in front of the next DOI, parts them. */
const NAME = /10\.\d{1,9}(?:\.\d{1,9}){0,3}\/\S{1,300}?(?=[.,;]{0,3}(?:\s|$)|[,;](?:https?:|doi:|10\.\d))/;
const DOI = new RegExp(`(?:^|[\\s,;(])${DOI_PREFIX.source}(${NAME.source})`, 'i');

/**
 * The first DOI in a text, bare, behind `doi:` or as the address of a resolver; a paper and its errata have one each.
 * @returns in lower case, since DOIs do not tell cases apart; undefined where there is none
 */
export function readDoi(text: string): string | undefined {
  return DOI.exec(text)?.[1]?.toLowerCase();
}
