// What failed and is tried again: from time to time it waits longer, and after a week it is given up. Kept in memory: after a start all of it
// is tried at once.
import type { Uuid } from '../base/ids.ts';

const STEPS_MS = [5, 30, 120, 600, 1800, 3600].map((seconds) => seconds * 1000);
const GIVEN_UP_MS = 7 * 86_400_000;

interface Failing {
  readonly since: number;
  readonly times: number;
  readonly until: number;
}

/** Of messages, by their ids. */
export class Waits {
  readonly #failing = new Map<Uuid, Failing>();

  /** Those whose next time has not come. */
  waiting(now: number): Uuid[] {
    return [...this.#failing].flatMap(([id, { until }]) => (until > now ? [id] : []));
  }

  /** True: it has failed for so long that it is not tried again. */
  hasFailed(id: Uuid, now: number): boolean {
    const { since, times } = this.#failing.get(id) ?? { since: now, times: 0 };
    if (now - since >= GIVEN_UP_MS) {
      this.#failing.delete(id);
      return true;
    }
    const step = STEPS_MS[Math.min(times, STEPS_MS.length - 1)] ?? 0;
    this.#failing.set(id, { since, times: times + 1, until: now + step });
    return false;
  }

  hasWorked(id: Uuid): void {
    this.#failing.delete(id);
  }
}

/** One for each database. */
export function waitsByDatabase(): (db: object) => Waits {
  const each = new WeakMap<object, Waits>();
  return (db) => {
    const one = each.get(db) ?? new Waits();
    each.set(db, one);
    return one;
  };
}
