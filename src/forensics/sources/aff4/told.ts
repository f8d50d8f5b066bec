// What an AFF4 container says about the image in it: `information.turtle` and `version.txt` (AFF4 Standard 1.0, 1, 2 and 5.4).
import type { Refusal } from '../../../base/refusal.ts';
import { damage } from '../ewf/damage.ts';
import type { ImageMetadata } from '../image.ts';
import { parseTurtle, type Graph, type Term } from './turtle.ts';
import type { ZipMembers } from './zip-members.ts';

const AFF4 = 'http://aff4.org/Schema#';
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const MAX_TOLD_BYTES = 32 * 1024 * 1024;
const MAX_TEXT = 10_000;
const SECTOR_BYTES = 512;
const ENCRYPTED = ['EncryptedStream', 'RandomEncryptedStream'] as const;
const MAX_FILES = 500_000;

export class AffTold {
  readonly volume: string;
  readonly notices: string[] = [];
  readonly #graph: Graph;
  readonly #file: string;
  readonly #tool: string | undefined;

  constructor(zip: ZipMembers, file: string) {
    this.#file = file;
    const text = (name: string, most: number): string | undefined => {
      const member = zip.find(name);
      return member === undefined ? undefined : zip.whole(member, most).toString('utf8');
    };
    this.volume = (text('container.description', 4096) ?? zip.comment).replace(/\0[^]*$/, '').trim();
    const version = text('version.txt', 4096);
    const major = /^major=(\d{1,9})\s*$/m.exec(version ?? '')?.[1];
    this.#tool = /^tool=([^\r\n]{1,500})/m.exec(version ?? '')?.[1];
    if (major !== undefined && major !== '1') throw this.unsupported(`AFF4 version ${major}`);
    if (major === undefined) this.notices.push('it says no version of the standard');
    const told = text('information.turtle', MAX_TOLD_BYTES);
    if (told === undefined) throw this.damaged('information.turtle', 'none in the file');
    try {
      this.#graph = parseTurtle(told);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw this.damaged('information.turtle in Turtle', error.message);
    }
  }

