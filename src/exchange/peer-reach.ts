// Whether a peer is there, as its last answer, or the lack of one, has told. Of one that is not, one message tries for all that wait, and
// between two tries the time grows. Kept in memory: after a start the first message tries.
import type { Clock } from '../base/time.ts';

export type Lane = 'normal' | 'urgent';
export type Patience = { readonly [lane in Lane]: readonly number[] };

export class PeerReach {
  /** It answered the last time. */
  isUp = false;
  /** By whom it is tried just now: whether it was reached. */
  trying: Promise<boolean> | undefined;
  /** When it is tried next, and why it could not be reached. */
  down: { readonly until: { readonly [lane in Lane]: Date }; readonly why: string } | undefined;
  #failures = 0;

  /** True: it was not known to be there. */
  reached(): boolean {
    const isNew = !this.isUp;
    this.isUp = true;
    this.down = undefined;
    this.#failures = 0;
    return isNew;
  }

  /** What fails before its next time, since somebody has just said something new, does not make the others wait longer. */
  failed(
    why: string,
    patience: Patience,
    { clock, chance }: { readonly clock: Clock; readonly chance: () => number },
  ) {
    this.isUp = false;
    const now = clock();
    const next = (lane: Lane): Date => {
      const kept = this.down?.until[lane];
      if (kept !== undefined && kept.getTime() > now) return kept;
      const steps = patience[lane];
      const step = steps[Math.min(this.#failures, steps.length - 1)] ?? 0;
      return new Date(now + step * (0.75 + chance() / 2));
    };
    const until = { normal: next('normal'), urgent: next('urgent') };
    if (until.normal !== this.down?.until.normal) this.#failures += 1;
    return (this.down = { until, why });
  }
}

const reaches = new WeakMap<object, Map<string, PeerReach>>();

/** `of`: the database whose messages go out. */
export function reachOf(of: object, origin: string): PeerReach {
  const all = reaches.get(of) ?? new Map<string, PeerReach>();
  reaches.set(of, all);
  const one = all.get(origin) ?? new PeerReach();
  all.set(origin, one);
  return one;
}
