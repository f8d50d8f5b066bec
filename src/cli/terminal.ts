// Where the commands speak: lines to standard output, notices and progress to standard error.
import { once } from 'node:events';
import { errorCode } from '../platform/files.ts';
import { errorText } from '../base/error-text.ts';

export interface Terminal {
  readonly isInteractive: boolean;
  /** A line of the result. */
  out(line: string): void;
  /** Text of a long result, as it is; resolved when there is room for more. */
  write(text: string | Buffer): Promise<void>;
  /** A line beside the result: a notice, a warning, an error. */
  err(line: string): void;
  /** Shows how far long work is; `total` undefined where it is not known. Silent when not interactive. */
  progress(label: string, done: number, total: number | undefined): void;
  endProgress(): void;
}

export const EXIT = { done: 0, refused: 1, usage: 2, failed: 3 } as const;

/** 128 and the number of SIGPIPE: what a shell says of any program whose reader has gone (`| head`). */
export const UNREAD = 141;

/** Nobody reads what the command says. It ends as by any other end, and so leaves what it has open. */
export class OutputUnread extends Error {
  constructor(cause: unknown) {
    super(`what the command says cannot be written: ${errorText(cause)}`, { cause });
    this.name = 'OutputUnread';
  }

  /** The reader has seen enough, which is no failure; a full disk is one. */
  get isPipe(): boolean {
    return errorCode(this.cause) === 'EPIPE';
  }
}

const unread = new AbortController();

/** Aborted, with `OutputUnread` as the reason, once what is said reaches nobody any more. */
export const outputUnread: AbortSignal = unread.signal;

/** By the program itself, once. Without it Node.js ends the process at the first line that nobody reads, databases and all. */
export function hearReaders(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error) => unread.abort(new OutputUnread(error))); // the first one counts
}

/** Resolved when nobody reads any more; for commands that go on until they are told to stop. */
export async function readersGone(): Promise<void> {
  if (!outputUnread.aborted) await once(outputUnread, 'abort');
}

export function processTerminal(): Terminal {
  const isInteractive = process.stderr.isTTY;
  const started = { label: '', at: 0, shownAt: 0 };
  return {
    isInteractive,
    out: (line) => {
      outputUnread.throwIfAborted();
      process.stdout.write(`${line}\n`);
    },
    write: async (text) => {
      outputUnread.throwIfAborted();
      if (!process.stdout.write(text)) await once(process.stdout, 'drain', { signal: outputUnread });
    },
    err: (line) => void process.stderr.write(`${line}\n`),
    progress: (label, done, total) => {
      if (!isInteractive) return;
      const now = Date.now();
      if (label !== started.label) Object.assign(started, { label, at: now, shownAt: 0 });
      if (now - started.shownAt < 100 && done !== total) return;
      started.shownAt = now;
      process.stderr.write(`\r\x1b[K${progressLine(label, done, total, now - started.at)}`);
    },
    endProgress: () => {
      started.label = '';
      if (isInteractive) process.stderr.write('\r\x1b[K');
    },
  };
}

/** For tests and for `--json`, where standard error stays quiet. */
export function recordingTerminal(): Terminal & { readonly outLines: string[]; readonly errLines: string[] } {
  const outLines: string[] = [];
  const errLines: string[] = [];
  return {
    isInteractive: false,
    outLines,
    errLines,
    out: (line) => void outLines.push(line),
    write: async (text) => void outLines.push(text.toString()),
    err: (line) => void errLines.push(line),
    progress: () => undefined,
    endProgress: () => undefined,
  };
}

function progressLine(label: string, done: number, total: number | undefined, elapsedMs: number): string {
  if (total === undefined || total === 0) return `${label}: ${sizeText(done)}`;
  const share = Math.min(1, done / total);
  const left = share > 0.01 ? `, ${timeText((elapsedMs / share) * (1 - share))} left` : '';
  return `${label}: ${Math.floor(share * 100)} % of ${sizeText(total)}${left}`;
}

/** Decimal units, as disks are sold. */
export function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

function timeText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${Math.ceil((seconds % 3600) / 60)} min`;
}
