// Takes a package from another agency into evidence: checked first, staged whole, then recorded in one act. What fails
// is kept aside with the reason. The sender's papers (events, proofs, keys) become an exhibit of their own, so that a
// court can always go back to the source.
import { lstat } from 'node:fs/promises';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { hex } from '../../base/bytes.ts';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import { findCase, takeItem } from '../../cases/case.store.ts';
import type { CaseFile } from '../../cases/case.ts';
import { hashFiles } from '../../platform/copy.ts';
import { errorCode } from '../../platform/files.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import type { SealedObject, Staging, WrittenFile } from '../../platform/object-store.ts';
import { openPackage } from '../../platform/package-reader.ts';
import { fileLine } from '../../platform/source-tree-line.ts';
import { factText, type Authority, type Digests } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import type { FoundExhibit, FoundPackage } from '../../verify/package-parts.ts';
import { verifyPackage } from '../../verify/package.ts';
import type { PackageReader } from '../../verify/reader.ts';
import type { Statement } from '../../verify/report.ts';
import { readTrust } from '../../verify/trust.ts';
import { Fault } from '../../verify/fault.ts';
import { keyFingerprint } from '../../verify/note-key.ts';
import { exhibitNumber } from '../exhibits/exhibit.ts';
import { insertExhibit, keepWithRequest } from '../exhibits/exhibit.store.ts';
import type { Installation } from '../installation/installation.acts.ts';
import type { Draft } from '../log/log-entry.ts';
import type { Recorded } from '../log/log-writer.acts.ts';
import { trustByPeers } from '../log/peer.acts.ts';
import { compareService, type ServiceCompared, type TrustedPeer } from '../log/peer.ts';
import type { Tx } from '../log/log.store.ts';
import { keysRecord } from './incoming.ts';
import { quarantine } from './quarantine.acts.ts';
import { TOOL } from '../installation/tool.ts';

export interface ImportRequest {
  /** The package's folder, or its zip. */
  readonly path: string;
  readonly caseName: string;
  /** Keys and quorum that came by another road (C2SP tlog-policy), of a log of which there is no trusted peer. */
  readonly trust?: Uint8Array;
  /** The trusted peer that somebody saw its keys held to. Nothing is taken in when it is no longer one. */
  readonly seenPeer?: Uuid;
  readonly authority?: Authority;
  /** Who takes it in, and private text; the system's own hand when absent. */
  readonly act?: Pick<Draft, 'role' | 'reason' | 'detail'>;
  readonly onProgress?: (label: string, done: number, total: number) => void;
}

export interface ImportedExhibit {
  readonly number: string;
  readonly fromLog: string;
  readonly fromItem: string;
}

export type ImportResult =
  | {
      readonly ok: true;
      readonly repeated: boolean;
      readonly exhibits: readonly ImportedExhibit[];
      /** Whose keys it was held to. */
      readonly peer?: TrustedPeer;
      /** Its service key against the one that was confirmed with the others. */
      readonly service?: ServiceCompared;
      readonly notEstablished: readonly Statement[];
    }
  | {
      readonly ok: false;
      readonly code: string;
      readonly place: string;
      readonly message: string;
      readonly quarantine: string;
    };

/** What the sender's papers are called in the sender's place: no exhibit of theirs has this form of number. */
const PAPERS = 'package';

