// Readers that nobody is, the same on every run: their tastes as unevenly spread as real ones.
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import type { Reader } from '../../src/select/compile-readers.ts';
import type { TopicalPaper } from '../../src/select/topical-paper.ts';
import { Chance } from './papers.ts';
import { CATEGORIES, MADE_UP_NOW, skewed, TOPICS } from './topical-papers.ts';

const VOCABULARY = 20_000;
const STARTS = 'ab bra co dri el fu gra hy ix jo ku lem mor nu ost pri qua rho si tra'.split(' ');
const ENDS = 'calus dine fold graph metry nomy phase scope tope vex ware zyme'.split(' ');
/** Mails of the last days that readers may have got: many got the same. */
const PAST_MAILS = 400;
const PAST_PAPERS = 8;
/** Most get mail on weekdays and had the last one yesterday; the others have a longer window. */
const WINDOW_STARTS = [72, 72, 72, 72, 72, 192].map(hours => new Date(MADE_UP_NOW.getTime() - hours * 3_600_000));

/** Makes readers one after the other; two makers for the same papers make the same ones. */
export class ReaderMaker {
  readonly #chance = new Chance(77_003);
  readonly #vocabulary: readonly string[];
  readonly #authors: readonly string[];
  readonly #pastMails: readonly ReadonlyMap<number, string>[];
  readonly #topics: readonly { id: string }[];

  /** @param topics most liked first */
  constructor(papers: readonly Pick<TopicalPaper, 'paper'>[], topics: readonly { id: string }[] = TOPICS) {
    this.#topics = topics;
    const chance = new Chance(41_077);
    const texts = papers.map(({ paper }) => `${paper.title}. ${paper.abstract}`.toLowerCase().split(' '));
    this.#vocabulary = Array.from({ length: VOCABULARY }, () => keyword(chance, chance.pick(texts)));
    this.#authors = papers.flatMap(({ paper }) => paper.authors ?? []);
    this.#pastMails = Array.from({ length: PAST_MAILS }, (_, at) => {
      const ids = at % 4 === 0 ? 0 : PAST_PAPERS;
      return new Map(Array.from({ length: ids }, () => [1 + chance.below(papers.length), '2026-10-04']));
    });
  }

  /** 1–6 topics, 0–5 phrases, and some of: muted words, authors, categories, a place for something outside. */
  next(): Reader {
    const chance = this.#chance;
    return {
      interests: {
        ...NO_INTERESTS,
        topics: several(1 + chance.below(6), () => skewed(chance, this.#topics).id),
        keywords: several(chance.below(6), () => this.#word()),
        muted: several(Math.max(0, chance.below(5) - 2), () => this.#word()),
        authors: several(Math.max(0, chance.below(6) - 3), () => chance.pick(this.#authors)),
        categories: several(Math.max(0, chance.below(6) - 4), () => skewed(chance, CATEGORIES)),
        outside: chance.below(5) === 0,
      },
      papersPerMail: 10,
      windowStart: chance.pick(WINDOW_STARTS),
      alreadySent: chance.pick(this.#pastMails),
    };
  }

  /** Half are what many like, the others anything of the vocabulary, and so nearly personal. */
  #word(): string {
    return this.#chance.below(2) === 0 ? skewed(this.#chance, this.#vocabulary) : this.#chance.pick(this.#vocabulary);
  }
}

function several(count: number, pick: () => string): string[] {
  return [...new Set(Array.from({ length: count }, pick))];
}

/** A third stand in some paper; the others are words that none of the day has. */
function keyword(chance: Chance, text: readonly string[]): string {
  const at = chance.below(text.length - 1);
  const [word, next] = [text[at]!, text[at + 1]!].map(written => written.replace(/[^a-z]/g, '')) as [string, string];
  switch (chance.below(15)) {
    case 0:
      return word;
    case 1:
      return word.length < 2 ? word : `${word.slice(0, Math.max(2, word.length - 2))}*`;
    case 2:
      return `${word} + "${chance.pick(text).replace(/[^a-z]/g, '')}"`;
    case 3:
    case 4:
      return `${word} ${next}`;
    default:
      return `${invented(chance)} ${invented(chance)}`;
  }
}

function invented(chance: Chance): string {
  return chance.pick(STARTS) + chance.pick(STARTS) + chance.pick(ENDS);
}
