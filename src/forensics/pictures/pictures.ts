// Reading pictures through confined children: what is asked, and the checked answer. Whatever a picture is made to do to its reader,
// it ends as pixels within limits or as a named reason.
import { fileURLToPath } from 'node:url';
import { ConfinedPool } from '../../platform/confined-pool.ts';
import type { FailReason, SourceFile } from '../../platform/confined-process.ts';
import type { Pixels } from './pdq.ts';
import {
  PICTURE_BYTES,
  pixelsShape,
  READING_SIDE,
  readShape,
  SHOWN_SIDE,
  type AskedPicture,
  type PictureKind,
  type ReadPicture,
} from './read.ts';

const PROGRAM = fileURLToPath(new URL('child.ts', import.meta.url));
const LIMITS = { memoryBytes: 1024 * 1024 * 1024, cpuSeconds: 3600, packages: 'native' } as const;
const SECONDS = 30;
const ANSWER_BYTES = Math.max(SHOWN_SIDE * SHOWN_SIDE * 3, READING_SIDE * READING_SIDE) + 4096;

/** Of a video: its stills, side by side. */
type LookedAt = Omit<ReadPicture, 'kind'> & { readonly kind: PictureKind | 'video' };

export type PictureLook =
  | { readonly ok: true; readonly read: LookedAt; readonly pixels: Pixels | undefined }
  /** `detail` is text from the child: show it escaped. */
  | { readonly ok: false; readonly reason: FailReason; readonly detail: string };

/** For one exhibit, so that a child that was taken over sees no other's pictures. */
export function picturePool(most = 1): ConfinedPool {
  return new ConfinedPool({ program: PROGRAM, most, limits: LIMITS });
}

export async function lookAtPicture(
  pool: ConfinedPool,
  file: SourceFile,
  asked: AskedPicture,
  { seconds = SECONDS, signal }: { readonly seconds?: number; readonly signal?: AbortSignal } = {},
): Promise<PictureLook> {
  if (file.size > PICTURE_BYTES)
    return { ok: false, reason: 'refused', detail: `more than ${PICTURE_BYTES} bytes` };
  let pixels: Pixels | undefined;
  let isBad = false;
  const looked = await pool.look('picture', [file], {
    told: asked,
    seconds,
    answerBytes: ANSWER_BYTES,
    onPart: (head, bytes) => {
      const sides = pixelsShape.safeParse(head);
      isBad ||= !sides.success || pixels !== undefined;
      if (!sides.success) return;
      const { width, height, channels } = sides.data;
      isBad ||= bytes.length !== width * height * channels;
      pixels = { width, height, channels, bytes };
    },
    ...(signal === undefined ? {} : { signal }),
  });
  if (!looked.ok) return looked;
  const read = readShape.safeParse(looked.told);
  const isComplete =
    read.success &&
    (asked.view === undefined) === (pixels === undefined) &&
    (asked.fingerprint === undefined) === (read.data.pdq === undefined);
  if (isBad || !isComplete) return { ok: false, reason: 'badAnswer', detail: 'not what was asked for' };
  return { ok: true, read: read.data, pixels };
}

export function fileOfBytes(name: string, bytes: Uint8Array): SourceFile {
  return {
    name,
    size: bytes.length,
    read: (at, target) => {
      target.set(bytes.subarray(at, at + target.length));
      return Math.min(target.length, bytes.length - at);
    },
  };
}
