// The checks of a package, in the order in which they run: each leans on those before it.
import type { Fault } from './fault.ts';

/** The closed list. `docs/formats/verify.md` says what each one establishes. */
export const CHECKS = [
  'entries', // files and folders only, safe names, within limits, the layout of a package
  'packageNote', // the service signed the digest of the list of everything
  'tagFiles', // records: every digest
  'bag', // BagIt 1.0: every file of evidence is listed, every listed one is there
  'payload', // evidence: every digest
  'keys', // keys and policy agree with each other
  'trust', // they are the keys that came by another road
  'checkpoint', // both signatures of the log
  'witnesses', // enough cosignatures
  'events', // form and signatures
  'proofs', // each is in the log
  'chains', // none left out in the middle
  'heads', // none left out at the end
  'enrolments', // keys were allowed to sign
  'exhibits', // evidence is what the events say
  'request', // of the proof of a request in their place: it is what its person signed
  'details', // private texts are what the events bound
  'conditions', // limits on use are those of the events
  'timestamps', // RFC 3161
] as const;

export type CheckName = (typeof CHECKS)[number];

/** Figures that say how much a check covered. */
export type Counts = Readonly<Record<string, number>>;

export interface Check {
  readonly name: CheckName;
  /** `notChecked`: this platform lacks an algorithm, or the caller gave nothing to compare with. */
  readonly outcome: 'passed' | 'failed' | 'notChecked';
  readonly counts: Counts;
}

/** What a package may well be without: that all of none is right shows nothing. */
const MAY_BE_NONE: readonly CheckName[] = ['witnesses', 'details', 'conditions', 'timestamps'];

/** It passed because there was nothing to check. Whoever shows it says that nothing is shown, and not that it passed. */
export function hadNothing({ name, outcome, counts }: Check): boolean {
  return (
    outcome === 'passed' && MAY_BE_NONE.includes(name) && Object.values(counts).every((count) => count === 0)
  );
}

/** Keeps the record of what ran, so that a failure is written down under the check it happened in. */
export class CheckRun {
  readonly checks: Check[] = [];
  /** Algorithms that this platform lacks: the package may be good, but it is not called so. */
  readonly unchecked: string[] = [];
  readonly #onCheck: ((check: Check) => void) | undefined;
  #current: CheckName = 'entries';

  constructor(onCheck: ((check: Check) => void) | undefined) {
    this.#onCheck = onCheck;
  }

  async check<T>(
    name: CheckName,
    act: () => Promise<T>,
    counts: (found: T) => Counts = () => ({}),
  ): Promise<T> {
    this.#current = name;
    const before = this.unchecked.length;
    const found = await act();
    const figures = counts(found);
    this.#add({ name, outcome: this.unchecked.length > before ? 'notChecked' : 'passed', counts: figures });
    return found;
  }

  skip(name: CheckName): void {
    this.#add({ name, outcome: 'notChecked', counts: {} });
  }

  fail(fault: Fault): void {
    this.#add({
      name: this.#current,
      outcome: fault.code === 'notCheckedHere' ? 'notChecked' : 'failed',
      counts: {},
    });
  }

  #add(check: Check): void {
    this.checks.push(check);
    this.#onCheck?.(check);
  }
}
