// Long answers, read straight into memory of whoever asks. The HTTP client of Node.js makes new memory of each 64 KiB twice, as it comes
// and as it is taken apart, and to collect it was the largest part of fetching a package. Here it reads what can be known to be whole
// beforehand: an answer that says its length. Whatever else comes is left to that client.
import type { Socket } from 'node:net';
import { Refusal } from '../base/refusal.ts';
import { connectOutside, SILENCE_MS, type OutsideOptions } from './fetch-outside.ts';

const READ_BYTES = 256 * 1024;
const HEAD_BYTES_MAX = 16 * 1024;
const END_OF_HEAD = '\r\n\r\n';

interface AskedInto {
  readonly headers: { readonly [name: string]: string };
  /** As long as the answer has to be. */
  readonly into: Buffer;
  readonly signal: AbortSignal;
}

export interface AnswerInto {
  readonly status: number;
  /** Of the answer that lie in `into`: all of them, or it is thrown. Undefined: this one says no length, or it is not the 200 that was asked for. */
  readonly bytes: number | undefined;
}

/** What came before it was cut. */
export class CutAnswer extends Error {
  readonly bytes: number;
  /** Nothing came, not even the beginning of a head. */
  readonly isUnheard: boolean;

  constructor(cause: Error, turn: Turn) {
    super(cause.message, { cause });
    this.bytes = turn.at ?? 0;
    this.isUnheard = turn.head === '';
  }
}

interface Turn {
  readonly into: Buffer;
  readonly resolve: (answer: AnswerInto) => void;
  readonly reject: (error: Error) => void;
  head: string;
  /** Undefined: its head is not here yet. */
  at: number | undefined;
}

/** A connection, kept for the next question to the same host; one question at a time. */
export class AnswerLine {
  readonly #options: OutsideOptions;
  #socket: Socket | undefined;
  #origin = '';
  #turn: Turn | undefined;

  constructor(options: OutsideOptions = {}) {
    this.#options = options;
  }

  /** GET. Throws CutAnswer where the answer is cut, too slow, or of another length than it has to be; Refusal as `fetchOutside`. */
  async read(url: URL, asked: AskedInto): Promise<AnswerInto> {
    if (this.#turn !== undefined) throw new Error('one question at a time');
    const kept = this.#kept(url);
    try {
      return await this.#ask(kept ?? this.#open(url), url, asked);
    } catch (error) {
      // It was closed at the other end before this was asked.
      const isStale = kept !== undefined && error instanceof CutAnswer && error.isUnheard;
      if (!isStale || asked.signal.aborted) throw error;
      return this.#ask(this.#open(url), url, asked);
    }
  }

  async #ask(socket: Socket, url: URL, { headers, into, signal }: AskedInto): Promise<AnswerInto> {
    signal.throwIfAborted();
    const aborted = (): void => this.#end(asError(signal.reason));
    signal.addEventListener('abort', aborted, { once: true });
    try {
      return await new Promise((resolve, reject) => {
        this.#turn = { into, resolve, reject, head: '', at: undefined };
        socket.write(headOf(url, headers));
      });
    } finally {
      this.#turn = undefined;
      signal.removeEventListener('abort', aborted);
    }
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #kept({ origin }: URL): Socket | undefined {
    return this.#origin === origin && this.#socket?.writable === true ? this.#socket : undefined;
  }

  #open(url: URL): Socket {
    this.close();
    const socket = connectOutside(url, this.#options, {
      buffer: Buffer.allocUnsafeSlow(READ_BYTES),
      callback: (length, bytes) => {
        if (this.#socket === socket) this.#came(Buffer.from(bytes.buffer, bytes.byteOffset, length));
        return true;
      },
    });
    socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('no answer in time')));
    const ended = (error?: Error): void => {
      if (this.#socket === socket) this.#end(error ?? new Error('the answer was cut'));
    };
    socket.on('error', ended);
    socket.on('end', () => ended());
    socket.on('close', () => ended());
    this.#origin = url.origin;
    return (this.#socket = socket);
  }

  #end(error: Error): void {
    const turn = this.#turn;
    this.close();
    turn?.reject(error instanceof Refusal ? error : new CutAnswer(error, turn));
  }

  #came(bytes: Buffer): void {
    const turn = this.#turn;
    if (turn === undefined) return this.close(); // nothing was asked
    if (turn.at !== undefined) return this.#body(turn, bytes);
    turn.head += bytes.toString('latin1', 0, HEAD_BYTES_MAX);
    const end = turn.head.indexOf(END_OF_HEAD);
    if (end < 0) {
      if (turn.head.length > HEAD_BYTES_MAX) this.#end(new Error('a longer head than there can be'));
      return;
    }
    const ofBody = turn.head.length - end - END_OF_HEAD.length;
    const { status, length } = readHead(turn.head.slice(0, end));
    if (status !== 200 || length === undefined) {
      this.close();
      return turn.resolve({ status, bytes: undefined });
    }
    if (length !== turn.into.length)
      return this.#end(
        new Error(length > turn.into.length ? 'a longer answer than there can be' : 'the answer was cut'),
      );
    turn.at = 0;
    // The head holds no more of these bytes than a head may have.
    const inHead = Math.min(bytes.length, HEAD_BYTES_MAX);
    this.#body(turn, bytes.subarray(inHead - ofBody));
  }

  #body(turn: Turn, bytes: Buffer): void {
    const { into, at = 0 } = turn;
    if (at + bytes.length > into.length) return this.#end(new Error('a longer answer than there can be'));
    bytes.copy(into, at);
    turn.at = at + bytes.length;
    if (turn.at < into.length) return;
    turn.resolve({ status: 200, bytes: turn.at });
    this.#turn = undefined;
  }
}

function headOf({ host, pathname, search }: URL, headers: AskedInto['headers']): string {
  const all = Object.entries({ host, connection: 'keep-alive', ...headers });
  // As the HTTP client refuses it, so that nobody says a second question in the first.
  if (all.some(([name, value]) => /[^\t\x20-\x7e]/.test(name + value)))
    throw new TypeError('a field of other characters');
  return `GET ${pathname}${search} HTTP/1.1\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

/** RFC 9112, 6.3: of an answer with `transfer-encoding`, or whose lengths differ, the length is not known beforehand. */
function readHead(head: string): { readonly status: number; readonly length: number | undefined } {
  const [first = '', ...lines] = head.split('\r\n');
  const status = Number(/^HTTP\/1\.1 ([1-5][0-9]{2})(?: |$)/.exec(first)?.[1] ?? 0);
  const fields = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  const named = (name: string): string[] => fields.flatMap(([is, value]) => (is === name ? [value] : []));
  const [length = '', ...more] = named('content-length');
  const isPlain =
    /^[0-9]{1,15}$/.test(length) &&
    more.length === 0 &&
    [...named('transfer-encoding'), ...named('content-encoding')].length === 0;
  return { status, length: isPlain ? Number(length) : undefined };
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));
