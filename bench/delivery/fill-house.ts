// Made-up papers, readers and plans for a made-up house.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { House } from '../../src/assembly/house.ts';
import { ingest, ingestPorts } from '../../src/assembly/sources.ts';
import type { NewSubscriber } from '../../src/domain/ports.ts';
import type { Interests } from '../../src/domain/subscriber.ts';
import { planIssue } from '../../src/pipeline/plan-issue.ts';
import { longestWindow } from '../../src/select/window.ts';
import { cataloguePapers } from '../made-up/catalogue-papers.ts';
import { ReaderMaker } from '../made-up/readers.ts';
import { emptyHouse, type MadeUpHouse, openMadeUpHouse, PAPERS_FILE } from './made-up-house.ts';

const PAPERS = 150;
/** Readers have their mailboxes at so many domains. */
const DOMAINS = 40;
/** As many rows as one transaction may write. */
const PAGE = 1000;

/** Papers and readers are in the store, nothing is planned. */
export function makeHouse(readers: number): Promise<MadeUpHouse> {
  return filledHouse(async (house, made) => {
    await addPapers(house, made);
    await addReaders(house, 0, readers);
  });
}

/** The issue of today waits to be sent. */
export function makePlannedHouse(readers: number): Promise<MadeUpHouse> {
  return filledHouse(async (house, made) => {
    await addPapers(house, made);
    await addReaders(house, 0, readers);
    await endCanary(house, await planForAll(house));
  });
}

/** The operator has let the first issue go, with one mail; today's is due to everybody else, and not planned. */
export function makeRunningHouse(readers: number): Promise<MadeUpHouse> {
  return filledHouse(async (house, made) => {
    await addPapers(house, made);
    await addReaders(house, 0, 1);
    await planForAll(house);
    await addReaders(house, 1, readers);
  });
}

async function filledHouse(fill: (house: House, made: MadeUpHouse) => Promise<void>): Promise<MadeUpHouse> {
  const made = emptyHouse();
  try {
    const house = await openMadeUpHouse(made);
    await fill(house, made).finally(() => house.close());
    return made;
  } catch (error) {
    made.remove();
    throw error;
  }
}

async function addPapers(house: House, { folder }: MadeUpHouse): Promise<void> {
  const papers = cataloguePapers(PAPERS, house.catalogue, house.clock.now().toISOString());
  const file = join(folder, PAPERS_FILE);
  writeFileSync(file, papers.map(paper => `${JSON.stringify(paper)}\n`).join(''));
  await ingest(house, [file]);
}

/** @param from number of the first, `to` that of the one after the last */
async function addReaders(house: House, from: number, to: number): Promise<void> {
  const now = house.clock.now();
  const maker = await readerMaker(house);
  for (let first = from; first < to; first += PAGE) {
    const wishes = Array.from({ length: Math.min(PAGE, to - first) }, (_, at) =>
      wishOf(first + at, maker.next().interests, now),
    );
    await house.store.subscribers.addAll(wishes, { now });
  }
}

/** Makes the readers of every made-up house, always the same ones. */
export async function readerMaker({ store, catalogue, clock }: House): Promise<ReaderMaker> {
  const now = clock.now();
  const papers = await store.papers.enteredBetween(longestWindow(now), new Date(now.getTime() + 1));
  const ranked = papers.map(paper => ({ paper: { ...paper, score: 0, signals: [] } }));
  return new ReaderMaker(ranked, catalogue.topics);
}

/** @returns the date of the issue */
async function planForAll(house: House): Promise<string> {
  const { store, compiled, prior, clock } = house;
  const ports = { ...ingestPorts(house, []), planner: store.planner, opinions: store.opinions, prior };
  const now = clock.now();
  await planIssue({ ...ports, catalogue: compiled, at: () => {} }, { now, everyone: true, skipReserved: true });
  return now.toISOString().slice(0, 10);
}

/** An issue that an operator resumes goes out without a canary, at its full pace from the first mail. */
async function endCanary({ store, clock }: House, date: string): Promise<void> {
  await store.issueControl.hold(date, clock.now());
  await store.issueControl.resume(date, clock.now());
}

function wishOf(number: number, interests: Interests, now: Date): NewSubscriber {
  return {
    address: `reader${number}@mail-${number % DOMAINS}.lab.org`,
    name: `Reader Number ${number}`,
    interests,
    rhythm: { timeZone: 'UTC', sendAt: '00:00', days: 'daily' },
    papersPerMail: 10,
    layout: 'full',
    origin: 'import',
    status: 'confirmed',
    consent: 'made up',
    nextDueAt: () => now.toISOString(),
  };
}
