// How likely a paper is to appear on Daily Papers, from its text alone: a weighted sum of what is in it.
import { FEATURE_GROUPS, type FeatureGroup, featuresOf, type PaperText } from './text-features.ts';

/** Learned weights as `models/trend-prior.json` holds them; all are in units of the logit. */
export interface PriorWeights {
  bias: number;
  groups: Record<FeatureGroup, GroupWeights>;
}

export interface GroupWeights {
  /** What the group adds for the average paper, and so for one of which the group is not known. */
  average: number;
  weights: Readonly<Record<string, number>>;
}

/** @returns the likelihood, between 0 and 1, that a paper of arXiv with this text appears on Daily Papers */
export type TextPrior = (paper: PaperText) => number;

export function compilePrior({ bias, groups }: PriorWeights): TextPrior {
  const compiled = FEATURE_GROUPS.map(group => ({
    group,
    average: groups[group].average,
    weights: new Map(Object.entries(groups[group].weights)),
  }));
  return paper => {
    const features = featuresOf(paper);
    let logit = bias;
    for (const { group, average, weights } of compiled) {
      const found = features[group];
      if (!found) logit += average;
      else for (const [feature, amount] of found) logit += amount * (weights.get(feature) ?? 0);
    }
    return 1 / (1 + Math.exp(-logit));
  };
}
