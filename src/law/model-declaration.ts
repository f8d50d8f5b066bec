// What a State reserved or declared, in memory.
import type { Validity } from './day.ts';
import type { Cited } from './model.ts';
import type { Assurance } from './schema/parties.ts';
import type { StateCode } from './states.ts';

/** A reservation or declaration of one State to one article. */
export interface Declaration extends Cited, Validity {
  readonly instrument: string;
  readonly state: StateCode;
  readonly article: string;
  readonly effect: string;
  /** The State does not apply the article. */
  readonly closes?: true;
  /** What it asks to be assured of; undefined: its words on record say nothing of that. */
  readonly assurances?: readonly Assurance[];
}
