// Who is next of those that are fetched: what is urgent, then what has waited longest for its turn, then what is nearest to its end. So a
// small one is here soon, and neither it nor a very large one holds up the others.
import type { Uuid } from '../base/ids.ts';

export interface Waiting {
  readonly id: Uuid;
  readonly isUrgent: boolean;
  /** Bytes that are not here yet. */
  readonly left: number;
}

/** `turns`: when each had its last one, by counting; those that had none are not in it. */
export function inTurn<T extends Waiting>(all: readonly T[], turns: ReadonlyMap<Uuid, number>): T[] {
  const last = ({ id }: T): number => turns.get(id) ?? 0;
  return all.toSorted(
    (one, other) =>
      Number(other.isUrgent) - Number(one.isUrgent) || last(one) - last(other) || one.left - other.left,
  );
}
