// The tokens of a page to its cards: one state that walks down the page as a reader does.
import { parseArxivId } from '../../domain/arxiv-id.ts';
import type { PartialDate } from '../partial-date.ts';
import { isProse } from '../prose.ts';
import { addStars, BareNumbers } from './bare-numbers.ts';
import type { Card, Stray } from './card.ts';
import type { TextToken } from './growing-text.ts';
import { followsOrganization, isFurniture, isNote, isOrganization, isTitle, linkBelow } from './recognise-text.ts';
import { paperOf, voteOf } from './targets.ts';
import { type TitleSign, titleSignOf, withoutPreface } from './title-sign.ts';
import type { PageToken } from './tokenize.ts';

export function readCards(tokens: readonly PageToken[]): { cards: Card[]; strays: Stray[] } {
  return new CardReader(withoutPreface(tokens)).read();
}

class CardReader {
  readonly #tokens: readonly PageToken[];
  readonly #sign: TitleSign;
  readonly #cards: Card[] = [];
  readonly #strays: Stray[] = [];
  readonly #numbers = new BareNumbers();
  #card: Card | undefined;
  /** The card's facts have begun: no more abstract comes. */
  #isClosed = true;
  #isSubmitted = false;
  #listed: PartialDate | undefined;

  constructor(tokens: readonly PageToken[]) {
    this.#tokens = tokens;
    this.#sign = titleSignOf(tokens);
  }

  read(): { cards: Card[]; strays: Stray[] } {
    let token = this.#tokens[0];
    for (let index = 1; token; index++) {
      const next = this.#tokens[index];
      this.#take(token, next);
      token = next;
    }
    this.#numbers.settle(this.#card);
    return { cards: this.#cards, strays: this.#strays };
  }

  #take(token: PageToken, next: PageToken | undefined): void {
    if (token.kind === 'count') {
      if (this.#numbers.take(token, next, this.#card)) this.#isClosed = true;
      return;
    }
    this.#numbers.await(undefined);
    if (token.kind === 'text') this.#takeText(token, next);
    else if (token.kind === 'upvote-label') this.#numbers.await('upvotes');
    else if (token.kind === 'chrome') this.#takeChrome(token, next);
    else if (token.kind === 'link') {
      if (this.#card && !token.bare) this.#card.arxivId ??= parseArxivId(token.target);
    } else {
      this.#takeFact(token);
      this.#isClosed = true;
    }
  }

  #takeFact(token: Extract<PageToken, { kind: 'dot' | 'authors' | 'date' | 'stars' | 'submitter' }>): void {
    if (token.kind === 'submitter') {
      this.#numbers.settle(this.#card);
      this.#isSubmitted = true;
    } else if (token.kind === 'authors') {
      this.#numbers.dropDashes();
      if (this.#card) this.#card.authorCount ??= token.count;
    } else if (token.kind === 'date') {
      if (this.#card) this.#card.date ??= token.date;
      else this.#listed = token.date;
    } else if (token.kind === 'stars') {
      if (token.count === undefined) this.#numbers.await('stars');
      addStars(this.#card, token);
    }
  }

  #takeChrome(token: Extract<PageToken, { kind: 'chrome' }>, next: PageToken | undefined): void {
    this.#numbers.dropDashes();
    if (token.chrome === 'masthead') {
      this.#numbers.settle(this.#card);
      this.#card = undefined;
      this.#isClosed = true;
      this.#isSubmitted = false;
      this.#listed = undefined;
      // `Hugging Face` is the site's name, and now and then an organisation's.
    } else if (this.#card && followsOrganization(next)) this.#card.organization ??= token.text;
  }

  #takeText(token: TextToken, next: PageToken | undefined): void {
    if (token.isName) return;
    const situation = {
      sign: this.#sign,
      card: this.#card,
      isClosed: this.#isClosed,
      isSubmitted: this.#isSubmitted,
      numbers: this.#numbers,
      next,
    };
    if (isTitle(token, situation)) this.#openCard(token, next);
    else if (this.#card && isOrganization(token, situation)) {
      this.#card.organization ??= token.text;
      this.#isClosed = true;
    } else if (!isFurniture(token, next)) this.#takeParagraph(token);
  }

  #openCard(token: TextToken, next: PageToken | undefined): void {
    const upvotes = this.#numbers.takeUpvotes(this.#card);
    const arxivId = paperOf(token.target) ?? linkBelow(next) ?? voteOf(upvotes?.target);
    this.#card = {
      line: token.line,
      title: token.text,
      ...(arxivId ? { arxivId } : {}),
      ...(this.#listed ? { listed: this.#listed } : {}),
      ...(upvotes?.count === undefined ? {} : { upvotes: upvotes.count }),
    };
    this.#cards.push(this.#card);
    this.#isClosed = false;
    this.#isSubmitted = false;
  }

  #takeParagraph(token: TextToken): void {
    const card = this.#card;
    const fault = card ? this.#faultOf(token, card) : 'it stands above the first title';
    if (!card || fault) {
      this.#strays.push({ line: token.line, text: token.text, reason: `the text is no part of a paper: ${fault}` });
      return;
    }
    card.abstract = card.abstract === undefined ? token.text : `${card.abstract} ${token.text}`;
    this.#isClosed = false;
    this.#numbers.forget();
  }

  #faultOf(token: TextToken, card: Card): string | undefined {
    if (isNote(token)) return 'it is a note in brackets';
    if (token.heading > 0) return 'it is a heading of another level than the titles';
    const isLinked = token.target !== undefined && paperOf(token.target)?.id === card.arxivId?.id;
    const isFirst = card.abstract === undefined && isProse(token.text);
    const isOutside = this.#isClosed && !isLinked && !isFirst;
    return isOutside ? 'it stands between two cards, neither title nor abstract' : undefined;
  }
}
