// What an audit found: how much was checked, and each difference from what was signed.

interface Difference {
  /** The event, tile, checkpoint or file that differs. */
  readonly place: string;
  readonly expected: string;
  readonly found: string;
}

export interface AuditReport {
  readonly exhibits: {
    readonly checked: number;
    readonly held: number;
    readonly files: number;
    readonly bytes: number;
  };
  readonly events: { readonly checked: number; readonly inLog: number };
  readonly tiles: number;
  readonly checkpoints: number;
  readonly timestamps: number;
  /** Events before which the clock was set back, the first of them. No difference: the order of the log is that of its tree. */
  readonly clockSetBack: readonly number[];
  /** The first of them; `differencesCount` says how many there are. */
  readonly differences: readonly Difference[];
  readonly differencesCount: number;
}

const KEPT = 100;

/** Collects differences without keeping more than a person would read. */
export class Findings {
  readonly first: Difference[] = [];
  count = 0;

  add(place: string, expected: string, found: string): void {
    this.count += 1;
    if (this.first.length < KEPT) this.first.push({ place, expected, found });
  }
}
