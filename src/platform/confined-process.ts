// The server's side of one confined child. What it says is hostile: every line is checked, every length has a limit.
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { READY, type Asked, type Said } from './confined-child.ts';
import { endConfined, startConfined, type ChildLimits, type Walls } from './walls.ts';

export interface SourceFile {
  readonly name: string;
  readonly size: number;
  /** Fills `target` from a range that lies within the file; how much was filled. */
  read(at: number, target: Uint8Array): number | Promise<number>;
  /** A new descriptor of a plain file, to read it only; undefined where it can no longer be had. */
  reopen?(): number | undefined;
}

export interface LookOptions {
  readonly told?: unknown;
  readonly seconds: number;
  /** Of all parts together, and of what is told at the end. */
  readonly answerBytes: number;
  /** `head` is JSON of the child: check it. A part may have no bytes. */
  readonly onPart?: (head: unknown, bytes: Buffer) => void | Promise<void>;
  readonly signal?: AbortSignal;
}

export type FailReason =
  | 'refused'
  | 'crashed'
  | 'tooLong'
  | 'tooMuchMemory'
  | 'tooLargeAnswer'
  | 'badAnswer'
  | 'stopped';

export type Looked =
  | { readonly ok: true; readonly told: unknown }
  /** `detail` is text from the child: show it escaped. */
  | { readonly ok: false; readonly reason: FailReason; readonly detail: string };

const SLOT_BYTES = 1024 * 1024;
/** Files of their own that a child may read by itself, after the slot; of those it may have 64 open. */
const [HANDED, FIRST_HANDED] = [8, 4] as const;
const START_SECONDS = 20;
const WATCH_MS = 50;
/** Beside the answer: a line of the protocol. */
const LINE_BYTES = 65_536;

type Event = { readonly data: Buffer } | { readonly gone: string };

export class ConfinedProcess {
  items = 0;
  hasEnded = false;
  readonly #process: ChildProcess;
  readonly #slot: number;
  readonly #limits: ChildLimits;
  readonly #buffer = Buffer.allocUnsafeSlow(SLOT_BYTES);
  readonly #handed: readonly SourceFile[];
  readonly #ready: Promise<Looked>;
  #stderr = '';
  #isStopped = false;
  /** What comes while nothing is asked could pass for the answer to the next item. */
  #on: (event: Event) => void = () => this.stop();

