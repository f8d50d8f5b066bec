// Access to a case for a time, when there is no time to ask its lead: one asks, another with the same power confirms, and it
// ends by itself. docs/decisions/break-glass.md
import type { Uuid } from '../base/ids.ts';

/** A request that nobody answered by then opens nothing: the haste that it spoke of is over. */
export const GLASS_WAITS_HOURS = 24;
/** How long leads are told of what was opened, from the decision; longer while it is open. */
export const GLASS_TOLD_DAYS = 7;
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
