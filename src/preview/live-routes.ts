// How an open preview learns that a file was saved: a stream of events, and the script that listens to it.
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { LIVE_SCRIPT } from './live-script.ts';
import type { PreviewPorts } from './preview-ports.ts';

/** Every live page asks for it. */
const SCRIPT_PATH = '/preview.js';
const EVENTS_PATH = '/preview/events';

export function liveRoutes({ onChange }: Pick<PreviewPorts, 'onChange'>): Hono {
  return new Hono()
    .get(SCRIPT_PATH, c => c.body(LIVE_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
    .get(EVENTS_PATH, c =>
      streamSSE(c, async stream => {
        const ended = new Promise<void>(resolve => stream.onAbort(resolve));
        const stop = await onChange(() => void stream.writeSSE({ event: 'saved', data: '' }));
        // The browser takes the stream for open once something has come; again after a second if it breaks.
        await stream.writeSSE({ event: 'hello', data: '', retry: 1000 });
        await ended;
        stop();
      }),
    );
}
