// A file on its way in, and the job that takes it into evidence when all of it is here.
import { z } from 'zod';
import type { Uuid } from '../../base/ids.ts';
import type { JobOrder } from '../../platform/job.ts';

export interface Upload {
  readonly id: Uuid;
  readonly intakeId: Uuid;
  readonly caseId: Uuid;
  readonly person: Uuid;
  /** As the sender's system calls it. */
  readonly name: string;
  readonly bytes: number;
  readonly state: 'receiving' | 'taken' | 'cleared';
  readonly lastAt: Date;
  readonly senderSha256: string | undefined;
  /** Of a part of an image: whoever sends it has said that it is sent. */
  readonly isSaid: boolean;
  readonly job: Uuid | undefined;
}

/** Not in evidence, and on its way to it by no job. */
export function isOpen({ state }: Pick<Upload, 'state'>, job: string | undefined): boolean {
  return state === 'receiving' || (state === 'taken' && (job === 'failed' || job === 'cancelled'));
}

/** One person has so many files under way at most. */
export const UPLOADS_MAX = 500;
const NAME_LENGTH_MAX = 255;

export const uploadName = z
  .string()
  .min(1)
  .max(NAME_LENGTH_MAX)
  .refine((name) => name.isWellFormed() && !/[\p{Cc}/\\]/u.test(name));

export const sha256Text = z.string().regex(/^[0-9a-f]{64}$/);

const uploadId = z.uuid().transform((id) => id as Uuid); // as checked

const takePayload = z.strictObject({
  upload: uploadId,
  /** When it is one image of several files: all of them in its order, the one above first. */
  parts: z.array(uploadId).min(2).max(UPLOADS_MAX).optional(),
  reference: z.string(),
  role: z.string(),
  name: z.string(),
  /** What brought it in the person's name, when it was another program. */
  through: z.string().optional(),
  /** The delivery that it came with: whoever may not know of that does not see the job either. */
  cameWith: z.uuid().optional(),
});

export const takeOrder: JobOrder<z.output<typeof takePayload>> = {
  name: 'takeUpload',
  act: 'addEvidence',
  payload: takePayload as z.ZodType<z.output<typeof takePayload>>,
};