export async function importPackage(house: Installation, request: ImportRequest): Promise<ImportResult> {
  const file = await findCase(house.db.kysely, request.caseName);
  await refuseNothing(request.path);
  const trust = trustByPeers(
    house.db.kysely,
    request.trust === undefined ? undefined : readTrust(request.trust, 'trust file', nodeCrypto),
  );
  let reader: (PackageReader & { close(): void }) | undefined;
  try {
    reader = await openPackage(request.path, nodeCrypto, () => Promise.resolve(hashFiles));
    const verdict = await verifyPackage(reader, {
      crypto: nodeCrypto,
      trust: trust.of,
      onBytes: (done, total) => request.onProgress?.('Checking the package', done, total),
    });
    if (!verdict.ok || verdict.found === undefined) {
      throw (
        verdict.fault ?? new Fault('unreadable', request.path, 'a package that could be checked', 'another')
      );
    }
    const peer = trust.peer();
    if (request.seenPeer !== undefined && request.seenPeer !== peer?.id) throw peerGone();
    const act = { ...request.act, ...reasonOf(request, peer) };
    const recorded = await take(house, {
      file,
      found: verdict.found,
      reader,
      request: { ...request, act },
    });
    return {
      ok: true,
      repeated: recorded.repeated,
      exhibits: importedOf(recorded),
      ...(peer === undefined ? {} : { peer, service: serviceOf(peer, verdict.found) }),
      notEstablished: verdict.notEstablished,
    };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const id = await quarantine(house, request.path, error);
    return { ok: false, code: error.code, place: error.place, message: error.message, quarantine: id };
  } finally {
    reader?.close();
  }
}

function serviceOf(peer: TrustedPeer, { keys }: FoundPackage): ServiceCompared {
  return compareService(peer, keyFingerprint(nodeCrypto, keys.service));
}

/** A path that was mistyped is no package that failed: nothing is recorded, and nothing kept aside. */
async function refuseNothing(path: string): Promise<void> {
  const found = await lstat(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  });
  if (found?.isDirectory() === true || found?.isFile() === true) return;
  throw new Refusal(found === undefined ? 'notFound' : 'badInput', {
    expected: 'a package: a folder, or one zip file',
    found: `${found === undefined ? 'nothing' : 'something else'} at ${path}`,
    next: 'Nothing was recorded. Check the path and repeat.',
  });
}

/** Of a peer the program knows it; else what the person said of their comparing. */
function reasonOf(
  { trust, act }: ImportRequest,
  peer: TrustedPeer | undefined,
): { readonly reason?: string } {
  if (peer !== undefined) return { reason: `${keysRecord('peer')} Peer ${peer.id}.` };
  if (act?.reason !== undefined) return {};
  return { reason: keysRecord(trust === undefined ? 'none' : 'file') };
}

const peerGone = (): Refusal =>
  new Refusal('conflict', {
    expected: 'the trusted peer whose keys this package was held to',
    found: 'that it was withdrawn or replaced since',
    next: 'Have the package checked again, and look at what is shown then.',
  });

function importKey(caseId: Uuid, tagManifestSha256: string): string {
  return `import:${caseId}:${tagManifestSha256}`;
}

/** The exhibits of a case that this very package was imported as. */
export async function importedBefore(
  house: Installation,
  caseId: Uuid,
  tagManifestSha256: string,
): Promise<string[]> {
  const recorded = await house.recordedUnder(importKey(caseId, tagManifestSha256));
  return recorded === undefined ? [] : importedOf(recorded).map(({ number }) => number);
}

interface Taking {
  readonly file: CaseFile;
  readonly found: FoundPackage;
  readonly reader: PackageReader;
  readonly request: ImportRequest;
}

