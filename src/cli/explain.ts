// `paperboy explain`: why a paper is, or is not, in a subscriber's next mail.
import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { blockingKeys } from '../dedupe/blocking-keys.ts';
import { parseArxivId } from '../domain/arxiv-id.ts';
import { AppError } from '../domain/errors.ts';
import { explainChoice } from '../pipeline/one-reader.ts';
import { reasonText } from './reason-text.ts';

type Explanation = NonNullable<Awaited<ReturnType<typeof explainChoice>>>;

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
    const ports = { papers: store.papers, planner: store.planner, catalogue: compiled, prior };
    const explanation = await explainChoice({ subscriber, paperId: paper.id }, ports, clock.now());
    if (json) console.log(JSON.stringify({ subscriber: address, paper: paper.title, ...explanation }));
    else
      console.log(
        `${paper.title}\n  ${explanation ? inWords(explanation) : `no: it came in on ${paper.enteredAt.slice(0, 10)}, before the longest window`}`,
      );
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
      return 'no: it was in one of the mails of the last two weeks';
    case 'outside-window':
      return `no: it came in on ${explanation.enteredAt.slice(0, 10)}, before this reader's window, which begins on ${explanation.windowStart.slice(0, 10)}`;
    case 'muted':
      return `no: muted by "${explanation.word}"`;
    case 'unmatched':
      return 'no: none of the topics, keywords, authors or categories match';
    case 'matched': {
      const { place, papersPerMail, reasons } = explanation;
      const verdict =
        place <= papersPerMail
          ? `yes: place ${place} of ${papersPerMail}`
          : `no: place ${place}, below the ${papersPerMail} papers per mail`;
      return [verdict, ...reasons.map(reason => `  ${reasonText(reason)}`)].join('\n  ');
    }
  }
}
