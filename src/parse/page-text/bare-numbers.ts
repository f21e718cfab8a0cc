// Which bare number on a page counts what: upvotes above a title, comments below a card's facts, stars beside its code.
import type { Card } from './card.ts';
import { voteOf } from './targets.ts';
import type { PageToken } from './tokenize.ts';

type Count = Extract<PageToken, { kind: 'count' }>;

export class BareNumbers {
  /** Seen since the last fact of a card, not yet known to count comments below or upvotes above. */
  #loose: Count[] = [];
  /** Stands before the next title. */
  #upvotes: Count | undefined;
  #awaited: 'upvotes' | 'stars' | undefined;
  /** Whether on this page a number stands before each title; the first title tells. */
  #leads: boolean | undefined;

  /** The word for the next number was on a line of its own; any other token forgets it. */
  await(word: 'upvotes' | 'stars' | undefined): void {
    this.#awaited = word;
  }

  get leadTitles(): boolean {
    return this.#leads === true;
  }

  /** An upvote button stands here: a title must follow. */
  get announceTitle(): boolean {
    return this.#upvotes !== undefined;
  }

  /** A number stands here, and on this page numbers stand before titles. */
  get suggestTitle(): boolean {
    return this.leadTitles && this.#loose.length > 0;
  }

  /** @returns false for a number whose meaning only what follows will tell */
  take(token: Count, next: PageToken | undefined, card: Card | undefined): boolean {
    const awaited = this.#awaited;
    this.#awaited = undefined;
    const voted = voteOf(token.target);
    if (awaited === 'stars' || isStars(token, next)) addStars(card, token);
    else if (token.of === 'comments') {
      if (card) card.comments ??= token.count;
      this.forget();
    } else if (voted && voted.id !== card?.arxivId?.id) {
      this.settle(card);
      this.#upvotes = token;
    } else if (voted || awaited === 'upvotes' || token.of === 'upvotes') {
      if (card && card.upvotes === undefined && (voted || this.#leads === false)) card.upvotes = token.count;
      else this.#upvotes = token;
    } else {
      this.#loose.push(token);
      return false;
    }
    return true;
  }

  /** Loose dashes are the bullets of lists whose pictures are gone. */
  dropDashes(): void {
    this.#loose = this.#loose.filter(({ count }) => count !== undefined);
  }

  forget(): void {
    this.#loose = [];
  }

  /** The card is over: the first of the loose numbers counts its comments, if it shows authors or a date to stand beside. */
  settle(card: Card | undefined): void {
    const [first] = this.#loose;
    if (card && hasFacts(card) && first?.count !== undefined) card.comments ??= first.count;
    this.forget();
  }

  /** A title begins: the last of the loose numbers are its upvotes, where numbers lead; the rest is about the card above. */
  takeUpvotes(above: Card | undefined): Count | undefined {
    this.#leads ??= this.#loose.length > 0 || this.#upvotes !== undefined;
    const upvotes = this.#upvotes ?? (this.#leads ? this.#loose.pop() : undefined);
    this.settle(above);
    this.#upvotes = undefined;
    this.#awaited = undefined;
    return upvotes;
  }
}

function hasFacts({ authorCount, date, organization }: Card): boolean {
  return authorCount !== undefined || date !== undefined || organization !== undefined;
}

export function addStars(card: Card | undefined, { count, target }: { count?: number; target?: string }): void {
  if (!card) return;
  card.codeStars ??= count;
  card.codeUrl ??= target;
}

/** The number on a link to GitHub; or in front of `arXiv Page`, where the word GitHub is missing. */
function isStars({ target }: Count, next: PageToken | undefined): boolean {
  if (target !== undefined) return /^https?:\/\/(?:www\.)?github\.com\//i.test(target);
  return next?.kind === 'chrome' && next.chrome === 'paper-page';
}
