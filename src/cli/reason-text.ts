// A reason in one line for the terminal.
import type { Reason } from '../domain/issue.ts';

export function reasonText(reason: Reason): string {
  switch (reason.kind) {
    case 'topic':
      return `topic ${reason.name} (${reason.tier}): ${places(reason.evidence)}`;
    case 'keyword':
      return `keyword "${reason.keyword}": ${places(reason.evidence)}`;
    case 'author':
      return `author ${reason.author}`;
    case 'lab':
      return reason.lab === reason.organization
        ? `lab ${reason.lab}`
        : `lab ${reason.lab}: from ${reason.organization}`;
    case 'category':
      return `category ${reason.category}`;
    case 'trending':
      return 'no interests chosen, so the top trending papers';
    case 'picked':
      return 'no interests chosen and no votes yet, so the papers most likely to trend by their text';
    case 'liked':
      return `similar to "${reason.title}", which the reader liked: ${reason.terms.map(term => `“${term}”`).join(', ')}`;
    case 'outside':
      return 'outside of the interests: the best by trend, for the last place';
  }
}

function places(evidence: readonly { phrase: string; field: string; count: number }[]): string {
  return evidence
    .map(({ phrase, field, count }) => `“${phrase}” in the ${field}${count > 1 ? ` ×${count}` : ''}`)
    .join(', ');
}
