// The rules of a review: what one says of a hit, when two people have said enough, and how long somebody has looked.
import { DECISIONS, resultOf, type Decision } from '../known/decided.ts';
import { oneOf } from '../../web/fields/choice.ts';
import type { PictureLimits } from './limits.ts';
import type { Fields } from '../../web/fields/field.ts';

export const DECIDED = {
  decision: oneOf(DECISIONS, {
    ask: (say) => say.pictureReview.ask,
    label: (say) => say.pictureReview.decision,
    words: (say, decision) => say.pictureReview.decisions[decision],
    means: 'Whether it is the known picture, said by one person who does not see what the other said.',
  }),
} satisfies Fields;

/** Whether this person has still to look: not twice the same, and not what others have settled. */
export function waitsFor(decisions: ReadonlyMap<string, Decision>, person: string): boolean {
  const result = resultOf([...decisions.values()]);
  return !decisions.has(person) && (result === 'waiting' || result === 'differ');
}

const MINUTE = 60_000;
/** A slip is taken back soon after; what stood for longer is changed by nobody alone. */
export const UNDO_MS = 10 * MINUTE;
/** So long without opening one begins a new sitting. */
const BREAK_MINUTES = 10;
const DAY = 24 * 60 * MINUTE;

export interface Exposure {
  readonly minutes: number;
  readonly suggestedAfter: number;
  readonly mostMinutes: number;
  readonly inSitting: number;
  readonly today: number;
  readonly mostToday: number;
  readonly isBreakDue: boolean;
  /** No picture is shown any more: of the sitting, or of the day. */
  readonly isOver: boolean;
}

/** Of the moments at which this person opened pictures in the last day, the latest first. */
export function exposureOf(openings: readonly number[], now: number, limits: PictureLimits): Exposure {
  const { suggestedMinutes, mostMinutes, mostADay } = limits;
  const ofDay = openings.filter((at) => now - at < DAY);
  let [began, inSitting] = [now, 0];
  for (const at of ofDay) {
    if (began - at > BREAK_MINUTES * MINUTE) break;
    began = at;
    inSitting += 1;
  }
  const minutes = Math.floor((now - began) / MINUTE);
  return {
    minutes,
    suggestedAfter: suggestedMinutes,
    mostMinutes,
    inSitting,
    today: ofDay.length,
    mostToday: mostADay,
    isBreakDue: minutes >= suggestedMinutes,
    isOver: minutes >= mostMinutes || ofDay.length >= mostADay,
  };
}
