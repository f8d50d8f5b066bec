// Copying and digesting files of our own: a stored file into a package, a package for its check.
import type { DigestName, HexDigests } from './copy-digests.ts';
import type { PassOutcome } from './copy-pass.ts';
import { runPassAlone, runPasses, type HintedJob } from './copy-pool.ts';
import { copyRefusal } from './copy-refusal.ts';
import type { AnyIterable, WorkOptions } from './object-store.ts';

export interface CopiedFile {
  readonly bytes: number;
  readonly digests: HexDigests;
}

/**
 * Copies a stored file to a new, read-only file and digests it in the same pass. Durable only after the folder it lies
 * in has been made so (`makeDurable`). Refuses notFound, noSpace; throws when the target exists.
 */
export async function copyAndHash(
  from: string,
  to: string,
  options: WorkOptions & { readonly algorithms?: readonly DigestName[] } = {},
): Promise<CopiedFile> {
  const job = {
    from: latin1(from),
    to,
    algorithms: options.algorithms ?? ['sha256'],
    asEvidence: false,
  } as const;
  const outcome = await runPassAlone(job, options);
  if (!outcome.ok) throw copyRefusal(outcome, from, to);
  return { bytes: outcome.bytes, digests: outcome.digests };
}

export interface CopyTarget extends HashTarget {
  /** The new file; its folder exists. `path` is where it is copied from. */
  readonly to: string;
}

/** The same for many files on all cores, in their order. Refuses noSpace; a source that fails is told and ends nothing. */
export async function* copyFiles<T extends CopyTarget>(
  files: AnyIterable<T>,
  options: WorkOptions = {},
): AsyncGenerator<HashResult<T>> {
  for await (const result of runPasses(files, (target) => ({ ...jobOf(target), to: target.to }), options)) {
    const [target, outcome] = result;
    if (!outcome.ok && outcome.side === 'target') throw copyRefusal(outcome, target.path, target.to);
    yield resultOf(target, outcome);
  }
}

export interface HashTarget {
  readonly path: string;
  /** About how long it is, so that work can be shared out; nothing depends on its being right. */
  readonly bytesHint?: number;
  /** SHA-256 alone when absent. */
  readonly algorithms?: readonly DigestName[];
}

export type HashResult<T extends HashTarget = HashTarget> =
  | { readonly ok: true; readonly target: T; readonly bytes: number; readonly digests: HexDigests }
  | { readonly ok: false; readonly target: T; readonly code: string; readonly reason: string };

/** Digests many files on all cores; the answers come in the order of the files. Links are not followed. */
export async function* hashFiles<T extends HashTarget>(
  files: AnyIterable<T>,
  options: WorkOptions = {},
): AsyncGenerator<HashResult<T>> {
  for await (const [target, outcome] of runPasses(files, jobOf, options)) yield resultOf(target, outcome);
}

function jobOf({ path, bytesHint, algorithms = ['sha256'] }: HashTarget): HintedJob {
  return {
    from: latin1(path),
    algorithms,
    asEvidence: false,
    ...(bytesHint !== undefined && { bytesHint }),
  };
}

function resultOf<T extends HashTarget>(target: T, outcome: PassOutcome): HashResult<T> {
  return outcome.ok
    ? { ok: true, target, bytes: outcome.bytes, digests: outcome.digests }
    : { ok: false, target, code: outcome.code, reason: outcome.reason };
}

/** A path as its bytes, one character for each: what a job carries, because names need not be UTF-8. */
export function latin1(path: string | Uint8Array): string {
  return (
    typeof path === 'string' ? Buffer.from(path) : Buffer.from(path.buffer, path.byteOffset, path.length)
  ).toString('latin1');
}
