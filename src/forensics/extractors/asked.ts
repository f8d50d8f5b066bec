// What is asked of the child that examines, and what it answers: its answers are checked by these shapes.
import { z } from 'zod';
import { listedShape, type AskedSet } from '../looking/asked.ts';
import { UNUSED } from '../listing/unused.ts';
import { STOPS } from './extractor.ts';

/** An image, or one file as it lies in the store. */
export type AskedSource = Partial<AskedSet>;

export interface AskedWalk extends AskedSource {
  readonly volume: number;
  /** What no file holds, which stands after everything else; else all but that. */
  readonly isUnused: boolean;
}

export interface AskedDigests extends AskedWalk {
  /** Entries of the walk that come before: they were read. */
  readonly from: number;
  /** One answer an entry, so that it is known at which one it ended. */
  readonly isSlow: boolean;
}

/** From the outside in: a file of a volume (absent in a file of the store), then the address of a member in each file. */
export interface Chain {
  readonly entry?: { readonly volume: number; readonly path: readonly string[]; readonly address: string };
  readonly members: readonly {
    readonly name: string;
    readonly kind: string | null;
    readonly address: string;
  }[];
  /** Of the file itself. */
  readonly name: string;
  readonly kind: string | null;
  /** Of the file that belongs to it and lies beside it; in a store it is the second that is handed over. */
  readonly beside?: { readonly path: readonly string[]; readonly address: string };
}

export interface AskedBytes extends AskedSource {
  readonly chain: Chain;
}

export interface AskedExtract extends AskedBytes {
  readonly extractor: string;
}

const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const sha1 = z.string().regex(/^[0-9a-f]{40}$/);
const md5 = z.string().regex(/^[0-9a-f]{32}$/);

const readShape = {
  sha256,
  sha1,
  md5,
  size: count,
  first: z.string().regex(/^(?:[0-9a-f]{2}){0,512}$/),
};
const failedShape = { failed: z.enum(STOPS), detail: z.string().max(1000) };

/** With where it stands in the walk. */
export const walkedShape = z
  .array(listedShape.extend({ place: count, unused: z.enum(UNUSED).optional() }))
  .max(2000);
export type Walked = z.infer<typeof walkedShape>[number];

export const digestsShape = z
  .array(
    z.union([
      z.strictObject({
        place: count,
        ...readShape,
        stored: z.enum(['plain', 'compressed', 'resident', 'encrypted']),
        assumed: z.boolean(),
        runs: z.array(z.tuple([count.nullable(), count])).max(200),
        runsCount: count,
      }),
      z.strictObject({ place: count, ...failedShape }),
    ]),
  )
  .max(2000);
export type Digested = z.infer<typeof digestsShape>[number];

const memberShape = z.strictObject({
  place: count,
  path: z.string().min(1).max(70_000),
  address: z.string().max(60),
  type: z.enum(['file', 'folder', 'link', 'other']),
  sizeBytes: count,
  modified: z.string().max(60).optional(),
  target: z.string().max(70_000).optional(),
  read: z.union([z.strictObject(readShape), z.strictObject(failedShape)]).optional(),
});
export const membersShape = z.array(memberShape).max(2000);
export type FoundMember = z.infer<typeof memberShape>;

/** After the bytes themselves. */
export const sentShape = z.strictObject({ failed: z.strictObject(failedShape).optional() });

export const extractedShape = z.strictObject({
  text: z
    .string()
    .max(1024 * 1024)
    .optional(),
  facts: z.record(z.string().max(60), z.union([z.string().max(2000), z.number()])).optional(),
  failed: z.strictObject(failedShape).optional(),
});
export type Extraction = z.infer<typeof extractedShape>;
