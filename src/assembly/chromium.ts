// Pictures of pages by the Chromium that is installed here, spoken to over a pipe in its own protocol.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';

export interface Picture {
  url: string;
  /** In CSS pixels; the picture is as high as the page. */
  width: number;
  scheme: 'light' | 'dark';
}

export interface Browser {
  /** @returns a PNG */
  take(picture: Picture): Promise<Buffer>;
  close(): Promise<void>;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FLAGS = [
  '--headless',
  '--remote-debugging-pipe',
  '--disable-gpu',
  '--disable-quic',
  '--hide-scrollbars',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Something hangs: the longest a step takes otherwise is some seconds. */
const STEP_MS = 30_000;

/** @returns undefined where no Chromium is on PATH */
export async function openChromium(): Promise<Browser | undefined> {
  const profile = mkdtempSync(join(tmpdir(), 'paperboy-chromium-'));
  // Chromium's own sandbox refuses to work for root.
  const flags = [...FLAGS, `--user-data-dir=${profile}`, ...(userInfo().uid === 0 ? ['--no-sandbox'] : [])];
  for (const name of NAMES) {
    const child = spawn(name, flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    const started = await once(child, 'spawn').then(
      () => true,
      () => false,
    );
    if (started) return openPage(child, profile);
  }
  rmSync(profile, { recursive: true });
  return undefined;
}

async function openPage(child: ChildProcess, profile: string): Promise<Browser> {
  const ended = once(child, 'close');
  const close = async () => {
    child.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const browser = speak(child);
    const { targetId } = await browser.call('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await browser.call('Target.attachToTarget', { targetId, flatten: true });
    const page = (method: string, params: object = {}) => browser.call(method, params, sessionId as string);
    await page('Page.enable');
    await page('Emulation.setScriptExecutionDisabled', { value: true });
    return {
      close,
      async take({ url, width, scheme }) {
        await page('Emulation.setDeviceMetricsOverride', { width, height: 800, deviceScaleFactor: 1, mobile: false });
        await page('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
        const loaded = browser.event('Page.loadEventFired');
        await page('Page.navigate', { url });
        await loaded;
        const { cssContentSize } = (await page('Page.getLayoutMetrics')) as { cssContentSize: { height: number } };
        const clip = { x: 0, y: 0, width, height: Math.ceil(cssContentSize.height), scale: 1 };
        const { data } = await page('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true, clip });
        return Buffer.from(data as string, 'base64');
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type Answer = Record<string, unknown>;

interface Heard {
  id?: number;
  method?: string;
  result?: Answer;
  error?: { message: string };
}

/** Messages both ways are JSON and end with a null byte: Chrome DevTools Protocol over descriptors 3 and 4. */
function speak(child: ChildProcess) {
  const [out, incoming] = [child.stdio[3] as Duplex, child.stdio[4] as Duplex];
  const listeners = new Set<(heard: Heard) => void>();
  let [last, rest] = [0, ''];
  incoming.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) for (const listen of listeners) listen(JSON.parse(message) as Heard);
  });
  // A browser that dies says nothing more; whoever waits is told by the time it takes.
  for (const pipe of [out, incoming]) pipe.on('error', () => {});

  const hear = (isWanted: (heard: Heard) => boolean, what: string) =>
    new Promise<Heard>((resolve, reject) => {
      const timeout = AbortSignal.timeout(STEP_MS);
      const fail = () => settle(() => reject(new Error(`Chromium did not answer ${what}`)));
      const listen = (heard: Heard) => isWanted(heard) && settle(() => resolve(heard));
      const settle = (end: () => void) => {
        listeners.delete(listen);
        timeout.removeEventListener('abort', fail);
        child.off('close', fail);
        end();
      };
      listeners.add(listen);
      timeout.addEventListener('abort', fail);
      child.once('close', fail);
    });

  return {
    event: (method: string) => hear(heard => heard.method === method, method),
    async call(method: string, params: object, sessionId?: string): Promise<Answer> {
      last += 1;
      const id = last;
      const answer = hear(heard => heard.id === id, method);
      out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      const { result, error } = await answer;
      if (!result) throw new Error(`Chromium refused ${method}: ${error?.message}`);
      return result;
    },
  };
}
