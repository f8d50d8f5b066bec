// The files of one AFF4 image: one, or several side by side that each hold a part of its streams (AFF4 Standard 1.0a, 7.1 "Striped
// Containers"). Which of the files beside it belong to it is said by what they hold, never by their names alone.
import { Refusal } from '../../../base/refusal.ts';
import type { SegmentFiles } from '../segment-files.ts';
import { pathOfSegment, type SegmentSet } from '../segments.ts';
import { AffTold } from './told.ts';
import { ZipMembers } from './zip-members.ts';

export interface AffVolume {
  readonly zip: ZipMembers;
  readonly told: AffTold;
  readonly file: number;
}

export class AffVolumes {
  /** The one that was named. */
  readonly first: AffVolume;
  readonly #set: SegmentSet;
  readonly #files: SegmentFiles;
  readonly #open: AffVolume[];
  readonly #used: Set<AffVolume>;
  #next: number;
  #unread = 0;

  constructor(set: SegmentSet, files: SegmentFiles) {
    this.#set = set;
    this.#files = files;
    this.first = this.#volume(set.firstNumber);
    this.#open = [this.first];
    this.#used = new Set(this.#open);
    this.#next = set.firstNumber + 1;
  }

  /** Those that hold any of it, in the order of their names: whichever was named, they are the same. */
  used(): readonly AffVolume[] {
    return [...this.#used].toSorted((one, other) => compareNames(one.zip.name, other.zip.name));
  }

  /**
   * The one that has the whole of a stream or map of this image: the others say no more than where it is. Throws Refusal `notFound` that
   * names the volume that is missing.
   */
  holder(image: string, uri: string): AffVolume {
    let found = this.#open.find((volume) => isWhole(volume, uri));
    while (found === undefined && this.#next <= this.#set.lastNumber) {
      const volume = this.#beside(this.#next++);
      if (volume === undefined) continue;
      const has = isWhole(volume, uri);
      if (has) found = volume;
      if (has || volume.told.is(image, 'Image', 'DiskImage')) this.#open.push(volume);
    }
    if (found === undefined) throw this.#missing(uri);
    this.#used.add(found);
    return found;
  }

  #missing(stream: string): Refusal {
    const { told, zip } = this.first;
    const volume = told.iri(stream, 'stored');
    if (told.isOfKind(stream) && !told.is(stream, 'ImageStream', 'Map'))
      return told.unsupported(`a stream of another kind, ${stream}`);
    if (volume === told.volume) return told.damaged(`aff4:size of ${stream}`, 'none');
    const files = this.#set.lastNumber - this.#set.firstNumber;
    // Named by what is known of it: of a stripe that says only what it depends on, that is the stream.
    const arn = volume === undefined || volume === told.volume ? stream : volume;
    return new Refusal('notFound.aff4Stripe', { arn, name: zip.name, files, unread: this.#unread });
  }

  /** Undefined for a file that cannot be read: it may be none of the image. */
  #beside(segment: number): AffVolume | undefined {
    try {
      return this.#volume(segment);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#unread += 1;
      return undefined;
    }
  }

  #volume(segment: number): AffVolume {
    const file = this.#files.add(pathOfSegment(this.#set, segment));
    const zip = new ZipMembers(this.#files, file);
    return { zip, told: new AffTold(zip, zip.name), file };
  }
}

/** 7.1: a stripe names the streams of the others, and says of them where they are stored and no more. */
export function isWhole({ told }: AffVolume, uri: string): boolean {
  return told.is(uri, 'ImageStream', 'Map') && told.texts(uri, 'size').length > 0;
}

function compareNames(one: string, other: string): number {
  const [a, b] = [one, other].map((name) => Number(/(\d{1,9})\.[^.]{0,20}$/.exec(name)?.[1] ?? 0));
  return (a ?? 0) - (b ?? 0) || (one < other ? -1 : one > other ? 1 : 0);
}
