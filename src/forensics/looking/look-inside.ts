// Looking inside an image through a confined child: what is asked, and the checked answer.
import type { z } from 'zod';
import { inEnglish, Refusal, type RefusalName } from '../../base/refusal.ts';
import { ConfinedPool } from '../../platform/confined-pool.ts';
import type { FailReason, SourceFile } from '../../platform/confined-process.ts';
import { fileURLToPath } from 'node:url';
import type { ListingFormat } from '../listing/lines.ts';
import type { Selection } from '../listing/select.ts';
import type { AskedSet, ContentHead, Ended, ShownFolder, TakenPart } from './asked.ts';

/** The shapes of its answers are read while a child starts, not before. */
const shapes = async () => import('./asked.ts');
const PROGRAM = fileURLToPath(new URL('child.ts', import.meta.url));
const MEMORY_BYTES = 768 * 1024 * 1024;
/** Beside it, to make keys of a passphrase: cryptsetup asks for up to 1 GiB. */
export const KEY_MEMORY_BYTES = 1280 * 1024 * 1024;
const DAY_SECONDS = 86_400;
const ANSWER_BYTES = 64 * 1024 * 1024;

export interface Limits {
  readonly seconds: number;
  readonly signal?: AbortSignal;
}

/** An image as it is handed to a child: its segments in order, and what kind of container they are. */
export interface HandedImage extends AskedSet {
  readonly files: readonly SourceFile[];
}

export function lookingPool({ key, files }: Pick<HandedImage, 'key' | 'files'>): ConfinedPool {
  return new ConfinedPool({
    handed: files,
    program: PROGRAM,
    most: 1,
    limits: {
      memoryBytes: MEMORY_BYTES + (key === undefined ? 0 : KEY_MEMORY_BYTES),
      cpuSeconds: DAY_SECONDS,
    },
  });
}

export class LookInside {
  readonly #pool: ConfinedPool;
  readonly #image: HandedImage;

  constructor(pool: ConfinedPool, image: HandedImage) {
    this.#pool = pool;
    this.#image = image;
    void shapes();
  }

  async volumes(limits: Limits): Promise<Ended> {
    const { endedShape } = await shapes();
    return this.#look('volumes', {}, { limits, shape: endedShape });
  }

  /** The listing as text in UTF-8, part by part. What is not printable in it is as it was found: clean it before it is shown. */
  async lines(
    asked: { readonly selection: Selection; readonly format: ListingFormat },
    onText: (text: Buffer) => Promise<void>,
    limits: Limits,
  ): Promise<Ended> {
    const { endedShape } = await shapes();
    const onPart = async (_head: unknown, bytes: Buffer): Promise<void> => onText(bytes);
    return this.#look('lines', asked, { limits, shape: endedShape, onPart, answerBytes: Infinity });
  }

  async take(
    selection: Selection,
    onPart: (part: TakenPart, bytes: Buffer) => void | Promise<void>,
    limits: Limits,
  ): Promise<Ended> {
    const { endedShape, takenShape } = await shapes();
    const checked = (head: unknown, bytes: Buffer) => onPart(parsed(takenShape, head), bytes);
    return this.#look(
      'take',
      { selection },
      { limits, shape: endedShape, onPart: checked, answerBytes: Infinity },
    );
  }

  async folder(
    asked: { readonly volume: number; readonly path: readonly string[]; readonly isUnused: boolean },
    limits: Limits,
  ): Promise<ShownFolder> {
    const { folderShape } = await shapes();
    return this.#look('folder', asked, { limits, shape: folderShape });
  }

  /** The bytes of a volume as they lie on the medium, in order. */
  async raw(volume: number, onBytes: (bytes: Buffer) => void, limits: Limits): Promise<void> {
    const { nothingShape } = await shapes();
    const onPart = (_head: unknown, bytes: Buffer): void => onBytes(bytes);
    await this.#look('raw', { volume }, { limits, shape: nothingShape, onPart, answerBytes: Infinity });
  }

  /** A range of what an entry holds; `onBytes` has it in order. */
  async content(
    asked: { volume: number; path: readonly string[]; address: string; from: number; to: number },
    onBytes: (bytes: Buffer, head: ContentHead) => void | Promise<void>,
    limits: Limits,
  ): Promise<ContentHead> {
    const { contentShape, nothingShape } = await shapes();
    let head: ContentHead | undefined;
    const onPart = async (told: unknown, bytes: Buffer): Promise<void> => {
      if (head === undefined) head = parsed(contentShape, told);
      else await onBytes(bytes, head);
    };
    const answerBytes = asked.to - asked.from + ANSWER_BYTES;
    await this.#look('content', asked, { limits, shape: nothingShape, onPart, answerBytes });
    if (head === undefined) throw failed('badAnswer', 'nothing was said of the file');
    return head;
  }

  async #look<Answer>(
    format: string,
    told: object,
    how: {
      readonly limits: Limits;
      readonly shape: z.ZodType<Answer>;
      readonly onPart?: (head: unknown, bytes: Buffer) => void | Promise<void>;
      readonly answerBytes?: number;
    },
  ): Promise<Answer> {
    const { files, set, key } = this.#image;
    let thrown: unknown;
    const onPart = async (head: unknown, bytes: Buffer): Promise<void> => {
      try {
        await how.onPart?.(head, bytes);
      } catch (error) {
        thrown = error; // ours, not the child's: it is thrown where it was asked
        throw error;
      }
    };
    const looked = await this.#pool.look(format, files, {
      told: { set, ...(key !== undefined && { key }), ...told },
      answerBytes: how.answerBytes ?? ANSWER_BYTES,
      onPart,
      ...how.limits,
    });
    if (thrown !== undefined) throw thrown;
    if (!looked.ok) throw failed(looked.reason, looked.detail);
    return parsed(how.shape, looked.told);
  }
}

function parsed<Answer>(shape: z.ZodType<Answer>, told: unknown): Answer {
  const result = shape.safeParse(told);
  if (!result.success) throw failed('badAnswer', result.error.issues[0]?.message ?? '');
  return result.data;
}

const FAILED = {
  refused: 'damaged.imageRefused',
  crashed: 'damaged.imageCrashed',
  tooLong: 'tooLarge.imageTime',
  tooMuchMemory: 'tooLarge.imageMemory',
  tooLargeAnswer: 'tooLarge.imageAnswer',
  badAnswer: 'damaged.imageBadAnswer',
  stopped: 'damaged.imageStopped',
} as const satisfies { readonly [reason in FailReason]: RefusalName };

const failed = (reason: FailReason, detail: string): Refusal =>
  new Refusal(FAILED[reason], { detail: inEnglish(detail) });
