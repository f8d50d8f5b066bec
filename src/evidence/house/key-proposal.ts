// A change of the log's keys as administrators propose it: what is asked, and how long it stands open.
import { z } from 'zod';
import { isUuid } from '../../base/ids.ts';

export const SIGNERS = 2;
/** What was signed is carried out soon or not at all: the new keys lie there meanwhile. */
export const OPEN_DAYS = 7;
export const REASON_MAX = 300;

/** What is asked, one a page. */
export const KEY_STEPS = ['cause', 'overlap', 'reason', 'check'] as const;
export type KeyStep = (typeof KEY_STEPS)[number];

export function isStale({ proposedAt }: { readonly proposedAt: Date }, now: Date): boolean {
  return now.getTime() - proposedAt.getTime() > OPEN_DAYS * 86_400_000;
}

export const replaceKeysOrder = {
  name: 'replaceLogKeys',
  act: 'changeSettings',
  payload: z.strictObject({ change: z.string().refine(isUuid) }),
} as const;
