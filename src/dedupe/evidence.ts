// What is weighed of two records beside their points.
import type { AbstractLikeness } from './abstracts.ts';
import type { TitleProfile } from './profile.ts';

/** What is known of two records under one title each. */
export interface Evidence {
  titles: readonly [TitleProfile, TitleProfile];
  /** Share of the shorter list of authors that both name; undefined where one names nobody. */
  people?: number;
  /** Everybody that one names the other names too. */
  isOneTeam: boolean;
  abstracts?: AbstractLikeness;
}
