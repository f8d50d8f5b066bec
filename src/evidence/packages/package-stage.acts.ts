// What a package holds, copied into the store and sealed, before any of it is recorded. The sender's papers (events, proofs,
// keys) become an exhibit of their own.
import { newUuid, type Uuid } from '../../base/ids.ts';
import type { CaseFile } from '../../cases/case.ts';
import type { SealedObject, Staging, WriteOptions, WrittenFile } from '../../platform/object-store.ts';
import { fileLine } from '../../platform/source-tree-line.ts';
import type { Digests } from '../../verify/event.ts';
import { Fault } from '../../verify/fault.ts';
import type { FoundExhibit, FoundPackage } from '../../verify/package-parts.ts';
import type { PackageReader } from '../../verify/reader.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { ImportRequest } from './package-import.acts.ts';

/** What the sender's papers are called in the sender's place: no exhibit of theirs has this form of number. */
const PAPERS = 'package';

export interface Taking {
  readonly file: CaseFile;
  readonly found: FoundPackage;
  readonly reader: PackageReader;
  readonly request: ImportRequest;
}

/** One exhibit staged and sealed, waiting to be recorded. */
export interface Staged {
  readonly id: Uuid;
  readonly fromItem: string;
  readonly title: string;
  readonly files: number;
  readonly bytes: number;
  readonly digests: Digests;
  readonly digestedBytes: number;
  readonly conditions: readonly string[];
  /** Leaf hash of the last event the sender shows of it. */
  readonly fromEvent: string;
  readonly sealed: SealedObject;
}

export async function stageExhibit(
  house: Installation,
  { found, reader, request }: Taking,
  { exhibit, open }: { exhibit: FoundExhibit; open: Staging[] },
): Promise<Staged> {
  const id = newUuid(house.clock, house.random);
  const staging = await house.store.stage(id);
  open.push(staging);
  const prefix = `data/${exhibit.number}/`;
  // What the sender states of it is computed here too and kept beside it, so that later checks compute it again.
  const stated = (['md5', 'sha1'] as const).filter((name) => exhibit.digests[name] !== undefined);
  const paths = [...found.payload.keys()].filter((path) => path.startsWith(prefix));
  let bytes = 0;
  let digestedBytes = exhibit.bytes;
  for (const path of paths) {
    const inside = path.slice(prefix.length);
    const isList = exhibit.isTree && inside === 'tree.jsonl';
    const written = await copyIn(staging, reader, {
      from: found.prefix + path,
      to: isList ? inside : `data/${inside}`,
      also: isList || !exhibit.isTree ? stated : [],
    });
    if (written.sha256 !== found.payload.get(path)) {
      throw new Fault(
        'fileChanged',
        path,
        `sha256 ${found.payload.get(path)}, as checked`,
        `${written.sha256} when copied`,
      );
    }
    if (isList) digestedBytes = written.bytes;
    bytes += written.bytes;
    request.onProgress?.('Taking into evidence', bytes, exhibit.bytes);
  }
  return {
    id,
    fromItem: exhibit.number,
    title: `${exhibit.number} of ${found.keys.origin}`,
    files: exhibit.files,
    bytes: exhibit.bytes,
    digests: exhibit.digests,
    digestedBytes,
    conditions: exhibit.binding,
    fromEvent: exhibit.head.last,
    sealed: await staging.seal(),
  };
}

/** Everything of the package that is not evidence, as a tree: what proves where the rest came from. */
export async function stagePapers(
  house: Installation,
  { found, reader }: Taking,
  open: Staging[],
): Promise<Staged> {
  const id = newUuid(house.clock, house.random);
  const staging = await house.store.stage(id);
  open.push(staging);
  const entries = await reader.entries();
  const outer = found.prefix.slice(0, found.prefix.length - found.bag.length - 1);
  const papers = entries
    .filter((entry) => entry.kind === 'file' && !entry.path.startsWith(`${found.prefix}data/`))
    .map((entry) => entry.path)
    .sort();
  const lines: Uint8Array[] = [];
  let bytes = 0;
  for (const path of papers) {
    const inside = path.slice(outer.length);
    const file = await copyIn(staging, reader, { from: path, to: `data/${inside}` });
    lines.push(
      Buffer.from(
        fileLine(inside, Buffer.from(inside.slice(inside.lastIndexOf('/') + 1)), { ok: true, file }),
      ),
    );
    bytes += file.bytes;
  }
  const list = await staging.write('tree.jsonl', { kind: 'stream', name: 'tree.jsonl', stream: lines });
  return {
    id,
    fromItem: PAPERS,
    title: `Papers of the package ${found.bag}: events, proofs and keys of ${found.keys.origin}`,
    files: papers.length,
    bytes,
    digests: { sha256: list.sha256 },
    digestedBytes: list.bytes,
    conditions: [],
    fromEvent: found.tagManifestSha256,
    sealed: await staging.seal(),
  };
}

function copyIn(
  staging: Staging,
  reader: PackageReader,
  { from, to, also = [] }: { from: string; to: string; also?: WriteOptions['also'] },
): Promise<WrittenFile> {
  return staging.write(to, { kind: 'stream', stream: reader.pieces(from), name: from }, { also });
}
