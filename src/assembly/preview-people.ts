// The subscribers that a preview offers: on a scratch copy of the store, always those of the people files as they are now.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FileFault, SampleReader } from '../preview/preview-ports.ts';
import { linesAround } from './file-fault.ts';
import type { House } from './house.ts';
import { peopleFiles, peopleFolder, syncPeople } from './sync-people.ts';

export interface PreviewPeople {
  /** Takes over what was saved since. */
  refresh(): Promise<void>;
  readers(): Promise<readonly SampleReader[]>;
  faults(): readonly FileFault[];
}

/**
 * @param isScratch the store is a copy: without, people change only when the line runs
 * @param changed told when subscribers may be others than before
 */
export function previewPeople(
  house: House,
  { isScratch, changed }: { isScratch: boolean; changed(): void },
): PreviewPeople {
  let seen = '';
  let syncing: Promise<void> = Promise.resolve();
  let faults: readonly FileFault[] = [];

  const sync = async () => {
    const report = await syncPeople(house);
    faults = report.faults.map(({ file, line, reason }) => ({
      file,
      line,
      message: reason,
      around: linesAround(textOf(file), line),
    }));
    changed();
  };

  return {
    refresh() {
      const state = isScratch ? stateOf(house) : seen;
      if (state !== seen) {
        seen = state;
        // One after another, and the last state counts.
        syncing = syncing.catch(() => {}).then(sync);
      }
      return syncing;
    },
    async readers() {
      const subscribers = await house.store.subscribers.list();
      return subscribers
        .filter(({ status, listed }) => status === 'confirmed' && listed)
        .map(({ publicId, address, name, interests }) => ({ id: publicId, address, name, interests }));
    },
    faults: () => faults,
  };
}

/** Changes when a people file is saved, comes or goes. */
function stateOf(house: House): string {
  const folder = peopleFolder(house);
  const files = peopleFiles(folder, house.config.tryingOut).map(name => {
    const { mtimeMs, size } = statSync(join(folder, name), { throwIfNoEntry: false }) ?? {};
    return `${name} ${mtimeMs} ${size}`;
  });
  return [folder, ...files].join('\n');
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // That it cannot be read is the fault.
    return '';
  }
}
