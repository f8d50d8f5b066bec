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
  #isComplete = true;

  /** The same fault counts once: several threads may come upon it. */
  readonly add = (fault: ImageFault): void => {
    const { file, offset, what, media } = fault;
    if (media !== undefined) this.#addRange(media);
    if (this.#faults.size < MAX_FAULTS) this.#faults.set(`${file}\0${offset}\0${what}`, fault);
    else this.#isComplete = false;
  };

  addReport(report: FaultReport): void {
    for (const fault of report.faults) this.add(fault);
    for (const range of report.badRanges) this.#addRange(range);
    this.#isComplete &&= report.isComplete;
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
    const last = this.#ranges.at(-1);
    if (last !== undefined && last.offset + last.length === range.offset)
      this.#ranges[this.#ranges.length - 1] = { offset: last.offset, length: last.length + range.length };
    else if (this.#ranges.length < 2 * MAX_RANGES) this.#ranges.push(range);
    else this.#isComplete = false;
  }
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
