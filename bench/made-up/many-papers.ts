// As many papers as a large store holds, each made from its number alone: words and names as unevenly frequent as real ones.
import type { PaperFacts } from '../../src/domain/paper.ts';
import { Chance } from './papers.ts';

/** What so many real titles are made of, most frequent first; the words after them are nobody's. */
const FREQUENT_WORDS =
  'models learning language large generation reasoning image video detection diffusion multimodal vision efficient data text segmentation training benchmark understanding time guided agents human knowledge object reinforcement semantic attention retrieval adaptive deep analysis classification optimization unified domain dynamic scale alignment robust recognition neural graph networks representation transformer'.split(
    ' ',
  );
const SYLLABLES =
  'ba cor den fil gra hol in jun kel lor mar nov os per qua ris sel tor ul ver wex yst zan chi dro eph fen glo hyd ist ump owl'.split(
    ' ',
  );
/** Twelve thousand real titles of one year have thirteen thousand different words, and more titles have more. */
const WORDS = 30_000;
const FAMILIES = 4000;
const GIVEN = 'Ada Bo Cleo Dan Eve Fay Gus Hal Ida Jon Kim Lea Max Nia Oto Pia Ren Sam Tia Uwe Vic Wei Yan Zoe'.split(
  ' ',
);
const LINKING = ['for', 'with', 'in', 'of', 'via', 'and', 'under', 'from'];
const VENUES = ['Journal of Made-Up Results', 'Proceedings of the Conference on Samples'];
const ABSTRACT_WORDS = 60;
const PAPERS_A_MONTH = 20_000;

/** @param number from 0; equal numbers give equal papers */
export function manyPapers(number: number): PaperFacts & { arxivId: string; authors: string[]; abstract: string } {
  const chance = new Chance(Math.imul(number + 1, 0x9e_37_79_b1) ^ 0x51_7c_c1_b7);
  const main = phrase(chance, 4 + chance.below(3));
  const title = chance.below(5) < 2 ? `${main}: ${phrase(chance, 3 + chance.below(4))}` : main;
  const month = Math.floor(number / PAPERS_A_MONTH);
  const year = 15 + Math.floor(month / 12);
  return {
    title,
    authors: Array.from({ length: 1 + chance.below(6) }, () => `${chance.pick(GIVEN)} ${capital(family(chance))}`),
    abstract: Array.from({ length: ABSTRACT_WORDS }, () => word(chance)).join(' '),
    arxivId: `${year}${String(1 + (month % 12)).padStart(2, '0')}.${String(number % PAPERS_A_MONTH).padStart(5, '0')}`,
    publishedAt: `20${year}-06-15T00:00:00Z`,
    categories: ['cs.LG'],
  };
}

/**
 * The same work as another source shows it: without its id, and with a slip, a cut or a change in its title. Where a word
 * of the title is gone, the abstract comes along: without it nobody could tell it from the next work of the same people.
 */
export function nearDuplicate(paper: PaperFacts & { authors: string[] }, chance: Chance): PaperFacts {
  const { title, authors, abstract, publishedAt = '' } = paper;
  const change = chance.below(4);
  return {
    title: changedTitle(title, change, chance),
    ...(chance.below(10) > 0 && { authors: chance.below(2) === 0 ? authors : authors.map(withInitials) }),
    ...((change === WORD_GONE || chance.below(2) === 0) && { abstract }),
    venue: chance.pick(VENUES),
    year: Number(publishedAt.slice(0, 4)) + chance.below(2),
  };
}

const WORD_GONE = 2;

function changedTitle(title: string, change: number, chance: Chance): string {
  const [main = title] = title.split(': ');
  const words = title.split(' ');
  switch (change) {
    case 0:
      return withSlip(title, chance);
    case 1:
      return main === title ? withSlip(withSlip(title, chance), chance) : main;
    case WORD_GONE:
      return words.toSpliced(1 + chance.below(words.length - 2), 1).join(' ');
    default:
      return `${title.toUpperCase()} (extended version)`;
  }
}

/** A letter lost, exchanged with the next, or mistaken. */
function withSlip(text: string, chance: Chance): string {
  const at = chance.below(text.length - 1);
  const [before, here, next, after] = [text.slice(0, at), text[at], text[at + 1], text.slice(at + 2)];
  return chance.pick([`${before}${next}${after}`, `${before}${next}${here}${after}`, `${before}e${next}${after}`]);
}

function withInitials(name: string): string {
  const [given = '', surname = ''] = name.split(' ');
  return `${given.charAt(0)}. ${surname}`;
}

function phrase(chance: Chance, words: number): string {
  return Array.from({ length: words }, (_, at) => {
    const content = capital(word(chance));
    return at === Math.floor(words / 2) ? `${chance.pick(LINKING)} ${content}` : content;
  }).join(' ');
}

/** Zipf's law: the rank of a word is as likely as its inverse. */
function word(chance: Chance): string {
  const rank = zipf(chance, WORDS);
  return FREQUENT_WORDS[rank] ?? syllables(rank);
}

function family(chance: Chance): string {
  return syllables(zipf(chance, FAMILIES) * 7 + 3);
}

function zipf(chance: Chance, size: number): number {
  return Math.floor(size ** (chance.below(1_000_000) / 1_000_000)) - 1;
}

/** Three syllables, different for different numbers below 32,768, and unlike for neighbours. */
function syllables(number: number): string {
  const mixed = Math.imul(number, 0x9e_37_79_b1) >>> 0;
  return [mixed & 31, (mixed >>> 5) & 31, (mixed >>> 10) & 31].map(digit => SYLLABLES[digit]!).join('');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
