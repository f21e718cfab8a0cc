// `paperboy preview --out`: mails as files, to look at, attach and compare.
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Config } from '../config.ts';
import { parseAddress } from '../domain/address.ts';
import { AppError } from '../domain/errors.ts';
import { FIXTURES } from '../preview/fixtures.ts';
import type { PreviewRequest } from '../preview/preview-ports.ts';
import { type Browser, openChromium, type Picture } from './chromium.ts';
import type { House } from './house.ts';
import { openPreviewHouse } from './preview.ts';
import { composePreview, type PreviewKitchen, previewMail } from './preview-mail.ts';
import { previewPapers } from './preview-papers.ts';
import { previewTemplates } from './preview-templates.ts';
import { syncPeople } from './sync-people.ts';

export interface PreviewFilesWish {
  /** Made where it is missing. Files of the same names are written over, others stay. */
  out: string;
  /** Addresses of subscribers; with neither these nor fixtures, all who get mail. */
  subscribers: readonly string[];
  /** Names of made-up mails. */
  fixtures: readonly string[];
}

export interface PreviewFiles {
  /** Paths, in the order in which they were written. */
  files: string[];
  /** Who would get no mail, and why. */
  empty: { name: string; reason: string }[];
  /** False where no Chromium is installed, so that there are no pictures. */
  hasPictures: boolean;
}

const PICTURES: readonly Omit<Picture, 'url'>[] = [
  { width: 600, scheme: 'light' },
  { width: 600, scheme: 'dark' },
  { width: 320, scheme: 'light' },
];

/** Works on a copy, as the preview does. @throws AppError usage, subscriber_unknown, template_invalid */
export async function previewFiles(config: Config, wish: PreviewFilesWish): Promise<PreviewFiles> {
  checkFolder(wish.out);
  const house = await openPreviewHouse(config);
  try {
    await syncPeople(house);
    const { publicUrl } = config;
    const templates = previewTemplates(config, publicUrl);
    const kitchen = { house, publicUrl, templates, papers: previewPapers(house, true) };
    const wanted = await wantedMails(house, wish);
    makeFolder(wish.out);
    const browser = await openChromium();
    try {
      return await writeMails(kitchen, wanted, { folder: wish.out, browser });
    } finally {
      await browser?.close();
    }
  } finally {
    await house.close();
  }
}

async function writeMails(
  kitchen: PreviewKitchen,
  wanted: ReadonlyMap<string, PreviewRequest>,
  { folder, browser }: { folder: string; browser?: Browser },
): Promise<PreviewFiles> {
  const written: PreviewFiles = { files: [], empty: [], hasPictures: browser !== undefined };
  for (const [name, request] of wanted) {
    const write = (ending: string, content: string | Uint8Array) => {
      const path = join(folder, `${name}${ending}`);
      writeFileSync(path, content);
      written.files.push(path);
      return path;
    };
    const mail = await previewMail(kitchen, request);
    if ('empty' in mail) {
      written.empty.push({ name, reason: mail.empty });
      continue;
    }
    const raw = await composePreview(kitchen, request);
    write('.txt', mail.text);
    if (raw) write('.eml', raw);
    // A mail in the layout `text` has nothing else to show.
    if (mail.html === '') continue;
    const url = pathToFileURL(write('.html', mail.html)).href;
    for (const { width, scheme } of browser ? PICTURES : []) {
      write(`-${width}-${scheme}.png`, await browser!.take({ url, width, scheme }));
    }
  }
  return written;
}

/** File name without its ending to what is shown there. */
async function wantedMails(
  { store }: House,
  { subscribers, fixtures }: PreviewFilesWish,
): Promise<Map<string, PreviewRequest>> {
  const wanted = new Map<string, PreviewRequest>();
  for (const name of fixtures) wanted.set(name, { fixture: fixtureNamed(name) });
  const people = await store.subscribers.list();
  const chosen =
    subscribers.length + fixtures.length > 0
      ? subscribers.map(address => {
          const key = parseAddress(address)?.key;
          const found = people.find(person => parseAddress(person.address)?.key === key);
          if (!found) throw new AppError('subscriber_unknown', `nobody with the address "${address}" is here`);
          return found;
        })
      : people.filter(({ status, listed }) => status === 'confirmed' && listed);
  for (const { address, publicId } of chosen) wanted.set(fileName(address, wanted), { reader: publicId });
  return wanted;
}

function fixtureNamed(name: string) {
  const fixture = FIXTURES.find(({ id }) => id === name);
  if (fixture) return fixture;
  const known = FIXTURES.map(({ id }) => id).join(', ');
  throw new AppError('usage', `--fixture is "${name}": expected one of ${known}`);
}

/** An address in letters that every file system takes; of two that would be the same the second gets a number. */
function fileName(address: string, taken: ReadonlyMap<string, unknown>): string {
  const name = address
    .toLowerCase()
    .replace('@', '-at-')
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .replace(/^\./, '_');
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  return free;
}

function checkFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new AppError('usage', `--out is "${path}", which is a file: expected a folder, or a place for one`);
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new AppError('usage', `--out is "${path}": expected a folder, or a place for one: ${reason}`, { cause });
  }
}
