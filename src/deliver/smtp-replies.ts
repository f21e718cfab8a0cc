// The replies of an SMTP server, read out of whatever pieces they come in. RFC 5321 §4.2.

export interface Reply {
  code: number;
  /** All its lines as they came, with their codes, joined by LF. */
  text: string;
}

const [LF, CR] = [10, 13];
/** RFC 5321 §4.5.3.1.5 allows 512 octets; servers that explain themselves at length need more. */
const MAX_LINE_BYTES = 4096;
const MAX_LINES = 64;
const LINE = /^([2-5]\d\d)(?:([ -])|$)/;

export class ReplyReader {
  /** The beginning of a line. */
  #rest: Buffer = Buffer.alloc(0);
  /** The beginning of a reply of several lines. */
  #lines: string[] = [];

  /** @throws Error where something that is no reply, or an endless one, has come; the replies before it are good */
  *read(chunk: Buffer): Generator<Reply, void> {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
      const reply = this.#readLine(bytes.subarray(start, bytes[end - 1] === CR ? Math.max(start, end - 1) : end));
      start = end + 1;
      if (reply) yield reply;
    }
    this.#rest = bytes.subarray(start);
    if (this.#rest.length > MAX_LINE_BYTES) throw malformed(this.#rest.toString());
  }

  #readLine(bytes: Buffer): Reply | undefined {
    const line = bytes.toString();
    const [, code, separator] = LINE.exec(line) ?? [];
    const lines = this.#lines;
    lines.push(line);
    if (bytes.length > MAX_LINE_BYTES || lines.length > MAX_LINES || !code || !lines[0]!.startsWith(code))
      throw malformed(line);
    if (separator === '-') return undefined;
    this.#lines = [];
    return { code: Number(code), text: lines.length === 1 ? line : lines.join('\n') };
  }
}

/** What a server said, on one line of bearable length. */
export function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 500);
}

function malformed(line: string): Error {
  return new Error(`"${inOneLine(line).slice(0, 100)}" is no reply of a mail server`);
}
