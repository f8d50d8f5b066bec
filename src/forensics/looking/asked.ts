// What is asked of the child that looks inside an image, and what it answers: its answers are checked by these shapes.
import { z } from 'zod';
import type { ListingFormat } from '../listing/lines.ts';
import type { Selection } from '../listing/select.ts';
import type { Container } from '../sources/segments.ts';

export interface AskedSet {
  readonly set: { readonly container: Container; readonly firstNumber: number };
  /** Passphrase of the encrypted volumes, in base64. It is told to the child and kept nowhere. */
  readonly key?: string;
}

export interface AskedSelection extends AskedSet {
  readonly selection: Selection;
}

export interface AskedLines extends AskedSelection {
  readonly format: ListingFormat;
}

export interface AskedVolume extends AskedSet {
  readonly volume: number;
}

export interface AskedFolder extends AskedVolume {
  readonly path: readonly string[];
}

export interface AskedListed extends AskedFolder {
  /** With slack of its files; in the top folder, with that of free space. */
  readonly isUnused: boolean;
}

export interface AskedContent extends AskedFolder {
  readonly address: string;
  readonly from: number;
  readonly to: number;
}

const count = z.int().min(0);
const text = z.string().max(70_000);
const time = z.string().max(60);

export const listedShape = z.strictObject({
  volume: count,
  path: text,
  address: z.string().max(60),
  type: z.enum(['file', 'folder', 'link', 'other']),
  sizeBytes: count,
  deleted: z.boolean(),
  modified: time.optional(),
  accessed: time.optional(),
  changed: time.optional(),
  created: time.optional(),
  mode: z.string().max(20).optional(),
  owner: count.optional(),
  group: count.optional(),
  target: text.optional(),
  storedDigests: z.string().max(1000).optional(),
});
export type ShownEntry = z.infer<typeof listedShape>;

const whereShape = {
  stored: z.enum(['plain', 'compressed', 'resident', 'encrypted']),
  assumed: z.boolean(),
  /** On the medium; null where nothing is kept. At most 200 of them. */
  runs: z.array(z.tuple([count.nullable(), count])).max(200),
  runsCount: count,
};

const takenHead = z.strictObject({ record: listedShape, ...whereShape, isWhole: z.literal(true).optional() });
export type TakenHead = z.infer<typeof takenHead>;

export const takenShape = z.union([
  z.null(),
  z.strictObject({ end: z.literal(true) }),
  z.strictObject({ record: listedShape, failed: text }),
  takenHead,
]);
export type TakenPart = z.infer<typeof takenShape>;

export const contentShape = z.strictObject({ record: listedShape, ...whereShape, size: count });
export type ContentHead = z.infer<typeof contentShape>;

export const nothingShape = z.null();

export const folderShape = z.strictObject({
  entries: z.array(listedShape).max(100_000),
  problems: z.array(text).max(200),
});
export type ShownFolder = z.infer<typeof folderShape>;

export const endedShape = z.strictObject({
  scheme: z.enum(['none', 'mbr', 'gpt', 'apple']),
  volumes: z
    .array(
      z.strictObject({
        number: count,
        offset: count,
        length: count,
        kind: text,
        name: text.optional(),
        isUnallocated: z.literal(true).optional(),
        /** It lies in so many segments on the medium, each linear or striped. */
        pieces: count.optional(),
        unread: text.optional(),
        damage: text.optional(),
        isOpened: z.literal(true).optional(),
        isEncrypted: z.literal(true).optional(),
        within: count.optional(),
        fileSystem: z.strictObject({ kind: text, label: text, times: z.enum(['utc', 'local']) }).optional(),
      }),
    )
    .max(5000),
  problems: z.array(text).max(400),
  problemsCount: count,
});
export type Ended = z.infer<typeof endedShape>;
export type ShownVolume = Ended['volumes'][number];
