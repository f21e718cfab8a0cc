// Tells when a file, or anything in a folder, is saved.
import { type FSWatcher, watch } from 'chokidar';

/** Version control and editors keep files of their own beside. */
const HIDDEN = /[\\/]\.[^\\/]+$/;

/**
 * Watches as long as anybody listens.
 * @param paths files and folders; one that is not there yet counts from when it comes
 * @returns listens, from when the promise resolves until its result is called
 */
export function watchWhileWanted(paths: readonly string[]): (tell: () => void) => Promise<() => void> {
  const listeners = new Set<() => void>();
  let watching: { watcher: FSWatcher; ready: Promise<void> } | undefined;

  return async tell => {
    listeners.add(tell);
    watching ??= open(paths, () => {
      for (const listener of listeners) listener();
    });
    await watching.ready;
    return () => {
      listeners.delete(tell);
      if (listeners.size > 0) return;
      void watching?.watcher.close();
      watching = undefined;
    };
  };
}

function open(paths: readonly string[], tell: () => void): { watcher: FSWatcher; ready: Promise<void> } {
  const watcher = watch([...paths], { ignoreInitial: true, ignored: path => HIDDEN.test(path) });
  watcher.on('all', tell);
  // What cannot be watched does not reload by itself; the page is right whenever it is asked for.
  watcher.on('error', () => {});
  return { watcher, ready: new Promise(resolve => watcher.once('ready', resolve)) };
}
