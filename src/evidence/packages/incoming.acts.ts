// A package that arrives on a page: sent by a browser or put into COMITY_HOME/incoming, checked as a job, then taken into
// evidence as another when somebody has seen what the check shows. What fails is kept aside with the reason.
import { createWriteStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { roleInCase } from '../../people/case-member.store.ts';
import { inCase } from '../../people/policy.ts';
import { hashFiles } from '../../platform/copy.ts';
import { diskRefusal, ifThere, makeFolder } from '../../platform/files.ts';
import type { JobOrder } from '../../platform/job.ts';
import { startJob } from '../../platform/job.store.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { openPackage } from '../../platform/package-reader.ts';
import { Fault } from '../../verify/fault.ts';
import { verifyPackage, type Verdict } from '../../verify/package.ts';
import { readTrust } from '../../verify/trust.ts';
import type { Viewer } from '../exhibits/exhibit-act.acts.ts';
import { nameText } from '../exhibits/found-name.ts';
import { checkedPackage, incomingState, type Incoming } from './incoming.ts';
import * as store from './incoming.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { Tx } from '../log/log.store.ts';
import { fileAndPeer, peerOf, trustByPeers } from '../log/peer.do.ts';
import type { TrustedPeer } from '../log/peer.ts';
import { importedBefore, importPackage } from './package-import.acts.ts';
import { quarantine } from './quarantine.acts.ts';

const payload = z.strictObject({ incoming: z.uuid(), caseId: z.uuid(), reference: z.string() });
export const checkIncomingOrder = {
  name: 'checkPackage',
  act: 'addEvidence',
  payload,
} as const satisfies JobOrder<z.infer<typeof payload>>;

const importPayload = payload.extend({
  role: z.string(),
  person: z.string(),
  /** What it answers: the authority on which it is received. */
  answers: z.string(),
  reason: z.string(),
  /** The trusted peer that was shown. */
  peer: z.uuid().optional(),
  /** What asked in the person's name, when it was another program. */
  through: z.string().optional(),
});
export const importOrder = {
  name: 'importPackage',
  act: 'addEvidence',
  payload: importPayload,
} as const satisfies JobOrder<z.infer<typeof importPayload>>;

const FOLDER_ENTRIES_MAX = 500;

/** Names in COMITY_HOME/incoming that could be packages. */
export async function arrivedByHand({ home }: Installation): Promise<string[]> {
  const entries = (await ifThere(readdir(home.incoming, { withFileTypes: true }))) ?? [];
  return entries
    .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isFile()))
    .map((entry) => entry.name)
    .sort()
    .slice(0, FOLDER_ENTRIES_MAX);
}

/** `id`: what was taken under it is not taken again. Refuses notFound (nothing of that name there), notAllowed. */
export async function takeFromFolder(
  house: Installation,
  by: Viewer,
  name: string,
  id?: Uuid,
): Promise<Uuid> {
  if (!(await arrivedByHand(house)).includes(name)) throw nothingThere();
  return begin(house, by, { name, path: join(house.home.incoming, name), isUpload: false, id });
}

export interface SentPackage {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly bytesMax: number;
  /** What was taken under it is not taken again. */
  readonly id?: Uuid;
}

/** Refuses tooLarge, noSpace, badInput (it broke off); then nothing of it is kept. */
export async function takeSent(house: Installation, by: Viewer, sent: SentPackage): Promise<Uuid> {
  const folder = join(house.home.incoming, '.sent');
  await makeFolder(folder, 0o700);
  const { id = newUuid(house.clock, house.random), name } = sent;
  if (sent.id !== undefined && (await isTaken(house, by, id))) return id;
  const path = join(folder, `${id}.zip`);
  try {
    await pipeline(limited(sent), createWriteStream(path, { flags: 'w', mode: 0o600, flush: true }));
    return await begin(house, by, { id, name, path, isUpload: true });
  } catch (error) {
    await rm(path, { force: true });
    throw diskRefusal(error, 'the package that is sent');
  }
}

/** By an earlier sending, whose answer was lost: its file stays as it is. */
async function isTaken({ db }: Installation, { file }: Viewer, id: Uuid): Promise<boolean> {
  return (await store.incomingById(db.kysely, file.id, id)) !== undefined;
}

async function* limited({ bytes, bytesMax }: SentPackage): AsyncGenerator<Uint8Array> {
  let so = 0;
  for await (const piece of bytes) {
    so += piece.length;
    if (so > bytesMax) throw tooLarge(bytesMax);
    yield piece;
  }
}