  /**
   * The files and folders of a logical container (AFF4-L), in the order in which it describes them; none where it is of one medium. Throws
   * Refusal where it is of both.
   */
  files(): readonly string[] {
    const files = [...this.#graph.keys()].filter((subject) =>
      this.is(subject, 'FileImage', 'Folder', 'FolderImage'),
    );
    const isEncrypted = [...this.#graph.keys()].some((subject) => this.is(subject, ...ENCRYPTED));
    if (files.length === 0 || isEncrypted) return []; // as an image it is refused by name
    if (files.length > MAX_FILES)
      throw damage({ file: this.#file, offset: 0 }, `at most ${MAX_FILES} files`, `${files.length}`, 'tooLarge'); // prettier-ignore
    const own = new Set(files);
    const isMedium = (subject: string): boolean =>
      !own.has(subject) &&
      this.is(subject, 'Image', 'DiskImage') &&
      this.iri(subject, 'dataStream') !== undefined;
    if ([...this.#graph.keys()].some(isMedium))
      throw this.unsupported(`an image of a medium and ${files.length} files in one container`);
    return files;
  }

  get subjects(): Iterable<string> {
    return this.#graph.keys();
  }

  /** The one image, by the classes that it has. */
  image(): string {
    const subjects = [...this.#graph.keys()];
    const named = (...names: readonly string[]): string[] =>
      subjects.filter((subject) => names.some((name) => this.is(subject, name)));
    if (named(...ENCRYPTED).length > 0) throw this.unsupported('an encrypted AFF4 image');
    const images = named(
      'DiskImage',
      'ContiguousImage',
      'DiscontiguousImage',
      'VolatileMemoryImage',
      'Image',
    ).filter(
      (subject) => this.iri(subject, 'dataStream') !== undefined || this.is(subject, 'Map', 'ImageStream'),
    );
    const streams = named('ImageStream').filter((subject) => this.texts(subject, 'size').length > 0);
    const found = images.length > 0 ? images : named('Map').length > 0 ? named('Map') : streams;
    const [only] = found;
    if (only === undefined) throw this.unsupported('an AFF4 container without an image');
    if (found.length > 1) throw this.unsupported(`an AFF4 container of ${found.length} images`);
    // 7.1: of a stripe that has no more than its stream, the image is not what that stream holds.
    const target = this.is(only, 'ImageStream') ? this.iri(only, 'target') : undefined;
    if (images.length === 0 && target !== undefined && !this.isOfKind(target))
      throw this.unsupported('a stripe without its image: open the file that has it');
    return only;
  }

  /** Whether it says of which kind that is. */
  isOfKind(subject: string): boolean {
    return this.#said(subject, TYPE).length > 0;
  }

  is(subject: string, ...names: readonly string[]): boolean {
    return this.#said(subject, TYPE).some(
      (term) => 'iri' in term && names.some((name) => term.iri === AFF4 + name),
    );
  }

  iris(subject: string, property: string): string[] {
    return this.#said(subject, AFF4 + property).flatMap((term) => ('iri' in term ? [term.iri] : []));
  }

  iri(subject: string, property: string): string | undefined {
    return this.iris(subject, property)[0];
  }

  texts(subject: string, property: string): { readonly text: string; readonly type: string }[] {
    return this.#said(subject, AFF4 + property).flatMap((term) => ('text' in term ? [term] : []));
  }

  number(subject: string, property: string, most: number, least = 0): number {
    const [told] = this.texts(subject, property);
    const value = /^\d{1,30}$/.test(told?.text ?? '') ? Number(told?.text) : NaN;
    if (!(value >= least))
      throw this.damaged(`aff4:${property}, a number`, told?.text.slice(0, 40) ?? 'none');
    if (value > most) throw damage({ file: this.#file, offset: 0 }, `aff4:${property} of at most ${most}`, `${value}`, 'tooLarge'); // prettier-ignore
    return value;
  }

  sector(image: string): number {
    const [told] = this.texts(image, 'blockSize');
    const value = Number(told?.text);
    return value >= 512 && value <= 65_536 && Number.isInteger(value) ? value : SECTOR_BYTES;
  }

  /** 2: notes and details point at the image that they are about. */
  metadata(image: string): ImageMetadata {
    const about = [...this.#graph.keys()].filter((subject) => this.iri(subject, 'target') === image);
    const first = (subjects: readonly string[], ...properties: readonly string[]): string | undefined => {
      for (const subject of subjects)
        for (const property of properties) {
          const [told] = this.texts(subject, property);
          if (told !== undefined && told.text !== '') return told.text.slice(0, MAX_TEXT);
        }
      return undefined;
    };
    const notes = about.flatMap((subject) =>
      this.texts(subject, 'notes').map(({ text }) => text.slice(0, MAX_TEXT)),
    );
    const model = [first([image], 'diskMake'), first([image], 'diskModel')].filter(
      (text) => text !== undefined,
    );
    const told = {
      caseNumber: first(about, 'caseNumber'),
      evidenceNumber: first(about, 'evidenceNumber'),
      description: first(about, 'caseDescription', 'caseName'),
      examiner: first(about, 'examiner'),
      notes: notes.length === 0 ? undefined : notes.join('\n').slice(0, MAX_TEXT),
      model: model.length === 0 ? undefined : model.join(' '),
      serialNumber: first([image], 'diskSerial'),
      software: this.#tool,
      acquiredAt: first(about, 'startTime'),
    };
    return Object.fromEntries(Object.entries(told).filter(([, text]) => text !== undefined));
  }

  unsupported(found: string): Refusal {
    return damage({ file: this.#file, offset: 0 }, 'an AFF4 image of one medium', found, 'unsupported');
  }

  damaged(expected: string, found: string): Refusal {
    return damage({ file: this.#file, offset: 0 }, expected, found);
  }

  #said(subject: string, predicate: string): readonly Term[] {
    return this.#graph.get(subject)?.get(predicate) ?? [];
  }
}
