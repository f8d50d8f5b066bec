// A change of the keys of the log, or of the key of the service, as administrators propose it: what is asked, and how long it stands open.
import { z } from 'zod';
import { isUuid } from '../../base/ids.ts';

/** Which of the keys of an installation are replaced together. */
export type ReplacedKeys = 'log' | 'service';

export const SIGNERS = 2;
/** What was signed is carried out soon or not at all: the new keys lie there meanwhile. */
export const OPEN_DAYS = 7;
export const REASON_MAX = 300;

/** What is asked, one a page. */
const KEY_STEPS = ['cause', 'overlap', 'reason', 'check'] as const;
export type KeyStep = (typeof KEY_STEPS)[number];

export function isStale({ proposedAt }: { readonly proposedAt: Date }, now: Date): boolean {
  return now.getTime() - proposedAt.getTime() > OPEN_DAYS * 86_400_000;
}

/** The old key of the service does not sign beside the new one: every verifier finds the new one in the log. */
export function stepsOf(keys: ReplacedKeys): readonly KeyStep[] {
  return keys === 'log' ? KEY_STEPS : KEY_STEPS.filter((step) => step !== 'overlap');
}

const payload = z.strictObject({ change: z.string().refine(isUuid) });

export const replaceKeysOrder = { name: 'replaceLogKeys', act: 'changeSettings', payload } as const;
export const replaceServiceKeyOrder = { name: 'replaceServiceKey', act: 'changeSettings', payload } as const;
