// `paperboy explain`: why a paper is, or is not, in a subscriber's next mail.
import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { AppError } from '../domain/errors.ts';
import { type ExplainedChoice, explainChoice } from '../pipeline/one-reader.ts';
import { missText } from './miss-text.ts';
import { noMailText } from './no-mail-text.ts';
import { reasonText } from './reason-text.ts';
import { PAPER_ARGUMENT, wantedPaper } from './wanted-paper.ts';

type Explanation = ExplainedChoice['explanation'];

export function explainCommand(): Command {
  return new Command('explain')
    .description("why a paper is, or is not, in a subscriber's next mail")
    .argument('<subscriber>', 'the address')
    .argument('<paper>', PAPER_ARGUMENT)
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
    const paper = await wantedPaper(house, wanted);
    const pool = { ...store, catalogue: compiled, prior };
    const { noMail, explanation, justMissed, withoutVotes } = await explainChoice(
      { subscriber, paper },
      pool,
      clock.now(),
    );
    if (json) {
      const answer = { subscriber: address, paper: paper.title, noMail, ...explanation, withoutVotes, justMissed };
      console.log(JSON.stringify(answer));
      return;
    }
    const answer = noMail ? [`no: ${noMailText(noMail)}`, `otherwise ${inWords(explanation)}`] : [inWords(explanation)];
    console.log([paper.title, ...answer, ...(withoutVotes ? ['no votes yet'] : [])].join('\n  '));
    if (justMissed.length > 0) console.log('Just missed');
    for (const { title, miss } of justMissed) console.log(`  ${title}\n    ${missText(miss)}`);
  } finally {
    await house.close();
  }
}

function inWords(explanation: Explanation): string {
  switch (explanation.kind) {
    case 'hidden':
      return `no: hidden by the operator since ${explanation.since.slice(0, 10)}`;
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
      const { place, places, byTrend, reasons } = explanation;
      const moved =
        byTrend === undefined
          ? ''
          : `; by trend alone it would be place ${byTrend}: what the reader said with More and Less moved it`;
      const verdict = `${place <= places ? 'yes' : 'no'}: place ${place} of ${places}${moved}`;
      return [verdict, ...reasons.map(reason => `  ${reasonText(reason)}`)].join('\n  ');
    }
  }
}

/** The word that would have brought a paper. */
