// Papers that nobody wrote, the same on every run: as long and as odd as real ones, in texts of our own.

export interface MadeUpPaper {
  title: string;
  abstract: string;
  /** An arXiv identifier. */
  id: string;
  authors: string[];
  upvotes: number;
  comments: number;
}

const ADJECTIVES = 'sparse dense robust fast small latent causal neural modular adaptive verified staged'.split(' ');
const THINGS = 'models graphs agents proofs images videos robots queries signals tokens plans tables'.split(' ');
const DEEDS = 'improves explains predicts bounds compresses aligns samples repairs ranks transfers'.split(' ');
const ENDS = 'within one pass; for longer inputs; at a tenth of the cost; (without labels); on 12 of 14 tasks'.split(
  '; ',
);
/** One abstract in twenty holds some of these: TeX, letters beyond ASCII, brackets. */
const ODDITIES = [
  '$\\alpha$-divergence',
  'Gödel–Löb logic',
  'the interval [0,1)',
  '10\\% noise',
  'a 2× speed-up',
  'βVAE',
];
const NAMES = 'Ada Bo Cleo Dan Eve Fay Gus Hal Ida Jon Kim Lea Max Nia Oto Pia'.split(' ');
const SURNAMES = 'Abel Bauer Chen Dietz Egger Fox García Huang Ito Jones Klein Lund Moor Ng Ortiz'.split(' ');
const SENTENCES = 9;
const PAPERS_A_MONTH = 20_000;

/** @param count at most 240,000, so that every id is a different one */
export function madeUpPapers(count: number): MadeUpPaper[] {
  const chance = new Chance(20_260_916);
  return Array.from({ length: count }, (_, at) => {
    const month = String(1 + Math.floor(at / PAPERS_A_MONTH)).padStart(2, '0');
    const [first, second] = [chance.pick(THINGS), chance.pick(THINGS)];
    return {
      title: `${capital(chance.pick(ADJECTIVES))} ${capital(first)}: How ${capital(second)} Number ${at} Came to Be ${capital(chance.pick(ADJECTIVES))}`,
      abstract: Array.from({ length: SENTENCES }, () => sentence(chance)).join(' '),
      id: `25${month}.${String(at % PAPERS_A_MONTH).padStart(5, '0')}`,
      authors: Array.from({ length: 1 + chance.below(9) }, () => `${chance.pick(NAMES)} ${chance.pick(SURNAMES)}`),
      upvotes: chance.below(200),
      comments: 1 + chance.below(9),
    };
  });
}

function sentence(chance: Chance): string {
  const subject = chance.below(20 * SENTENCES) === 0 ? chance.pick(ODDITIES) : chance.pick(ADJECTIVES);
  return (
    `In ${chance.below(90) + 10} studies of ${subject} ${chance.pick(THINGS)}, we show that a method built from ` +
    `${chance.pick(ADJECTIVES)} ${chance.pick(THINGS)} ${chance.pick(DEEDS)} ${chance.pick(THINGS)} and ` +
    `${chance.pick(DEEDS)} ${chance.pick(ADJECTIVES)} ${chance.pick(THINGS)} ${chance.pick(ENDS)}.`
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The linear congruential generator of Numerical Recipes: enough to vary words. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }
}
