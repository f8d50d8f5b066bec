// Collects what is wrong with a container, in bounded memory whatever the container.
import type { ByteRange, ImageFault } from './image.ts';

const MAX_FAULTS = 1000;
const MAX_RANGES = 10_000;

/** Plain data: what one thread hands to another. */
export interface FaultReport {
  readonly faults: readonly ImageFault[];
  /** Bytes of the medium whose chunks are not as their checksums say: in order, neighbours joined. */
  readonly badRanges: readonly ByteRange[];
  /** False when there were more than are listed. */
  readonly isComplete: boolean;
}

export class FaultLog {
  readonly #faults = new Map<string, ImageFault>();
  #ranges: ByteRange[] = [];
  #inOrder: readonly ByteRange[] | undefined;
  #hasAllRanges = true;
  #isComplete = true;
  #count = 0;

  /** How often one was reported: the same counts each time. */
  get count(): number {
    return this.#count;
  }

  /** The same fault counts once: several threads may come upon it. */
  readonly add = (fault: ImageFault): void => {
    const { file, offset, what, media } = fault;
    this.#count += 1;
    if (media !== undefined) this.#addRange(media);
    if (this.#faults.size < MAX_FAULTS) this.#faults.set(`${file}\0${offset}\0${what}`, fault);
    else this.#isComplete = false;
  };

  addReport(report: FaultReport): void {
    for (const fault of report.faults) this.add(fault);
    for (const range of report.badRanges) this.#addRange(range);
    this.#isComplete &&= report.isComplete;
  }

  /** The first bytes of a range of the medium that are among those reported so far. Where more were than are kept, any may be. */
  badIn({ offset, length }: ByteRange): ByteRange | undefined {
    if (!this.#hasAllRanges) return { offset, length };
    const ranges = (this.#inOrder ??= joined(this.#ranges));
    let [low, high] = [0, ranges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (endOf(ranges[middle]!) <= offset) low = middle + 1; // between the two
      else high = middle;
    }
    const first = ranges[low];
    if (first === undefined || first.offset >= offset + length) return undefined;
    const from = Math.max(offset, first.offset);
    return { offset: from, length: Math.min(offset + length, endOf(first)) - from };
  }

  report(): FaultReport {
    const badRanges = joined(this.#ranges);
    return {
      faults: [...this.#faults.values()],
      badRanges: badRanges.slice(0, MAX_RANGES),
      isComplete: this.#isComplete && badRanges.length <= MAX_RANGES,
    };
  }

  #addRange(range: ByteRange): void {
    this.#inOrder = undefined;
    const last = this.#ranges.at(-1);
    if (last !== undefined && last.offset + last.length === range.offset)
      this.#ranges[this.#ranges.length - 1] = { offset: last.offset, length: last.length + range.length };
    else if (this.#hasAllRanges) {
      if (this.#ranges.length >= 2 * MAX_RANGES) this.#ranges = joined(this.#ranges); // many come more than once
      if (this.#ranges.length < 2 * MAX_RANGES) this.#ranges.push(range);
      else this.#isComplete = this.#hasAllRanges = false;
    }
  }
}

function endOf({ offset, length }: ByteRange): number {
  return offset + length;
}

function joined(ranges: readonly ByteRange[]): ByteRange[] {
  const result: { offset: number; length: number }[] = [];
  for (const { offset, length } of ranges.toSorted((one, other) => one.offset - other.offset)) {
    const last = result.at(-1);
    if (last !== undefined && offset <= last.offset + last.length)
      last.length = Math.max(last.length, offset + length - last.offset);
    else result.push({ offset, length });
  }
  return result;
}
