// The one script of the private pages: shows a saved template at once and leaves the reader where they are. Nothing needs it.

export const LIVE_SCRIPT = `
const frames = root => [...root.querySelectorAll('iframe[data-own]')];

// A mail is shown at its full height, so that the page scrolls and not the frame.
const fit = frame => {
  const content = frame.dataset.own === 'whole' && frame.contentDocument?.documentElement;
  if (content) frame.style.height = Math.ceil(content.getBoundingClientRect().height) + 'px';
};
const watch = root => {
  for (const frame of frames(root)) {
    frame.addEventListener('load', () => fit(frame));
    if (frame.contentDocument?.readyState === 'complete') fit(frame);
  }
};

// A frame whose address stays is loaded anew where it stands; it keeps its height meanwhile, and the page its place.
const reload = frame =>
  new Promise(loaded => {
    if (!frame.contentDocument || frame.contentDocument.URL === 'about:blank') return loaded();
    frame.addEventListener('load', loaded, { once: true });
    frame.contentWindow.location.reload();
  });
const isSeen = frame => {
  const { top, bottom } = frame.getBoundingClientRect();
  return top < innerHeight && bottom > 0;
};
const addresses = root => frames(root).map(frame => frame.getAttribute('src')).join(' ');
const withoutHeights = part => {
  const copy = part.cloneNode(true);
  for (const frame of frames(copy)) frame.removeAttribute('style');
  return copy.innerHTML;
};

// Takes over what differs. A frame that both pages have stays in the document; only what is marked beside it is put in anew.
const takeOver = (part, next) => {
  if (withoutHeights(part) === next.innerHTML) return;
  if (frames(part).length === 0 || addresses(part) !== addresses(next)) {
    part.innerHTML = next.innerHTML;
    watch(part);
    return;
  }
  const others = next.querySelectorAll('[data-beside]');
  for (const [at, item] of [...part.querySelectorAll('[data-beside]')].entries()) item.innerHTML = others[at].innerHTML;
};

let busy = false;
let again = false;
const refresh = async () => {
  again = busy;
  if (busy) return;
  busy = true;
  try {
    // Many mails at once keep a browser busy for half a second: those that somebody looks at come first.
    const { true: seen = [], false: others = [] } = Object.groupBy(frames(document), isSeen);
    await Promise.all(seen.map(reload));
    // What a spam filter said was of the mail before, and asking it takes seconds.
    const address = new URL(location.href);
    address.searchParams.delete('spam');
    const answer = await fetch(address);
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    others.forEach(reload);
    const names = root => [...root.querySelectorAll('[data-live]')].map(part => part.dataset.live).join(' ');
    const focused = document.activeElement?.getAttribute('href');
    document.title = next.title;
    if (names(document) === '' || names(document) !== names(next)) {
      document.querySelector('main').innerHTML = next.querySelector('main').innerHTML;
      watch(document);
    } else {
      for (const part of document.querySelectorAll('[data-live]')) {
        takeOver(part, next.querySelector('[data-live="' + part.dataset.live + '"]'));
      }
    }
    if (focused && document.activeElement === document.body) {
      document.querySelector('main [href="' + CSS.escape(focused) + '"]')?.focus({ preventScroll: true });
    }
  } catch {
    // The server is away for the moment: the stream of events tells when it is back.
  } finally {
    busy = false;
    if (again) refresh();
  }
};

let events;
const listen = () => {
  let isNew = true;
  events = new EventSource('/preview/events');
  events.addEventListener('saved', refresh);
  events.addEventListener('hello', () => {
    if (!isNew) refresh();
    isNew = false;
    document.documentElement.dataset.listening = 'yes';
  });
};

// A browser opens few connections to one place: a page that nobody sees gives its own back.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return events.close();
  if (events.readyState === EventSource.CLOSED) {
    listen();
    refresh();
  }
});
document.addEventListener('change', event => {
  if (event.target.matches('select[data-go]')) event.target.form.requestSubmit();
});
addEventListener('resize', () => frames(document).forEach(fit));
watch(document);
listen();
`.trim();
