// Titles of works that are about another work and carry its title: replies, corrections, supplements.

const ABOUT =
  /^\W*(?:(?:an?|the)\s+)?(?:(?:authors?|publishers?)(?:['’]s?)?\s+)?(addendum|appendix|comment(?:ary|s)?|corrections?|corrigend(?:a|um)|discussion|errat(?:a|um)|rebuttal|rejoinder|reply|response|retraction(?: note)?|suppl(?:ement(?:ary|al)?)?(?: (?:materials?|information|notes?))?)(?:\s*:|\s+(?:for|of|on|to)\b)/i;

/** @returns how it says so, folded: "reply", "erratum"; undefined for a work of its own */
export function aboutAnother(title: string): string | undefined {
  return ABOUT.exec(title)?.[1]?.toLowerCase();
}
