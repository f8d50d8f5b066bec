// Why a request may be refused, postponed or carried out otherwise, ground by ground.
import type { Cited } from './model.ts';
import type { GROUND_EFFECTS } from './schema/instruments.ts';

/** Why it may be refused, postponed or carried out otherwise. */
export interface Ground extends Cited {
  readonly id: string;
  readonly article: string;
  readonly text: string;
  /** As a refusal names it: its code in the form, or its id. */
  readonly code: string;
  readonly leadsTo: (typeof GROUND_EFFECTS)[number];
  /** Each of these: undefined is not said. */
  readonly consultFirst: boolean | undefined;
  readonly isNotForAlwaysAvailable: boolean | undefined;
  /** Empty: of any measure. */
  readonly appliesTo: readonly string[];
  readonly note: string | undefined;
}
