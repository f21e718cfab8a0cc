// `node own-sink-process.ts '{"delayMs":20,"chunking":true}'`: an SMTP server that looks for nothing but the ends of messages.
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface SinkSetting {
  /** How long after a packet came its replies leave. */
  delayMs: number;
  /** Whether it offers CHUNKING (RFC 3030). */
  chunking: boolean;
}

const { delayMs, chunking } = JSON.parse(process.argv[2] ?? '') as SinkSetting;
const EXTENSIONS = ['sink', 'PIPELINING', '8BITMIME', 'SMTPUTF8', 'SIZE 0', ...(chunking ? ['CHUNKING'] : [])];
const EHLO = EXTENSIONS.map((line, at) => `250${at === EXTENSIONS.length - 1 ? ' ' : '-'}${line}\r\n`).join('');
const END = Buffer.from('\r\n.\r\n');
const NOTHING = Buffer.alloc(0);

function serve(socket: Socket): void {
  socket.setNoDelay(true);
  /** Of a command or of the end of a message: what a packet began and the next must finish. */
  let rest: Buffer = NOTHING;
  let inData = false;
  /** Octets of a chunk that are still to come. */
  let chunkLeft = 0;
  let chunkIsLast = false;

  const reply = (text: string) => {
    if (text === '') return;
    if (delayMs === 0) socket.write(text, 'latin1');
    else setTimeout(() => socket.writable && socket.write(text, 'latin1'), delayMs);
  };

  /** @returns the reply, if the line asks for one now */
  const command = (line: string): string => {
    switch (line.slice(0, 4).toUpperCase()) {
      case 'EHLO':
        return EHLO;
      case 'DATA':
        inData = true;
        return '354 go on\r\n';
      case 'BDAT': {
        const [, octets, last] = line.split(' ');
        chunkLeft = Number(octets);
        chunkIsLast = last?.toUpperCase() === 'LAST';
        return chunkLeft === 0 ? '250 taken\r\n' : '';
      }
      case 'QUIT':
        return '221 bye\r\n';
      default:
        return '250 ok\r\n';
    }
  };

  socket.on('data', packet => {
    const bytes = rest.length === 0 ? packet : Buffer.concat([rest, packet]);
    let replies = '';
    let at = 0;
    rest = NOTHING;
    while (at < bytes.length) {
      if (chunkLeft > 0) {
        const taken = Math.min(chunkLeft, bytes.length - at);
        at += taken;
        chunkLeft -= taken;
        if (chunkLeft === 0) replies += chunkIsLast ? '250 taken\r\n' : '250 more\r\n';
        continue;
      }
      const end = bytes.indexOf(inData ? END : '\r\n', at);
      if (end === -1) {
        // Of a message only what may be the beginning of its end.
        rest = bytes.subarray(inData ? Math.max(at, bytes.length - END.length + 1) : at);
        break;
      }
      if (inData) {
        inData = false;
        replies += '250 taken\r\n';
        at = end + END.length;
      } else {
        replies += command(bytes.toString('latin1', at, end));
        at = end + 2;
      }
    }
    reply(replies);
    if (replies.endsWith('221 bye\r\n')) socket.end();
  });
  socket.on('error', () => {});
  reply('220 sink\r\n');
}

const server = createServer(serve);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
// Who started it has gone.
process.on('disconnect', () => process.exit());
