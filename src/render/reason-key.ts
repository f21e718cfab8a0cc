// What tells two cards of one paper apart: all of the reasons that a card shows.
import type { Reason } from '../domain/issue.ts';

export function reasonsKey(reasons: readonly Reason[]): string {
  let key = '';
  for (const reason of reasons) key += `${keyOf(reason)}\u0001`;
  return key;
}

function keyOf(reason: Reason): string {
  switch (reason.kind) {
    case 'topic':
      return `${reason.tier} ${reason.name} ${phrases(reason.evidence)}`;
    case 'keyword':
      return `keyword ${reason.keyword} ${phrases(reason.evidence)}`;
    case 'author':
      return `author ${reason.author}`;
    case 'lab':
      return `lab ${reason.lab}`;
    case 'category':
      return `category ${reason.category}`;
    case 'trending':
    case 'picked':
    case 'outside':
      return reason.kind;
    case 'liked':
      return `liked ${reason.title} ${reason.terms.join('\u0002')}`;
  }
}

function phrases(evidence: readonly { phrase: string }[]): string {
  return evidence.map(({ phrase }) => phrase).join('\u0002');
}
