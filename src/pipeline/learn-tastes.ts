// What readers said about papers, made of use: for planning their mails, and for them to look at.
import type { JudgedPaper, Learnt, Opinion } from '../domain/opinion.ts';
import { NO_OPINIONS } from '../domain/opinion.ts';
import type { Paper } from '../domain/paper.ts';
import type { Clock, OpinionStore, PaperStore } from '../domain/ports.ts';
import { learnProfile, readProfile } from '../select/learnt-profile.ts';
import { TermSpace } from '../select/learnt-space.ts';
import { learnTaste, type Taste } from '../select/learnt-taste.ts';
import { tellingWords, wordTerms } from '../select/learnt-terms.ts';
import { longestWindow } from '../select/window.ts';

/** Counting the words of thousands of papers takes a second, and hardly any come within this time. */
const SPACE_KEPT_MS = 600_000;
const WORDS_SHOWN = 5;

/** By the id of a subscriber; those who never said or set anything are not in it. */
export type SaidBySubscriber = Awaited<ReturnType<OpinionStore['of']>>;

/**
 * The tastes of subscribers, page by page, among the papers of one plan; those of whom nothing was learnt are not in it.
 * @param papers by falling trend
 */
export function tasteLearner(
  papers: readonly Paper[],
  now: Date,
): (said: SaidBySubscriber) => ReadonlyMap<number, Taste> {
  let space: TermSpace | undefined;
  return saidBySubscriber => {
    const tastes = new Map<number, Taste>();
    for (const [id, said] of saidBySubscriber) {
      space ??= new TermSpace(papers);
      const taste = learnTaste(said, { space, papers }, now);
      if (taste) tastes.set(id, taste);
    }
    return tastes;
  };
}

export interface LearntReader {
  learnt(subscriberId: number): Promise<Learnt>;
  /** @returns undefined if there is no such paper */
  judged(subscriberId: number, paperId: number): Promise<JudgedPaper | undefined>;
}

export interface LearntPorts {
  opinions: OpinionStore;
  papers: PaperStore;
  paperById(id: number): Promise<Paper | undefined>;
  clock: Clock;
}

/** What was learnt from a reader, against the papers that mails are made of at the moment. */
export function learntReader({ opinions, papers, paperById, clock }: LearntPorts): LearntReader {
  let kept: { space: TermSpace; until: number } | undefined;
  const currentSpace = async (now: Date): Promise<TermSpace> => {
    if (kept && now.getTime() < kept.until) return kept.space;
    const space = new TermSpace(await papers.enteredBetween(longestWindow(now), new Date(now.getTime() + 1)));
    kept = { space, until: now.getTime() + SPACE_KEPT_MS };
    return space;
  };
  const saidBy = async (subscriberId: number) => (await opinions.of([subscriberId])).get(subscriberId) ?? NO_OPINIONS;

  return {
    async learnt(subscriberId) {
      const said = await saidBy(subscriberId);
      const now = clock.now();
      const profile = said.opinions.length > 0 ? learnProfile(said, await currentSpace(now), now) : new Map();
      return { ...said, terms: readProfile(profile, said), dropped: withWords(said.dropped, said.opinions) };
    },

    async judged(subscriberId, paperId) {
      const paper = await paperById(paperId);
      if (!paper || paper.hiddenAt !== undefined) return undefined;
      const { opinions, isOn } = await saidBy(subscriberId);
      const said = opinions.find(opinion => opinion.paper.id === paper.id)?.kind;
      const vector = (await currentSpace(clock.now())).vectorOf(paper);
      return { paper, words: tellingWords(paper, vector, WORDS_SHOWN), isOn, ...(said && { said }) };
    },
  };
}

function withWords(dropped: readonly string[], opinions: readonly Opinion[]): Learnt['dropped'] {
  const texts = new Map(opinions.flatMap(({ paper }) => [...wordTerms(paper, new Set(dropped))]));
  return dropped.map(term => ({ term, text: texts.get(term) ?? term }));
}
