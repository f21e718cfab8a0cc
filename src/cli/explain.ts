// `paperboy explain`: why a paper is, or is not, in a subscriber's next mail.
import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { blockingKeys } from '../dedupe/blocking-keys.ts';
import { parseArxivId } from '../domain/arxiv-id.ts';
import { AppError } from '../domain/errors.ts';
import { type ExplainedChoice, explainChoice } from '../pipeline/one-reader.ts';
import { reasonText } from './reason-text.ts';

type Explanation = NonNullable<ExplainedChoice['explanation']>;
type Miss = ExplainedChoice['justMissed'][number]['miss'];

export function explainCommand(): Command {
  return new Command('explain')
    .description("why a paper is, or is not, in a subscriber's next mail")
    .argument('<subscriber>', 'the address')
    .argument('<paper>', 'arXiv id or URL, DOI, or the whole title')
    .option('--json', 'print the answer as JSON')
    .action(explain);
}

async function explain(address: string, wanted: string, { json }: { json?: true }): Promise<void> {
  const { openHouse } = await import('../assembly/house.ts');
  const house = await openHouse(loadConfig());
  try {
    const { store, compiled, prior, clock } = house;
    const subscriber = await store.subscribers.byAddress(address);
    if (!subscriber) throw new AppError('subscriber_unknown', `nobody with the address "${address}" is here`);
    const [paper] = await store.papersByKeys(keysOf(wanted));
    if (!paper)
      throw new AppError('paper_unknown', `no paper "${wanted}" is here: expected an arXiv id, a DOI or a whole title`);
    const { papers, planner, opinions } = store;
    const ports = { papers, planner, opinions, catalogue: compiled, prior };
    const { explanation, justMissed, withoutVotes } = await explainChoice(
      { subscriber, paperId: paper.id },
      ports,
      clock.now(),
    );
    if (json) {
      console.log(
        JSON.stringify({ subscriber: address, paper: paper.title, ...explanation, withoutVotes, justMissed }),
      );
      return;
    }
    const answer = explanation
      ? inWords(explanation)
      : `no: it came in on ${paper.enteredAt.slice(0, 10)}, before the longest window`;
    console.log(`${paper.title}\n  ${answer}${withoutVotes ? '\n  no votes yet' : ''}`);
    if (justMissed.length > 0) console.log('Just missed');
    for (const { title, miss } of justMissed) console.log(`  ${title}\n    ${missText(miss)}`);
  } finally {
    await house.close();
  }
}

function keysOf(wanted: string) {
  const arxivId = parseArxivId(wanted)?.id;
  const doi = /\b10\.\d{4,9}\/\S+$/.exec(wanted)?.[0];
  const keys = blockingKeys({ title: wanted, ...(arxivId && { arxivId }), ...(doi && { doi }) });
  // What is only alike is not what was asked for.
  return keys.filter(({ kind }) => kind !== 'near');
}

function inWords(explanation: Explanation): string {
  switch (explanation.kind) {
    case 'already-sent':
      return `no: already sent on ${explanation.on}`;
    case 'outside-window':
      return `no: it came in on ${explanation.enteredAt.slice(0, 10)}, before this reader's window, which begins on ${explanation.windowStart.slice(0, 10)}`;
    case 'muted':
      return `no: muted by "${explanation.word}"`;
    case 'unmatched':
      return `no: none of the topics, keywords, authors, labs or categories match${explanation.miss ? `; ${missText(explanation.miss)}` : ''}`;
    case 'similar':
      return `yes: ${reasonText(explanation.reason)}`;
    case 'outside':
      return 'yes: the last place is for the best paper outside of the interests, and this is it';
    case 'matched': {
      const { place, places, reasons } = explanation;
      const verdict = `${place <= places ? 'yes' : 'no'}: place ${place} of ${places}`;
      return [verdict, ...reasons.map(reason => `  ${reasonText(reason)}`)].join('\n  ');
    }
  }
}

/** The word that would have brought a paper. */
function missText(miss: Miss): string {
  switch (miss.kind) {
    case 'muted':
      return `it would match, but is muted by "${miss.word}"`;
    case 'part':
      return `of "${miss.keyword}" only "${miss.missing}" is missing`;
    case 'topic':
      return `the topic ${miss.name} (${miss.topic}) would bring it`;
  }
}
