// The one word that would have brought a paper, in one line for the terminal.
import type { Miss } from '../domain/issue.ts';

export function missText(miss: Miss): string {
  switch (miss.kind) {
    case 'muted':
      return `it would match, but is muted by "${miss.word}"`;
    case 'part':
      return `of "${miss.keyword}" only "${miss.missing}" is missing`;
    case 'topic':
      return `the topic ${miss.name} (${miss.topic}) would bring it`;
  }
}
