// An exhibit: a thing held as evidence. Its number is `FR-2026-000012-3`: the case's reference and the item in it.
import type { Uuid } from '../../base/ids.ts';

/** How the bytes came in. */
export type Method = 'file' | 'tree' | 'device' | 'image' | 'stream' | 'package';

/** What is known of a forensic image: the three results that must be told apart (docs/formats/ewf.md). */
export interface ImageFinding {
  readonly format: string;
  readonly segments: number;
  readonly mediaSize: number;
  /** The container's own checksums. */
  readonly container: 'good' | 'bad' | 'absent';
  /** Digests of the media that the image carries. */
  readonly stored: { readonly md5?: string; readonly sha1?: string; readonly sha256?: string };
  /** Digests of the media as it was read now. */
  readonly computed: { readonly md5?: string; readonly sha1?: string; readonly sha256?: string };
  /** Whether every stored digest equals the computed one; absent when none is stored. */
  readonly agrees?: boolean;
  readonly badRanges?: readonly (readonly [offset: number, bytes: number])[];
}

/** The last check of an exhibit. */
export type LastCheck = { readonly isIntact: boolean; readonly at: Date } | undefined;

export interface Exhibit {
  readonly id: Uuid;
  readonly number: string;
  readonly caseId: Uuid;
  readonly method: Method;
  readonly title: string;
  readonly files: number;
  readonly bytes: number;
  /** Of the one file, or of `tree.jsonl`. */
  readonly sha256: string;
  readonly conditions: readonly string[];
  readonly image?: ImageFinding;
  readonly status: 'held' | 'destroyed';
  readonly fromLog?: string;
  readonly fromItem?: string;
  readonly addedAt: Date;
  /** The person who holds it; undefined: the agency's evidence store, nobody in particular. */
  readonly holder?: Uuid;
}

export function exhibitNumber(caseReference: string, item: number): string {
  return `${caseReference}-${item}`;
}

/** `FR-2026-000012-3`: 3. */
export function itemOfNumber(number: string): number {
  return Number(number.slice(number.lastIndexOf('-') + 1));
}

export function isExhibitNumber(text: string): boolean {
  return /^[A-Z]{2}-\d{4}-\d{6,}-[1-9]\d*$/.test(text);
}

/** Whether the image itself says that its media is not what was acquired. */
export function imageFails(image: ImageFinding): boolean {
  return image.container === 'bad' || image.agrees === false;
}
