// Takes a package from another agency into evidence: checked first, staged whole, then recorded in one act. What fails
// is kept aside with the reason. The sender's papers (events, proofs, keys) become an exhibit of their own, so that a
// court can always go back to the source.
import { lstat } from 'node:fs/promises';
import type { Uuid } from '../../base/ids.ts';
import { hex } from '../../base/bytes.ts';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import { findCase, takeItem } from '../../cases/case.store.ts';
import { hashFiles } from '../../platform/copy.ts';
import { errorCode } from '../../platform/files.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { openPackage } from '../../platform/package-reader.ts';
import { factText, type Authority } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import type { FoundPackage } from '../../verify/package-parts.ts';
import type { Staging } from '../../platform/object-store.ts';
import { verifyPackage } from '../../verify/package.ts';
import type { PackageReader } from '../../verify/reader.ts';
import type { Statement } from '../../verify/report.ts';
import { readTrust } from '../../verify/trust.ts';
import { Fault } from '../../verify/fault.ts';
import { keyFingerprint } from '../../verify/note-key.ts';
import { exhibitNumber } from '../exhibits/exhibit.ts';
import { insertExhibit, keepWithRequest } from '../exhibits/exhibit.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { Draft } from '../log/log-entry.ts';
import type { Recorded } from '../log/log-writer.acts.ts';
import { trustByPeers } from '../log/peer.do.ts';
import { compareService, type ServiceCompared, type TrustedPeer } from '../log/peer.ts';
import type { Tx } from '../log/log.store.ts';
import { keysRecord } from './incoming.ts';
import { stageExhibit, stagePapers, type Staged, type Taking } from './package-stage.acts.ts';
import { quarantine } from './quarantine.acts.ts';
import { TOOL } from '../log/tool.ts';

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

interface ImportedExhibit {
  readonly number: string;
  readonly fromLog: string;
  readonly fromItem: string;
}

export type ImportResult =
  | {
      readonly ok: true;
      readonly repeated: boolean;
      readonly exhibits: readonly ImportedExhibit[];
      /** With what its keys were compared here. */
      readonly compared: 'peer' | 'file' | 'none';
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
    if (verdict.found.request !== undefined) throw isProof(verdict.found.request.reference);
    const peer = trust.peer();
    if (request.seenPeer !== undefined && request.seenPeer !== peer?.id) throw peerGone();
    // Of the check that was made, never of the file that was given: one of certificates alone names no keys.
    const wasCompared = verdict.checks.some(({ name, outcome }) => name === 'trust' && outcome === 'passed');
    const compared = peer === undefined ? (wasCompared ? 'file' : 'none') : 'peer';
    const act = { ...request.act, ...reasonOf(request, { compared, peer }) };
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
      compared,
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
  throw new Refusal(found === undefined ? 'notFound.packagePath' : 'badInput.packagePath', { path });
}

/** Of a peer and of a file the program knows it; else what the person said of their comparing. */
function reasonOf(
  { act }: ImportRequest,
  { compared, peer }: { readonly compared: 'peer' | 'file' | 'none'; readonly peer: TrustedPeer | undefined },
): { readonly reason?: string } {
  if (peer !== undefined) return { reason: `${keysRecord('peer')} Peer ${peer.id}.` };
  const isOwnWord = act?.reason !== undefined && act.reason !== keysRecord('file');
  return compared === 'none' && isOwnWord ? {} : { reason: keysRecord(compared) };
}

const peerGone = (): Refusal => new Refusal('conflict.peerGone');

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

/** It holds no evidence, and nothing of it becomes an exhibit. */
function isProof(reference: string): Refusal {
  return new Refusal('badInput.proofForPackage', { reference });
}
