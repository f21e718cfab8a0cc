// Records with gold answers of whether they are one work: labelled pairs, and two tables with the list of their matches.
import { readFileSync } from 'node:fs';
import type { PaperFacts } from '../../src/domain/paper.ts';
import { dataFiles, MissingData } from '../data-folder.ts';

export interface LabelledPair {
  a: PaperFacts;
  b: PaperFacts;
  same: boolean;
}

export interface Tables {
  left: PaperFacts[];
  right: PaperFacts[];
  /** Places in the two. */
  matches: [number, number][];
}

/** @throws MissingData where the split is not there */
export function labelledPairs(data: string, set: string, split: 'train' | 'valid'): LabelledPair[] {
  return linesOf(data, `duplicates/magellan/${set}`, `${split}.txt`).map(line => {
    const [a = '', b = '', label] = line.split('\t');
    return { a: readColumns(a), b: readColumns(b), same: label === '1' };
  });
}

/** `COL title VAL … COL authors VAL a , b COL venue VAL … COL year VAL 1999.0` */
function readColumns(text: string): PaperFacts {
  const columns = new Map(
    [...text.matchAll(/COL (\w+) VAL(.*?)(?=\s*COL \w+ VAL|\s*$)/g)].map(([, name = '', value = '']) => [
      name,
      value.trim(),
    ]),
  );
  return factsOf(columns.get('title'), columns.get('authors')?.split(' , '), columns.get('venue'), columns.get('year'));
}

/** @throws MissingData where the tables are not there */
export function dblpAcmTables(data: string): Tables {
  const table = (name: string) =>
    linesOf(data, 'duplicates/dblp-acm', name)
      .slice(1)
      .map(line => line.split('%').map(cell => cell.replace(/^"|"$/g, '')));
  const papers = (name: string) =>
    table(name).map(([, title, authors, venue, year]) => factsOf(title, authors?.split(', '), venue, year));
  const matches = table('gt.csv').map(([left, right]): [number, number] => [Number(left), Number(right)]);
  return { left: papers('dblp.csv'), right: papers('acm.csv'), matches };
}

function factsOf(title = '', authors: string[] = [], venue = '', year = ''): PaperFacts {
  const names = authors.map(name => name.trim()).filter(name => name !== '');
  const date = Math.round(Number(year));
  return {
    title,
    ...(names.length > 0 && { authors: names }),
    ...(venue !== '' && { venue }),
    ...(date > 1000 && { year: date }),
  };
}

function linesOf(data: string, folder: string, name: string): string[] {
  const file = dataFiles(data, folder).find(path => path.endsWith(`/${name}`));
  if (!file) throw new MissingData(`${folder}/${name} is not in ${data}`);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '');
}
