// The papers that topics are learned from and measured on.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PaperFacts } from '../../src/domain/paper.ts';
import { parse } from '../../src/parse/parse.ts';
import { dataFiles, MissingData } from '../data-folder.ts';
import ownLabels from './topic-labels.json' with { type: 'json' };
import { trendPapers } from './trend-papers.ts';

export type TopicPaper = Pick<PaperFacts, 'title' | 'abstract'> & { id: string };

export interface LabelledPaper extends TopicPaper {
  /** Ids of topics. */
  labels: readonly string[];
  /** The topics that its labels can tell; what is not among `labels` is none of the paper's. */
  scored: readonly string[];
  /** Where the labels come from. */
  source: string;
}

/** Papers with complete labels. @throws MissingData */
export function goldPapers(data: string): LabelledPaper[] {
  return readLines(data, 'topics/gold-dev.jsonl') as LabelledPaper[];
}

/** Papers with labels mapped from keywords and conference areas. @throws MissingData */
export function mappedPapers(data: string): LabelledPaper[] {
  return readLines(data, 'topics/labelled-dev.jsonl') as LabelledPaper[];
}

/** The papers of the page that the project is modelled on: what a search for reinforcement learning found. @throws MissingData */
export async function pagePapers(data: string): Promise<TopicPaper[]> {
  const path = join(data, 'daily-papers-page.txt');
  if (!existsSync(path)) throw missing(path);
  return parsed(path);
}

/**
 * Everything that holds title and abstract, each work once, but no gold paper and none of the page, whatever its labels say.
 * @throws MissingData
 */
export async function plainPapers(data: string): Promise<TopicPaper[]> {
  const fromApi: TopicPaper[] = [];
  for (const file of dataFiles(data, 'hf-api', '.json')) fromApi.push(...(await parsed(file)));
  const papers = [
    ...mappedPapers(data),
    ...trendPapers(data).map(({ id, text: { title, abstract } }) => ({ id, title, ...(abstract && { abstract }) })),
    ...fromApi,
    ...readLines(data, 'topics/arxiv-categories-dev.jsonl'),
  ];
  const seen = new Set([...goldPapers(data), ...(await pagePapers(data))].map(bareTitle));
  return papers.filter(paper => {
    const title = bareTitle(paper);
    const isNew = !seen.has(title);
    seen.add(title);
    return isNew;
  });
}

/** Those of the papers that were labelled for this project, and the others. */
export function splitByOwnLabels(papers: readonly TopicPaper[], topics: readonly string[]) {
  const known = new Map(Object.entries(ownLabels.papers));
  const labelled: LabelledPaper[] = [];
  const others: TopicPaper[] = [];
  for (const paper of papers) {
    const labels = known.get(paper.id.replace(/^(?:hf|arxiv):/, ''))?.split(' ');
    if (labels) labelled.push({ ...paper, labels, scored: topics, source: 'own labels' });
    else others.push(paper);
  }
  return { labelled, others };
}

function readLines(data: string, file: string): TopicPaper[] {
  const path = join(data, file);
  if (!existsSync(path)) throw missing(path);
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map(line => JSON.parse(line) as TopicPaper);
}

async function parsed(path: string): Promise<TopicPaper[]> {
  const fetchedAt = '2026-01-01T00:00:00.000Z';
  const { papers } = await parse({ locator: path, fetchedAt, bytes: readFileSync(path) });
  return papers.map(({ arxivId, title, abstract }) => ({ id: arxivId ?? title, title, ...(abstract && { abstract }) }));
}

function missing(path: string): MissingData {
  return new MissingData(`${path} is not there: name the folder with the data by --data DIR or PAPERBOY_DATA`);
}

function bareTitle({ title }: TopicPaper): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
