// Which requests something may be written about, by what those are. Between Member States of the Union the annexes of Regulation (EU)
// 2023/1543 (III, V, VI) take the place of the other forms.
import { RECEIPT_SAID } from '../core/clocks.ts';
import { hasKept } from '../core/form.ts';
import type { FormNature } from '../core/form-nature.ts';

const FOR_DATA: ReadonlySet<string> = new Set(['obtain', 'realTime', 'emergency']);

/** An order of the Regulation. */
export const isOrder = ({ order }: FormNature): boolean => order !== 'none';
export const isPreservationOrder = ({ order }: FormNature): boolean => order === 'preservation';

/** Its receipt is confirmed within a time of its own: Directive 2014/41/EU, Art. 16(1). */
export const isAcknowledged = ({ clocks }: FormNature): boolean =>
  clocks.some(({ done }) => done.includes(RECEIPT_SAID));

/** It has data kept, and is no such order. */
export const isKeeping = (about: FormNature): boolean => hasKept(about) && !isOrder(about);
/** It asks for data or other evidence, and is no such order. */
export const isForData = (about: FormNature): boolean => FOR_DATA.has(about.purpose) && !isOrder(about);
/** Either. */
export const isAsking = (about: FormNature): boolean => isKeeping(about) || isForData(about);
/** It asks for something, orders among them: it may be taken back. */
export const isOpenEnded = (about: FormNature): boolean => hasKept(about) || FOR_DATA.has(about.purpose);
/** It asks for something, or goes on with what does. */
export const isAnswered = (about: FormNature): boolean => isAsking(about) || isGoingOn(about);

/** An answer to a question asks for nothing more. */
function isGoingOn({ purpose, follows }: FormNature): boolean {
  return purpose === 'goOn' && follows !== 'nothing' && follows.answers === undefined;
}
