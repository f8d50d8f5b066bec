// ./comity image extract IMAGE --to FOLDER: files out of a forensic image, with a record of each. Nothing is ever written to the image.
import { createHash, type Hash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FIRST_BYTES, kindOf, saysOther } from '../forensics/listing/kinds.ts';
import type { TakenPart } from '../forensics/looking/asked.ts';
import { folderNames } from '../platform/safe-name.ts';
import { imageOf, KEY_OPTION, LIMITS, onImage, SELECTION, selectionOf } from './image-files.ts';
import { EXIT, sizeText, type Terminal } from './terminal.ts';
import { required } from './words.ts';

/** Beside the files that were taken out: what each was and what it is called now. */
const RECORD_NAME = 'extracted.jsonl';

export async function runExtract(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...SELECTION, ...KEY_OPTION, to: { type: 'string' } },
  });
  const to = required(values.to, 'to');
  const selection = selectionOf(values);
  let into: Extraction | undefined;
  const code = await onImage(imageOf(positionals, values['key-file']), terminal, async (inside) => {
    into = new Extraction(to);
    try {
      return await inside.take(selection, into.take, LIMITS);
    } finally {
      into.close();
    }
  });
  const { files = 0, bytes = 0 } = into ?? {};
  if (files === 0) terminal.out('No file was found that is like that.');
  else terminal.out(`${files} file(s), ${sizeText(bytes)}, with their record in ${join(to, RECORD_NAME)}`);
  return files === 0 ? EXIT.refused : code;
}

interface Written {
  readonly about: object;
  readonly name: string;
  /** Undefined where it cannot be read. */
  readonly file: number | undefined;
  readonly hash: Hash;
  /** What it begins with, up to `FIRST_BYTES`. */
  first: Buffer;
}

/** The tree of the medium under names that every system takes; none of them is used twice, and nothing is written over. */
class Extraction {
  readonly #record: number;
  #now: Written | undefined;
  readonly #folder: string;
  readonly #made = new Map<string, { readonly path: string; readonly nameOf: (name: string) => string }>();

  constructor(folder: string) {
    mkdirSync(folder); // it must not be there
    this.#folder = folder;
    this.#record = openSync(join(folder, RECORD_NAME), 'wx');
    const nameOf = folderNames();
    nameOf(RECORD_NAME);
    this.#made.set('', { path: folder, nameOf });
  }

  files = 0;
  bytes = 0;

  /** Part by part, as the child has them. A file that cannot be read is recorded as such. */
  readonly take = (part: TakenPart, piece: Buffer): void => {
    if (part === null) this.#write(piece);
    else if ('end' in part) this.#end();
    else {
      this.#end(); // one that broke off
      this.#begin(part);
      this.#write(piece);
      if ('failed' in part || part.isWhole === true) this.#end();
    }
  };

  #begin(part: Extract<TakenPart, { readonly record: object }>): void {
    const { path, volume } = part.record;
    const at = path.lastIndexOf('/');
    const parent = this.#folderOf(`volume-${volume}${path.slice(0, at)}`);
    const written = join(parent.path, parent.nameOf(path.slice(at + 1)));
    const { record, ...where } = part;
    const about = { ...record, written: written.slice(this.#folder.length + 1), ...where };
    const file = 'failed' in part ? undefined : openSync(written, 'wx');
    const name = path.slice(at + 1);
    this.#now = { about, name, file, hash: createHash('sha256'), first: Buffer.alloc(0) };
  }

  #write(piece: Buffer): void {
    const now = this.#now;
    if (now?.file === undefined || piece.length === 0) return;
    now.hash.update(piece);
    const missing = FIRST_BYTES - now.first.length;
    if (missing > 0) now.first = Buffer.concat([now.first, piece.subarray(0, missing)]);
    writeAll(now.file, piece);
    this.bytes += piece.length;
  }

  #end(): void {
    const now = this.#now;
    if (now === undefined) return;
    this.#now = undefined;
    if (now.file === undefined) return this.#note(now.about);
    closeSync(now.file);
    this.files += 1;
    const kind = kindOf(now.first, now.name);
    // As the contents page says it: JSON leaves out what is undefined.
    const says = { kind, saysOther: saysOther(now.name, kind) };
    this.#note({ ...now.about, sha256: now.hash.digest('hex'), ...says });
  }

  close(): void {
    this.#end();
    closeSync(this.#record);
  }

  #folderOf(path: string): { readonly path: string; readonly nameOf: (name: string) => string } {
    const known = this.#made.get(path);
    if (known !== undefined) return known;
    const at = path.lastIndexOf('/');
    const above = this.#folderOf(at < 0 ? '' : path.slice(0, at));
    const made = { path: join(above.path, above.nameOf(path.slice(at + 1))), nameOf: folderNames() };
    mkdirSync(made.path);
    this.#made.set(path, made);
    return made;
  }

  #note(line: object): void {
    writeAll(this.#record, Buffer.from(`${JSON.stringify(line)}\n`));
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}
