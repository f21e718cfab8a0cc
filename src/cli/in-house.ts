// The house for the length of one command.
import type { House } from '../assembly/house.ts';
import { loadConfig } from '../config.ts';

export async function inHouse<T>(work: (house: House) => Promise<T>): Promise<T> {
  const { openHouse } = await import('../assembly/house.ts');
  const house = await openHouse(loadConfig());
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}
