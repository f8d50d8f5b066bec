// The side of a confined child: one request after another on standard input, bytes through descriptor 3, which it may only read, or of a
// file that was handed over, answers on standard output. Reading is synchronous, so that a reader may ask for any range of a file of any size.
import { readSync, writeSync } from 'node:fs';
import { openWall } from './wall-checks.ts';
import { errorText } from '../base/error-text.ts';

interface GivenFile {
  readonly name: string;
  readonly size: number;
  /** Where it was handed over. */
  readonly descriptor?: number;
}

export interface Given {
  readonly files: readonly GivenFile[];
  readonly told: unknown;
  /** Fills `target` from a range that lies within the file. */
  readonly read: (file: number, at: number, target: Uint8Array) => void;
  /** A part of the answer, as soon as there is one: what it is, and bytes. */
  readonly part: (head: unknown, bytes?: Uint8Array) => void;
}

/** What is returned ends the answer: JSON, or a promise of it. */
type Format = (given: Given) => unknown;

export interface Asked {
  readonly id: string;
  readonly format: string;
  readonly files: readonly GivenFile[];
  readonly slotBytes: number;
  readonly told: unknown;
}

/** After `part` so many bytes follow, and the child waits until they are taken. */
export type Said =
  | { readonly read: readonly [file: number, at: number, length: number] }
  | { readonly part: number; readonly head: unknown }
  | { readonly id: string; readonly ok: true; readonly told: unknown }
  | { readonly id: string; readonly ok: false; readonly why: string };

export const READY = 'ready';
const SLOT = 3;
const WHY_CHARACTERS = 300;

let rest = Buffer.alloc(0);

/** The process ends with its standard input. */
export function serve(formats: { readonly [name: string]: Format }): void {
  void answerAll(formats);
}

async function answerAll(formats: { readonly [name: string]: Format }): Promise<never> {
  const open = await openWall(process.argv.slice(2));
  say(open === undefined ? { id: READY, ok: true, told: null } : { id: READY, ok: false, why: open });
  for (;;) {
    const asked = JSON.parse(nextLine()) as Asked; // written by the server
    try {
      const format = formats[asked.format];
      if (format === undefined) throw new TypeError(`no format ${asked.format}`);
      say({ id: asked.id, ok: true, told: (await format(givenOf(asked))) ?? null });
    } catch (error) {
      const why = errorText(error);
      say({ id: asked.id, ok: false, why: why.slice(0, WHY_CHARACTERS) });
    }
  }
}

function givenOf({ files, told, slotBytes }: Asked): Given {
  return {
    files,
    told,
    read: (file, at, target) => {
      for (let done = readHanded(files[file]?.descriptor, at, target); done < target.length;) {
        const length = Math.min(slotBytes, target.length - done);
        say({ read: [file, at + done, length] });
        nextLine();
        readSync(SLOT, target, done, length, 0);
        done += length;
      }
    },
    part: (head, bytes = new Uint8Array()) => {
      say({ part: bytes.length, head }, bytes);
      nextLine();
    },
  };
}

/** How much was read. What cannot be read this way is asked of the server, which says why not. */
function readHanded(descriptor: number | undefined, at: number, target: Uint8Array): number {
  let done = 0;
  try {
    while (descriptor !== undefined && done < target.length) {
      const got = readSync(descriptor, target, done, target.length - done, at + done);
      if (got === 0) break;
      done += got;
    }
  } catch {
    // as if it had ended there
  }
  return done;
}

function say(said: Said, bytes: Uint8Array = new Uint8Array()): void {
  const head = Buffer.from(`${JSON.stringify(said)}\n`);
  const all = bytes.length === 0 ? head : Buffer.concat([head, bytes]);
  for (let at = 0; at < all.length;) at += writeSync(1, all, at);
}

function nextLine(): string {
  for (;;) {
    const end = rest.indexOf(10);
    if (end >= 0) {
      const line = rest.toString('utf8', 0, end);
      rest = rest.subarray(end + 1);
      return line;
    }
    const more = Buffer.allocUnsafe(65_536);
    const got = readSync(0, more);
    if (got === 0) process.exit(0); // the server has gone
    rest = Buffer.concat([rest, more.subarray(0, got)]);
  }
}
