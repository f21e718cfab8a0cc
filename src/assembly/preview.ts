// `paperboy preview`: the private pages on what is in the store, or on the samples where it is empty.
import type { Config } from '../config.ts';
import { rankedPapers } from '../pipeline/one-reader.ts';
import { type House, openScratchHouse } from './house.ts';
import { type Listener, listen } from './listen.ts';
import { privateSite } from './private-site.ts';
import { ingest } from './sources.ts';

const PREVIEW_PORTS = [3001, 3003, 3005, 3007, 3009];

/** Works on a copy, so that looking changes nothing. @throws AppError port_taken */
export async function preview(config: Config, report: (error: unknown) => void): Promise<Listener> {
  const house = await openPreviewHouse(config);
  const closing = new AbortController();
  try {
    const { signal } = closing;
    const site = privateSite(house, { publicUrl: config.publicUrl, isScratch: true, closing: signal, report });
    const listener = await listen(site.fetch, {
      host: config.adminHost,
      port: config.adminPort,
      fallbacks: PREVIEW_PORTS,
    });
    return {
      ...listener,
      async close() {
        closing.abort();
        await listener.close();
        await house.close();
      },
    };
  } catch (error) {
    await house.close();
    throw error;
  }
}

/** A copy of what is in the store, with the samples where it is empty. */
export async function openPreviewHouse(config: Config): Promise<House> {
  const house = await openScratchHouse({ ...config, tryingOut: true });
  try {
    if (await isWithoutPapers(house)) await ingest(house, ['sample://'], true);
    return house;
  } catch (error) {
    await house.close();
    throw error;
  }
}

async function isWithoutPapers({ store, prior, clock }: House): Promise<boolean> {
  return (await rankedPapers({ papers: store.papers, prior }, clock.now())).length === 0;
}
