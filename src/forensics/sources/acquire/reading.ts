// The source of an acquisition, batch after batch. What cannot be read is zeros, and written down before the batch goes on.
import { lstatSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inEnglish, phrase, type Phrase, Refusal } from '../../../base/refusal.ts';
import { Source, SourceError, type ReadAt } from '../../../platform/copy-source.ts';
import type { Range } from '../../../platform/copy-bad-ranges.ts';
import type { SourceChange } from '../../../platform/object-store.ts';
import type { Journal } from './journal.ts';
import type { AcquirePlan } from './plan.ts';

interface OpenedSource {
  readonly size: number;
  readonly bytesPerSector: number;
  readonly isDevice: boolean;
  readonly model: string;
  readonly serialNumber: string;
}

/** What the source is, without reading of it. Throws Refusal. */
export function lookAt(path: string): OpenedSource {
  const source = opened(path, 0);
  try {
    const about = { model: '', serialNumber: '' };
    if (source.isDevice) {
      about.model = sysText(path, 'device/model');
      about.serialNumber = sysText(path, 'device/serial') || sysText(path, 'serial');
    }
    return { size: source.size, bytesPerSector: source.sectorBytes, isDevice: source.isDevice, ...about };
  } finally {
    source.close();
  }
}

/** Only as far as the kernel says; a partition has none of its own. */
function sysText(path: string, name: string): string {
  try {
    return readFileSync(`/sys/class/block/${basename(path)}/${name}`, 'utf8')
      .trim()
      .slice(0, 200);
  } catch {
    return '';
  }
}

export class Reading {
  readonly #source: Source;
  readonly #plan: AcquirePlan;
  readonly #journal: Journal;
  readonly #found = { bad: [] as Range[], retried: [] as Range[] };
  #at: number;

  /** `from`: bytes that an earlier run has. */
  constructor(plan: AcquirePlan, from: number, journal: Journal, read?: ReadAt) {
    this.#plan = plan;
    this.#journal = journal;
    this.#at = from;
    const watch = (kind: 'bad' | 'retried') => (offset: number, bytes: number) =>
      void this.#found[kind].push([offset, bytes]);
    this.#source = opened(plan.source, plan.settings.retries, {
      onBad: watch('bad'),
      onRetried: watch('retried'),
      ...(read === undefined ? {} : { read }),
    });
    if (this.#source.size === plan.mediaSize) return;
    this.#source.close();
    throw changed(plan, `${this.#source.size} bytes`);
  }

  /** Fills as much of it as is left; 0 at the end. */
  fill(into: Uint8Array, onStep: () => void): number {
    const length = Math.min(into.length, this.#plan.mediaSize - this.#at);
    if (length === 0) return 0;
    const filled = told(this.#plan.source, () => this.#source.fill(into, this.#at, length, onStep));
    if (filled < length) throw changed(this.#plan, `its end at ${this.#at + filled}`);
    for (const kind of ['bad', 'retried'] as const) {
      const ranges = this.#found[kind].splice(0);
      if (ranges.length === 0) continue;
      this.#journal.add(kind === 'bad' ? { bad: ranges } : { retried: ranges });
    }
    this.#at += filled;
    return filled;
  }

  /** What is different of the source since it was opened. */
  changes(): readonly SourceChange[] {
    return told(this.#plan.source, () => this.#source.finish(this.#at)).changes;
  }

  close(): void {
    this.#source.close();
  }
}

function opened(
  path: string,
  retries: number,
  watch: ConstructorParameters<typeof Source>[1] & { readonly read?: ReadAt } = {},
): Source {
  const { read, ...options } = watch;
  return told(path, () => new Source(Buffer.from(path), { ...options, retries }, read));
}

function told<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof SourceError) || error.code === 'aborted') throw error;
    const found = kindOf(path) ?? error.message;
    throw new Refusal(UNREAD[error.code] ?? 'badInput.sourceRead', { path, found, cause: error });
  }
}

const UNREAD: {
  readonly [code: string]: 'notFound.sourceRead' | 'notAllowed.sourceRead' | 'badInput.sourceGone';
} = { ENOENT: 'notFound.sourceRead', EACCES: 'notAllowed.sourceRead', ENODEV: 'badInput.sourceGone' };

function kindOf(path: string): Phrase | undefined {
  try {
    const stat = lstatSync(path);
    return stat.isSymbolicLink()
      ? phrase('aSymbolicLink')
      : stat.isDirectory()
        ? phrase('aFolder')
        : undefined;
  } catch {
    return phrase('nothingOfName');
  }
}

function changed({ source, mediaSize }: AcquirePlan, found: string): Refusal {
  return new Refusal('changed.acquired', { bytes: mediaSize, source, found: inEnglish(found) });
}
