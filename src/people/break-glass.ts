// Access to a case for a time, when there is no time to ask its lead: one asks, another with the same power confirms, and it
// ends by itself. docs/decisions/break-glass.md
import type { Uuid } from '../base/ids.ts';

/** What one may ask for; the table holds the longest again. */
export const GLASS_HOURS = [4, 12, 24, 72] as const;
/** A request that nobody answered by then opens nothing: the haste that it spoke of is over. */
export const GLASS_WAITS_HOURS = 24;
/** Of one person at a time. */
export const GLASS_OPEN_MAX = 5;
/** How long leads are told of what was opened, from the decision; longer while it is open. */
export const GLASS_TOLD_DAYS = 7;
/** The least that looks. */
export const GLASS_ROLE = 'observer';

export const GLASS_REASON_LENGTH_MAX = 1000;

export type GlassOutcome = 'confirmed' | 'refused' | 'withdrawn';

export interface GlassRequest {
  readonly id: Uuid;
  /** As it was asked for, whether or not there is such a case. */
  readonly reference: string;
  readonly reason: string;
  readonly hours: number;
  readonly askedBy: { readonly id: Uuid; readonly name: string };
  readonly askedAt: Date;
  readonly decidedBy: string | undefined;
  readonly decidedAt: Date | undefined;
  readonly outcome: GlassOutcome | undefined;
  /** Of a confirmed one, when there is such a case. */
  readonly until: Date | undefined;
}
