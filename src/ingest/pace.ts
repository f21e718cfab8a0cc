// How often a host is asked: arXiv one request at a time with a pause between two, others two at once.

/** https://info.arxiv.org/help/api/tou.html: at most one request every three seconds, over one connection. */
const ARXIV_GAP_MS = 3000;
const AT_ONCE_PER_HOST = 2;

export class Pace {
  readonly #arxivHosts: ReadonlySet<string>;
  readonly #arxiv: Gate;
  readonly #others = new Map<string, Gate>();

  /** @param options.arxivHosts further hosts that belong to arXiv, with their port where it is not the scheme's own */
  constructor({ arxivHosts = [], arxivGapMs = ARXIV_GAP_MS }: { arxivHosts?: readonly string[]; arxivGapMs?: number }) {
    this.#arxivHosts = new Set(arxivHosts);
    this.#arxiv = new Gate(1, arxivGapMs);
  }

  /** Does the work when it is the host's turn. All of the work is one request, up to the last byte of its answer. */
  turn<T>(url: URL, work: () => Promise<T>): Promise<T> {
    return this.#gate(url).pass(work);
  }

  #gate({ host, hostname }: URL): Gate {
    if (/(?:^|\.)arxiv\.org\.?$/.test(hostname) || this.#arxivHosts.has(host)) return this.#arxiv;
    const gate = this.#others.get(host) ?? new Gate(AT_ONCE_PER_HOST, 0);
    this.#others.set(host, gate);
    return gate;
  }
}

/** Lets a few in at once, in the order they came, and keeps a gap between the end of one and the start of the next. */
class Gate {
  readonly #gapMs: number;
  readonly #waiting: (() => void)[] = [];
  #places: number;
  #endedAt = Number.NEGATIVE_INFINITY;

  constructor(places: number, gapMs: number) {
    this.#places = places;
    this.#gapMs = gapMs;
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#places > 0) this.#places -= 1;
    else await new Promise<void>(resolve => this.#waiting.push(resolve));
    try {
      // Who comes next waits out the gap, so that nobody waits after the last one.
      const wait = this.#endedAt + this.#gapMs - performance.now();
      if (wait > 0) await new Promise(resolve => setTimeout(resolve, Math.ceil(wait)));
      return await work();
    } finally {
      this.#endedAt = performance.now();
      const next = this.#waiting.shift();
      if (next) next();
      else this.#places += 1;
    }
  }
}
