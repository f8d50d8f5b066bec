// A folder into staging: its files below `data/`, and `tree.jsonl` with every entry as found.
import type { Staging, WriteOptions, WriteResult, WrittenFile } from './object-store.ts';
import { treeLine } from './source-tree-line.ts';
import { sourceOf, TREE_LIMITS, walkTree, type FoundEntry } from './source-tree.ts';

interface CopiedTree {
  /** `tree.jsonl`: its digests are those of the exhibit. */
  readonly list: WrittenFile;
  /** Entries of every kind, the folder itself included. */
  readonly entries: number;
  readonly files: number;
  /** Of all files together. */
  readonly bytes: number;
  readonly badBytes: number;
  readonly retriedBytes: number;
  /** Files that could not be read whole or changed meanwhile, and what could not be looked at. `tree.jsonl` has them all. */
  readonly problems: readonly TreeProblem[];
  readonly problemsCount: number;
}

/** `path` is the safe path. */
type TreeProblem =
  | { readonly path: string; readonly what: 'unreadable'; readonly code: string }
  | { readonly path: string; readonly what: 'badBytes' | 'changed'; readonly file: WrittenFile };

const PROBLEMS_KEPT = 1000;
const LINES_AT_ONCE = 64 * 1024;

/** Refuses as `walkTree` and `Staging.write` do. One pass: files are copied while the list is written. */
export async function copyTree(
  staging: Staging,
  root: string | Uint8Array,
  options: WriteOptions & { readonly limits?: typeof TREE_LIMITS; readonly real?: string } = {},
): Promise<CopiedTree> {
  const sum = { entries: 0, files: 0, bytes: 0, badBytes: 0, retriedBytes: 0, problemsCount: 0 };
  const problems: TreeProblem[] = [];
  const note = (entry: FoundEntry, written?: WriteResult): string => {
    sum.entries += 1;
    if (written?.ok) {
      sum.files += 1;
      sum.bytes += written.file.bytes;
      sum.badBytes += written.file.badBytes;
      sum.retriedBytes += written.file.retriedBytes;
    }
    for (const problem of problemsOf(entry, written)) {
      sum.problemsCount += 1;
      if (problems.length < PROBLEMS_KEPT) problems.push(problem);
    }
    return treeLine(entry, written);
  };
  const stream = linesOf(staging, walkTree(root, options.limits ?? TREE_LIMITS, options.real), options, note);
  const list = await staging.write(
    'tree.jsonl',
    { kind: 'stream', name: 'tree.jsonl', stream },
    { also: options.also ?? [] },
  );
  return { list, ...sum, problems };
}

/** The lines in the order of the walk, though files are copied several at a time. */
async function* linesOf(
  staging: Staging,
  walk: Iterable<FoundEntry>,
  options: WriteOptions,
  note: (entry: FoundEntry, written?: WriteResult) => string,
): AsyncGenerator<Uint8Array> {
  const waiting: FoundEntry[] = [];
  const files = function* () {
    for (const entry of walk) {
      waiting.push(entry);
      if (entry.kind === 'file')
        yield {
          path: `data/${entry.path}`,
          source: sourceOf(entry),
          bytesHint: Number(entry.stat?.size ?? 0),
        };
    }
  };
  let lines = '';
  for await (const written of staging.writeAll(files(), options)) {
    for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
      lines += note(entry, entry.kind === 'file' ? written : undefined);
      if (entry.kind === 'file') break;
    }
    if (lines.length < LINES_AT_ONCE) continue;
    yield Buffer.from(lines);
    lines = '';
  }
  yield Buffer.from(lines + waiting.map((entry) => note(entry)).join(''));
}

function problemsOf({ path, fault }: FoundEntry, written: WriteResult | undefined): readonly TreeProblem[] {
  if (fault !== undefined) return [{ path, what: 'unreadable', code: fault }];
  if (written === undefined) return [];
  if (!written.ok) return [{ path, what: 'unreadable', code: written.code }];
  const { file } = written;
  return [
    ...(file.badBytes > 0 ? [{ path, what: 'badBytes', file } as const] : []),
    ...(file.changes.length > 0 ? [{ path, what: 'changed', file } as const] : []),
  ];
}