  /** `handed`: files that it may read by itself, without asking for each range. */
  constructor(walls: Walls, program: string, limits: ChildLimits, handed: readonly SourceFile[] = []) {
    this.#limits = limits;
    const { writable, readable } = slotWithoutName();
    this.#slot = writable;
    const given = reopened(walls, handed);
    this.#handed = given.map(({ file }) => file);
    const descriptors = [readable, ...given.map(({ descriptor }) => descriptor)];
    try {
      this.#process = startConfined(walls, program, limits, ['pipe', 'pipe', 'pipe', ...descriptors]);
    } finally {
      for (const descriptor of descriptors) closeSync(descriptor);
    }
    this.#process.stdout?.on('data', (data: Buffer) => this.#on({ data }));
    this.#process.stderr?.on('data', (data: Buffer) => {
      this.#stderr = (this.#stderr + data.toString('latin1')).slice(-2000);
    });
    this.#process.stdin?.on('error', () => undefined); // a child that ended says so by its end
    const gone = (why: string): void => {
      this.hasEnded = true;
      this.#on({ gone: why });
    };
    this.#process.on('error', (error) => gone(error.message));
    this.#process.on('close', (code, signal) => gone(`${signal ?? code}`));
    this.#ready = this.#answer(READY, [], { seconds: START_SECONDS, answerBytes: 0 });
  }

  /** It has started, and found that each of its walls holds. */
  async isBehindWalls(): Promise<boolean> {
    const ready = await this.#ready;
    return ready.ok && !this.hasEnded;
  }

  async look(
    asked: Pick<Asked, 'id' | 'format'> & { files: readonly SourceFile[] },
    options: LookOptions,
  ): Promise<Looked> {
    const ready = await this.#ready;
    if (!ready.ok || this.hasEnded) {
      this.stop();
      const why = ready.ok || ready.reason !== 'refused' ? this.#stderr.slice(0, 200) : ready.detail;
      return { ok: false, reason: 'crashed', detail: `it did not start: ${why}` };
    }
    this.items += 1;
    const { id, format, files } = asked;
    const answer = this.#answer(id, files, options);
    const request: Asked = {
      id,
      format,
      files: files.map((file) => {
        const handed = this.#handed.indexOf(file);
        const { name, size } = file;
        return handed < 0 ? { name, size } : { name, size, descriptor: FIRST_HANDED + handed };
      }),
      slotBytes: SLOT_BYTES,
      told: options.told,
    };
    this.#process.stdin?.write(`${JSON.stringify(request)}\n`);
    return answer;
  }

  /** Once: a descriptor closed twice may be another child's by then. */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    if (!this.hasEnded) endConfined(this.#process);
    this.#process.stdout?.resume(); // to its end, or the pipe would be held
    this.hasEnded = true;
    closeSync(this.#slot);
  }

  #answer(id: string, files: readonly SourceFile[], options: LookOptions): Promise<Looked> {
    return new Promise((resolve) => {
      const abort = (): void => fail('stopped', 'it was no longer wanted');
      const done = (looked: Looked): void => {
        clearTimeout(timer);
        clearInterval(watch);
        options.signal?.removeEventListener('abort', abort);
        this.#on = () => this.stop();
        if (!looked.ok && looked.reason !== 'refused') this.stop();
        resolve(looked);
      };
      const fail = (reason: FailReason, detail: string): void => done({ ok: false, reason, detail });
      const timer = setTimeout(
        () => fail('tooLong', `more than ${options.seconds} s`),
        options.seconds * 1000,
      );
      const watch = setInterval(() => {
        const used = memoryOf(this.#process.pid ?? 0);
        if (used > this.#limits.memoryBytes) fail('tooMuchMemory', `${used} bytes`);
      }, WATCH_MS);
      options.signal?.addEventListener('abort', abort);
      if (options.signal?.aborted === true) return abort();
      const reader = new AnswerReader({
        id,
        options,
        fail,
        done,
        fill: (range) => this.#fill(files, range),
        go: () => void this.#process.stdin?.write('\n'),
        hear: (isHeard) => void (isHeard ? this.#process.stdout?.resume() : this.#process.stdout?.pause()),
      });
      this.#on = (event) => {
        if ('data' in event) reader.take(event.data);
        else if (/out of memory|Allocation failed|ERR_MEMORY/i.test(this.#stderr))
          fail('tooMuchMemory', event.gone);
        else fail('crashed', `ended by ${event.gone}`);
      };
    });
  }

  async #fill(
    files: readonly SourceFile[],
    [index, at, length]: readonly [number, number, number],
  ): Promise<void> {
    const file = files[index];
    if (file === undefined || at < 0 || length < 1 || length > SLOT_BYTES || at + length > file.size)
      throw new RangeError('a range that is not there');
    const got = await file.read(at, this.#buffer.subarray(0, length));
    if (got !== length) throw new RangeError(`${got} of ${length} bytes at ${at}`);
    if (!this.#isStopped) writeSync(this.#slot, this.#buffer, 0, got, 0);
  }
}

interface Reading {
  readonly id: string;
  readonly options: LookOptions;
  readonly fail: (reason: FailReason, detail: string) => void;
  readonly done: (looked: Looked) => void;
  readonly fill: (range: readonly [number, number, number]) => Promise<void>;
  /** Lets the child go on. */
  readonly go: () => void;
  /** Whether what it says is heard: what is not stays in the pipe, and when that is full the child waits. */
  readonly hear: (isHeard: boolean) => void;
}

/** Takes an answer apart: lines of the protocol, and bytes where a line announces them. */
class AnswerReader {
  readonly #reading: Reading;
  #rest = Buffer.alloc(0);
  #parts: Buffer[] = [];
  #wanted = 0;
  #got = 0;
  #head: unknown;
  #had = 0;
  #isOver = false;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  take(data: Buffer): void {
    if (this.#isOver) return;
    const { options } = this.#reading;
    this.#had += data.length;
    if (this.#wanted > 0) {
      this.#parts.push(data);
      this.#got += data.length;
      if (this.#got >= this.#wanted) this.#partDone();
      return;
    }
    this.#rest = Buffer.concat([this.#rest, data]);
    const end = this.#rest.indexOf(10);
    if (end < 0) {
      if (this.#rest.length > options.answerBytes + LINE_BYTES)
        this.#end('tooLargeAnswer', `more than ${options.answerBytes} bytes`);
      return;
    }
    const line = this.#rest.toString('utf8', 0, end);
    const after = this.#rest.subarray(end + 1);
    this.#rest = Buffer.alloc(0);
    this.#said(parsed(line), after);
  }

  #said(said: Said | undefined, after: Buffer): void {
    const { id, options, done, fill, go } = this.#reading;
    if (said === undefined || ('id' in said && said.id !== id))
      return this.#end('badAnswer', 'a line that is none of ours');
    if ('part' in said) {
      if (this.#had + said.part > options.answerBytes + LINE_BYTES)
        return this.#end('tooLargeAnswer', `more than ${options.answerBytes} bytes`);
      [this.#wanted, this.#head] = [said.part, said.head];
      this.#parts = after.length === 0 ? [] : [after];
      this.#got = after.length;
      if (after.length >= this.#wanted) this.#partDone();
      return;
    }
    if (after.length > 0) return this.#end('badAnswer', 'more than it said');
    if ('read' in said) {
      this.#had = Math.max(0, this.#had - LINE_BYTES); // lines that ask are no answer
      void fill(said.read).then(go, (error: unknown) =>
        this.#end('refused', `cannot be read: ${String(error)}`),
      );
      return;
    }
    this.#isOver = true;
    if (said.ok) return done({ ok: true, told: said.told });
    const reason = /Array buffer allocation|out of memory/i.test(said.why) ? 'tooMuchMemory' : 'refused';
    done({ ok: false, reason, detail: said.why });
  }

  /** The child goes on meanwhile, but nothing more is heard of it until the part is taken. */
  #partDone(): void {
    const { options, go, hear } = this.#reading;
    const all = this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts); // one there is
    if (all.length > this.#wanted) return this.#end('badAnswer', 'more than it said');
    this.#wanted = 0;
    this.#parts = [];
    hear(false);
    go();
    const taken = async (): Promise<void> => options.onPart?.(this.#head, all);
    void taken().then(
      () => hear(true),
      (error: unknown) => this.#end('stopped', String(error)),
    );
  }

  #end(reason: FailReason, detail: string): void {
    this.#isOver = true;
    this.#reading.fail(reason, detail);
  }
}

function parsed(line: string): Said | undefined {
  try {
    const value = JSON.parse(line) as { readonly [name: string]: unknown };
    const { read, part, id, ok, why } = value;
    if (Array.isArray(read)) return read.length === 3 && read.every(isCount) ? (value as Said) : undefined;
    if (part !== undefined) return isCount(part) ? (value as Said) : undefined;
    const isEnd = typeof id === 'string' && (ok === true || (ok === false && typeof why === 'string'));
    return isEnd ? (value as Said) : undefined; // as was just looked at
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/**
 * Anything that a child may do with such a descriptor but read is refused by the two walls: to open the file once more for writing
 * (Landlock), to change its mode, owner, times, attributes or flags, or lock it (seccomp). Where one is missing, none is handed over.
 * Opened anew, because what is inherited shares its flags with what it was made of.
 */
function reopened(
  { hold }: Walls,
  files: readonly SourceFile[],
): { readonly file: SourceFile; readonly descriptor: number }[] {
  if (!hold.includes('calls') || !hold.includes('files') || files.length > HANDED) return [];
  return files.flatMap((file) => {
    const descriptor = file.reopen?.();
    return descriptor === undefined ? [] : [{ file, descriptor }];
  });
}

/** In memory where there is such a place; its name is gone before the child starts. */
function slotWithoutName(): { readonly writable: number; readonly readable: number } {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'comity-slot-'));
  try {
    const path = join(folder, 'slot');
    const writable = openSync(path, 'w', 0o600);
    return { writable, readable: openSync(path, 'r') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Of it and of what it started; 0 where it is gone (proc(5)). */
export function memoryOf(pid: number): number {
  try {
    const own = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return (
      own + children.split(' ').reduce((sum, child) => sum + (child === '' ? 0 : memoryOf(Number(child))), 0)
    );
  } catch {
    return 0;
  }
}