type Arrived = Pick<store.NewIncoming, 'name' | 'path' | 'isUpload'> & { readonly id?: Uuid | undefined };

async function begin(
  house: Installation,
  by: Viewer,
  { id = newUuid(house.clock, house.random), ...arrived }: Arrived,
): Promise<Uuid> {
  const { person, file } = by;
  const name = nameText(arrived.name).slice(0, 200);
  await house.db.transaction(async (tx) => {
    await roleToImport(tx, by);
    const at = new Date(house.clock());
    await store.insertIncoming(tx, {
      ...arrived,
      name,
      id,
      caseId: file.id,
      by: person.id,
      at,
      checkJob: id,
    });
    await startCheck(house, tx, { by, id, job: id, name });
  });
  return id;
}

async function startCheck(
  house: Installation,
  tx: Tx,
  { by: { person, file }, id, job, name }: { by: Viewer; id: Uuid; job: Uuid; name: string },
): Promise<void> {
  await startJob(house, tx, checkIncomingOrder, {
    id: job,
    by: person.id,
    caseId: file.id,
    title: name,
    payload: { incoming: id, caseId: file.id, reference: file.reference },
  });
}

/**
 * Checks it again: against keys that came by another road, or without a file against those of the trusted peer, if there is one
 * by now. Refuses badInput (no such file of keys), conflict (its state; a file where there is a trusted peer).
 */
export async function checkAgainst(
  house: Installation,
  by: Viewer,
  {
    id,
    trust,
    job = newUuid(house.clock, house.random),
  }: { readonly id: Uuid; readonly trust?: string; readonly job?: Uuid },
): Promise<Uuid> {
  if (trust !== undefined) refuseNoTrust(trust);
  await house.db.transaction(async (tx) => {
    if ((await jobsOf(tx, by, id)).checkJob === job) return;
    const incoming = await checkedOne(tx, by, id);
    const peer = await peerOf(tx, incoming.checked?.verdict.pack?.origin ?? '');
    if (trust !== undefined && peer !== undefined) throw fileAndPeer(peer);
    await store.setTrust(tx, id, trust, job);
    await startCheck(house, tx, { by, id, job, name: incoming.name });
  });
  return job;
}

function refuseNoTrust(trust: string): void {
  try {
    const { policy } = readTrust(Buffer.from(trust), 'trust file', nodeCrypto);
    if (policy === undefined)
      throw new Fault('policyInvalid', 'trust file', 'keys of a log', 'certificates alone');
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new Refusal('badInput.trustFile', { cause: error });
  }
}

export interface ImportWish {
  readonly id: Uuid;
  readonly answers: string;
  /** How its keys were compared, for the record. */
  readonly reason: string;
  /** What was asked for under it is not asked again. */
  readonly job?: Uuid;
}

/** Asks for its import as a job. Refuses conflict (it does not stand as checked), notAllowed. */
export async function askImport(house: Installation, by: Viewer, wish: ImportWish): Promise<Uuid> {
  const { person, file } = by;
  const { job = newUuid(house.clock, house.random) } = wish;
  await house.db.transaction(async (tx) => {
    if ((await jobsOf(tx, by, wish.id)).importJob === job) return;
    const role = await roleToImport(tx, by);
    const incoming = await checkedOne(tx, by, wish.id);
    const peer = incoming.checked?.verdict.peer;
    await store.setImportJob(tx, wish.id, job);
    await startJob(house, tx, importOrder, {
      id: job,
      by: person.id,
      caseId: file.id,
      title: incoming.name,
      payload: {
        incoming: wish.id,
        caseId: file.id,
        reference: file.reference,
        role,
        person: person.name,
        answers: wish.answers,
        reason: wish.reason,
        ...(peer === undefined ? {} : { peer: peer.id }),
        ...(by.through === undefined ? {} : { through: by.through }),
      },
    });
  });
  return job;
}

/** The jobs that it has been given so far. */
async function jobsOf(tx: Tx, { file }: Viewer, id: Uuid): Promise<{ checkJob?: Uuid; importJob?: Uuid }> {
  const incoming = await store.incomingById(tx, file.id, id);
  if (incoming === undefined) return {};
  const { checkJob, importJob } = incoming;
  return { checkJob: checkJob.id, ...(importJob && { importJob: importJob.id }) };
}

async function roleToImport(tx: Tx, { person, file }: Viewer) {
  const role = await roleInCase(tx, file.id, person.id);
  if (role !== undefined && inCase(role, 'addEvidence') === 'yes') return role;
  throw new Refusal('notAllowed.roleToImport');
}

