// Words of titles that say little: some stand in too many titles to find one by, some make a title that many works share.

const set = (words: string) => new Set(words.split(/\s+/));

/** Left out of keys altogether. */
export const FUNCTION_WORDS = set(
  'a an and are as at by can do for from how in into is it its of on or that the this to toward towards using via we with',
);

/** In so many titles of our field that sharing them tells nothing; looked for inside words too, since spaces get lost. */
const COMMON_WORDS =
  'adaptive agent agents alignment analysis approach attention augmented aware based benchmark between beyond classification ' +
  'context control cross data database deep detection diffusion distributed domain driven dynamic editing efficient enhancing ' +
  'estimation evaluating evaluation fine foundation framework free from generation generative graph guided high human image ' +
  'images information knowledge language large learning level long management method methods modal model modeling models multi ' +
  'multimodal network networks neural object optimization point prediction problem processing queries query reasoning recognition ' +
  'reinforcement representation retrieval robust scale segmentation self semantic shot study supervised survey system systems task ' +
  'temporal text through time toward towards training transformer transformers tuning understanding unified using video vision ' +
  'visual with world';

/** @returns for each character of glued words whether it belongs to a common word */
export function commonCharacters(glued: string): Uint8Array {
  const marks = new Uint8Array(glued.length);
  for (const { index, 0: word } of glued.matchAll(COMMON)) marks.fill(1, index, index + word.length);
  return marks;
}

/** Longer words first, so that "transformers" is not left with an "s". */
const COMMON = new RegExp(
  COMMON_WORDS.split(' ')
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'g',
);

/** A title of such words alone ("Guest Editorial", "Book Review Column") is carried by many works. */
const GENERIC_WORDS = set(
  'a about abstract abstracts acknowledgements acknowledgments an and announcement announcements at author authors back book books ' +
    'by call calls chair chairman chairs closing column columns comment comments conclusion conclusions conference conferences ' +
    'contents corner correction corrections corrigendum cover demo demos discussion discussions editor editorial editorials editors ' +
    'errata erratum for foreword from front guest in index influential interview introduction introductory issue issues its keynote ' +
    'keynotes letter letters list matter message news no note notes number obituary of on opening overview panel panels paper papers ' +
    'part poster posters preface president proceedings remarks reminiscences reply report reports research response review reviewers ' +
    'reviews s secretary section sections special summary symposium table technical the this title to treasurer tutorial tutorials ' +
    'untitled vol volume welcome with workshop workshops',
);

/** @param words folded words of a title, one at least */
export function isGenericTitle(words: readonly string[]): boolean {
  return words.every(word => GENERIC_WORDS.has(word) || /^\d+$/.test(word));
}

/** Behind a title one of these is a venue that slipped into it. */
export const VENUES = set(
  'aaai acl acm arxiv conference corr cvpr eccv emnlp iccv icde iclr icml icra ieee ijcai interspeech jmlr journal kdd naacl neurips ' +
    'nips pami proc proceedings sigchi sigir sigkdd sigmod symposium tmlr tods tpami trans transactions vldb',
);