/** One exhibit staged and sealed, waiting to be recorded. */
interface Staged {
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

async function take(house: Installation, taking: Taking): Promise<Recorded> {
  const { found, file } = taking;
  const key = importKey(file.id, found.tagManifestSha256);
  const before = await house.recordedUnder(key);
  if (before !== undefined) return before;
  const open: Staging[] = [];
  const staged: Staged[] = [];
  try {
    for (const exhibit of found.exhibits) {
      if (exhibit.isDestroyed) continue;
      staged.push(await stageExhibit(house, taking, { exhibit, open }));
    }
    staged.push(await stagePapers(house, taking, open));
  } catch (error) {
    for (const staging of open) await staging.discard();
    throw error;
  }
  let recorded: Recorded;
  try {
    recorded = await house.log.append({ key, events: (tx) => recordAll(house, tx, { taking, staged }) });
  } catch (error) {
    for (const one of staged) await house.settleStaged(one.id);
    throw error;
  }
  for (const one of staged) await house.settleStaged(one.id); // publishes, or discards when another process was first
  return recorded;
}

async function stageExhibit(
  house: Installation,
  { found, reader, request }: Taking,
  { exhibit, open }: { exhibit: FoundExhibit; open: Staging[] },
): Promise<Staged> {
  const id = newUuid(house.clock, house.random);
  const staging = await house.store.stage(id);
  open.push(staging);
  const prefix = `data/${exhibit.number}/`;
  const paths = [...found.payload.keys()].filter((path) => path.startsWith(prefix));
  let bytes = 0;
  let digestedBytes = exhibit.bytes;
  for (const path of paths) {
    const inside = path.slice(prefix.length);
    const isList = exhibit.isTree && inside === 'tree.jsonl';
    const written = await copyIn(staging, reader, {
      from: found.prefix + path,
      to: isList ? inside : `data/${inside}`,
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
async function stagePapers(house: Installation, { found, reader }: Taking, open: Staging[]): Promise<Staged> {
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
  paths: { from: string; to: string },
): Promise<WrittenFile> {
  return staging.write(paths.to, { kind: 'stream', stream: reader.pieces(paths.from), name: paths.from });
}

async function recordAll(
  house: Installation,
  tx: Tx,
  { taking, staged }: { taking: Taking; staged: readonly Staged[] },
): Promise<readonly Draft[]> {
  const drafts: Draft[] = [];
  for (const one of staged) {
    const item = await takeItem(tx, taking.file.id);
    const number = exhibitNumber(taking.file.reference, item);
    await insertExhibit(tx, {
      id: one.id,
      number,
      caseId: taking.file.id,
      item,
      method: 'package',
      title: one.title,
      files: one.files,
      bytes: one.bytes,
      sha256: one.digests.sha256,
      conditions: one.conditions,
      fromLog: taking.found.keys.origin,
      fromItem: one.fromItem,
      addedAt: new Date(house.clock()),
    });
    const { authority, act } = taking.request;
    const place = { exhibit: one.id, caseId: taking.file.id };
    await keepWithRequest(tx, { ...place, authority, by: act?.detail?.['personId'] });
    drafts.push(...draftsOf(house, taking, { one, number }));
  }
  return drafts;
}

function draftsOf(
  house: Installation,
  { file, found, request }: Taking,
  { one, number }: { one: Staged; number: string },
): Draft[] {
  const common = { item: number, case: file.id, occurredAt: isoLocal(house.clock()), tool: TOOL };
  const received: Draft = {
    ...common,
    ...request.act,
    type: 'received',
    authority: request.authority ?? {
      type: 'other',
      id: `package ${found.tagManifestSha256.slice(0, 16)} of ${found.keys.origin}`,
    },
    digests: one.digests,
    size: one.digestedBytes,
    facts: {
      files: one.files,
      bytes: one.bytes,
      fromLog: found.keys.origin,
      fromItem: one.fromItem,
      fromEvent: one.fromEvent,
      checkpointSize: found.checkpoint.size,
      checkpointRoot: hex(found.checkpoint.root),
      package: found.tagManifestSha256,
      ...(one.conditions.length === 0 ? {} : { conditions: one.conditions }),
    },
  };
  const stored: Draft = {
    ...common,
    type: 'stored',
    facts: {
      files: one.sealed.files,
      bytes: one.sealed.bytes,
      object: `urn:uuid:${one.id}`,
      inventory: one.sealed.inventorySha256,
    },
  };
  return [received, stored];
}

function importedOf(recorded: Recorded): ImportedExhibit[] {
  return recorded.leaves.flatMap((leaf) => {
    const { event } = parseEventNote(leaf.note, `event ${leaf.index}`);
    if (event.type !== 'received') return [];
    return [
      {
        number: event.item,
        fromLog: factText(event, 'fromLog') ?? '',
        fromItem: factText(event, 'fromItem') ?? '',
      },
    ];
  });
}