async function checkedOne(tx: Tx, by: Viewer, id: Uuid): Promise<Incoming> {
  await roleToImport(tx, by);
  const incoming = await store.incomingById(tx, by.file.id, id);
  if (incoming !== undefined && incomingState(incoming) === 'checked') return incoming;
  throw new Refusal('conflict.packageState');
}

export interface Checking {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** Runs every check. What fails is kept aside, once, and what a browser sent of it is removed. */
export async function checkIncoming(house: Installation, checking: Checking): Promise<void> {
  const { id, caseId } = checking;
  const incoming = await store.incomingById(house.db.kysely, caseId, id);
  if (incoming === undefined || incoming.checked !== undefined) return;
  const verdict = await verdictOn(house, incoming, checking);
  const already =
    verdict.found === undefined ? [] : await importedBefore(house, caseId, verdict.found.tagManifestSha256);
  const fault = verdict.fault;
  const kept = fault === undefined ? undefined : await quarantine(house, incoming.path, fault, id);
  const at = new Date(house.clock());
  await house.db.transaction((tx) =>
    store.setVerdict(tx, id, {
      at,
      verdict: checkedPackage(verdict, already, nodeCrypto),
      ...(kept === undefined ? {} : { quarantine: kept }),
    }),
  );
  if (kept !== undefined && incoming.isUpload) await rm(incoming.path, { force: true });
}

async function verdictOn(
  house: Installation,
  { path, trust: file }: Incoming,
  { signal, onProgress }: Checking,
): Promise<Verdict & { readonly peer?: TrustedPeer | undefined }> {
  const given = file === undefined ? undefined : readTrust(Buffer.from(file), 'trust file', nodeCrypto);
  const trust = trustByPeers(house.db.kysely, given);
  let reader: Awaited<ReturnType<typeof openPackage>> | undefined;
  try {
    reader = await openPackage(path, nodeCrypto, () => Promise.resolve(hashFiles));
    const verdict = await verifyPackage(reader, {
      crypto: nodeCrypto,
      trust: trust.of,
      onBytes: (done, total) => {
        signal.throwIfAborted();
        onProgress(done, total);
      },
    });
    return { ...verdict, peer: trust.peer() };
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return { ok: false, checks: [], fault, established: [], notEstablished: [] };
  } finally {
    reader?.close();
  }
}

export interface Importing extends Checking {
  readonly act: {
    readonly role: string;
    readonly person: string;
    readonly personId: Uuid | undefined;
    readonly through?: string | undefined;
  };
  /** The trusted peer that was shown to whoever asked. */
  readonly peer?: Uuid | undefined;
  readonly answers: string;
  readonly reason: string;
}

/** Takes it into evidence. False when it did not hold any more: it was changed after its check. */
export async function importIncoming(house: Installation, importing: Importing): Promise<boolean> {
  const { id, caseId, signal, act } = importing;
  const incoming = await store.incomingById(house.db.kysely, caseId, id);
  if (incoming === undefined || incoming.exhibits !== undefined) return true;
  const result = await importPackage(house, {
    path: incoming.path,
    caseName: caseId,
    ...(incoming.trust === undefined ? {} : { trust: Buffer.from(incoming.trust) }),
    ...(importing.peer === undefined ? {} : { seenPeer: importing.peer }),
    authority: { type: 'request', id: importing.answers },
    act: {
      role: act.role,
      reason: importing.reason,
      detail: {
        person: act.person,
        ...(act.personId === undefined ? {} : { personId: act.personId }),
        ...(act.through === undefined ? {} : { through: act.through }),
      },
    },
    onProgress: (_, done, total) => {
      signal.throwIfAborted();
      importing.onProgress(done, total);
    },
  });
  if (result.ok) {
    const exhibits = result.exhibits.map(({ number }) => number);
    const at = new Date(house.clock());
    await house.db.transaction((tx) => store.setImported(tx, id, { at, exhibits }));
  }
  if (incoming.isUpload) await rm(incoming.path, { force: true });
  return result.ok;
}

/** Whether its log has now another trusted peer, or none, than when it was checked. */
export async function isPeerChanged({ db }: Installation, { checked }: Incoming): Promise<boolean> {
  const { pack, peer } = checked?.verdict ?? {};
  return pack !== undefined && (await peerOf(db.kysely, pack.origin))?.id !== peer?.id;
}

const nothingThere = (): Refusal => new Refusal('notFound.incomingFile');

const tooLarge = (max: number): Refusal => new Refusal('tooLarge.packageUpload', { max });
