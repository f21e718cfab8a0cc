// `node bench/web/load.ts URL SECONDS CONNECTIONS`: asks for one page again and again, so many at once, and tells how it went as JSON.
import { Pool } from 'undici';
import { quantile } from '../delivery/latency.ts';

const [url = '', seconds = '5', connections = '16'] = process.argv.slice(2);
const { origin, pathname, search } = new URL(url);
const pool = new Pool(origin, { connections: Number(connections) });
const times: number[] = [];
let failed = 0;

async function askUntil(end: number): Promise<void> {
  while (performance.now() < end) {
    const start = performance.now();
    const { statusCode, body } = await pool.request({ path: `${pathname}${search}`, method: 'GET' });
    await body.dump({ limit: 10_000_000 });
    if (statusCode !== 200) failed += 1;
    times.push(performance.now() - start);
  }
}

async function round(ms: number): Promise<number> {
  times.length = 0;
  const start = performance.now();
  await Promise.all(Array.from({ length: Number(connections) }, () => askUntil(start + ms)));
  return (1000 * times.length) / (performance.now() - start);
}

await round(2000);
const perSecond = await round(1000 * Number(seconds));
times.sort((a, b) => a - b);
console.log(JSON.stringify({ perSecond, failed, p50: quantile(times, 0.5), p99: quantile(times, 0.99) }));
await pool.close();
