// ./comity image files IMAGE | image extract IMAGE --to FOLDER: what lies on a forensic image, and files out of it. Nothing is
// ever written to the image.
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from '../base/refusal.ts';
import { openMedium, reasonOf, type OpenMedium, type OpenVolume } from '../forensics/listing/list-image.ts';
import { FORMATS, headerOf, lineOf, recordOf, type ListingFormat } from '../forensics/listing/lines.ts';
import { pieces, select, type Selected, type Selection } from '../forensics/listing/select.ts';
import { FaultLog } from '../forensics/sources/faults.ts';
import { openImage } from '../forensics/sources/open-image.ts';
import { folderNames } from '../platform/safe-name.ts';
import { EXIT, sizeText, type Terminal } from './terminal.ts';
import { printable } from './words.ts';

const BATCH_CHARACTERS = 64 * 1024;
const PROBLEMS_SHOWN = 20;
/** Beside the files that were taken out: what each was and what it is called now. */
const RECORD_NAME = 'extracted.jsonl';

const SELECTION = {
  volume: { type: 'string' },
  path: { type: 'string' },
  address: { type: 'string' },
  deleted: { type: 'boolean', default: false },
} as const;

export async function runFiles(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...SELECTION, format: { type: 'string', default: 'names' } },
  });
  const format = formatOf(values.format);
  const problems = new Problems(terminal);
  return onMedium(oneImage(positionals), problems, async (medium) => {
    const prefixed = medium.volumes.filter(({ fileSystem }) => fileSystem !== undefined).length > 1;
    if (format === 'names') for (const volume of medium.volumes) terminal.out(volumeLine(volume));
    let text = headerOf(format);
    for (const listed of select(medium, selectionOf(values), problems.add)) {
      const { fileSystem } = listed.from;
      if (fileSystem === undefined) continue;
      const prefix = prefixed ? `/volume-${listed.volume}` : '';
      text += lineOf(listed, { format, fileSystem, prefix });
      if (text.length < BATCH_CHARACTERS) continue;
      await terminal.write(text);
      text = '';
    }
    if (text !== '') await terminal.write(text);
  });
}

export async function runExtract(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...SELECTION, to: { type: 'string' } },
  });
  const { to } = values;
  if (to === undefined) throw usage('--to with the FOLDER that is to be made', 'none');
  const problems = new Problems(terminal);
  let [files, bytes] = [0, 0];
  const code = await onMedium(oneImage(positionals), problems, async (medium) => {
    const into = new Extraction(to);
    try {
      for (const selected of select(medium, selectionOf(values), problems.add)) {
        if (selected.entry.type !== 'file') continue;
        bytes += into.take(selected, problems.add);
        files += 1;
      }
    } finally {
      into.close();
    }
  });
  if (files === 0) terminal.out('No file was found that is like that.');
  else terminal.out(`${files} file(s), ${sizeText(bytes)}, with their record in ${join(to, RECORD_NAME)}`);
  return files === 0 ? EXIT.refused : code;
}

async function onMedium(
  path: string,
  problems: Problems,
  act: (medium: OpenMedium) => Promise<void>,
): Promise<number> {
  const faults = new FaultLog();
  const image = openImage(path, faults.add);
  try {
    const medium = openMedium({
      size: image.description.mediaSize,
      readInto: (at, target) => image.readInto(at, target),
    });
    for (const problem of medium.problems) problems.add(problem);
    await act(medium);
  } finally {
    image.close();
  }
  for (const { what, file, offset } of faults.report().faults)
    problems.add(`${what}, at offset ${offset} of ${file}`);
  return problems.end();
}

/** The tree of the medium under names that every system takes; none of them is used twice, and nothing is written over. */
class Extraction {
  readonly #record: number;
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

  /** How many bytes were written. A file that cannot be read is recorded as such. */
  take(selected: Selected, problem: (what: string) => void): number {
    const { path, from, entry, volume } = selected;
    const { fileSystem } = from;
    if (fileSystem === undefined) return 0;
    const at = path.lastIndexOf('/');
    const parent = this.#folderOf(`volume-${volume}${path.slice(0, at)}`);
    const written = join(parent.path, parent.nameOf(path.slice(at + 1)));
    const hash = createHash('sha256');
    const about = { ...recordOf(selected, { fileSystem }), written: written.slice(this.#folder.length + 1) };
    const file = openSync(written, 'wx');
    try {
      const content = fileSystem.content(entry);
      for (const piece of pieces(content)) {
        hash.update(piece);
        writeAll(file, piece);
      }
      const { runs, stored, isAssumed = false } = content;
      const offset = from.offset;
      const where = runs.map((run) => [run.at === undefined ? null : offset + run.at, run.length]);
      this.#note({ ...about, sha256: hash.digest('hex'), stored, assumed: isAssumed, runs: where });
      return content.size;
    } catch (error) {
      const reason = reasonOf(error);
      problem(`${path}: ${reason}`);
      this.#note({ ...about, failed: reason });
      return 0;
    } finally {
      closeSync(file);
    }
  }

  close(): void {
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

/** What could not be read; the rest was. */
class Problems {
  readonly #terminal: Terminal;
  #count = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  readonly add = (what: string): void => {
    this.#count += 1;
    if (this.#count <= PROBLEMS_SHOWN) this.#terminal.err(`Not read: ${printable(what)}`);
  };

  end(): number {
    if (this.#count > PROBLEMS_SHOWN)
      this.#terminal.err(`Not read: and ${this.#count - PROBLEMS_SHOWN} more`);
    return this.#count === 0 ? EXIT.done : EXIT.refused;
  }
}

function volumeLine({ number, offset, length, kind, name, fileSystem, unread, damage }: OpenVolume): string {
  const label = fileSystem?.label ?? '';
  const holds =
    fileSystem === undefined
      ? (unread ?? (damage === undefined ? 'nothing that is read' : `damaged: ${damage}`))
      : `${fileSystem.kind}${label === '' ? '' : ` "${label}"`}`;
  const called = name === undefined ? '' : ` "${name}"`;
  return printable(`Volume ${number}: ${kind}${called}, ${sizeText(length)} from byte ${offset}: ${holds}`);
}

function selectionOf(values: {
  readonly volume?: string | undefined;
  readonly path?: string | undefined;
  readonly address?: string | undefined;
  readonly deleted: boolean;
}): Selection {
  const { volume, path, address, deleted } = values;
  if (volume !== undefined && !/^\d{1,4}$/.test(volume))
    throw usage('--volume with its number', printable(volume));
  return {
    withDeleted: deleted,
    ...(volume === undefined ? {} : { volume: Number(volume) }),
    ...(path === undefined ? {} : { path }),
    ...(address === undefined ? {} : { address }),
  };
}

function formatOf(text: string): ListingFormat {
  const format = FORMATS.find((one) => one === text);
  if (format === undefined) throw usage(`--format with one of ${FORMATS.join(', ')}`, printable(text));
  return format;
}

function oneImage(positionals: readonly string[]): string {
  const [path] = positionals;
  if (path === undefined || positionals.length > 1)
    throw usage('the PATH of one image, which may be any of its segments', `${positionals.length} paths`);
  return path;
}

function usage(expected: string, found: string): Refusal {
  return new Refusal('badUsage', { expected, found, next: "See './comity image files --help'." });
}
