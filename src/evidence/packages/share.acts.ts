// Handing evidence out of the house from a page: asked for by one, where the policy says so confirmed by another, made as a
// job, taken away as a file. The events of the log name who acted; the file is a copy that can be made again.
import { access, open, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import { roleInCase } from '../../people/case-member.store.ts';
import { inCase } from '../../people/policy.ts';
import { readSetting } from '../../people/setting.store.ts';
import type { CaseRole } from '../../people/roles.ts';
import { ifThere, makeFolder } from '../../platform/files.ts';
import { startJob } from '../../platform/job.store.ts';
import type { JobOrder } from '../../platform/job.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { knowsExhibits } from '../exhibits/exhibit.store.ts';
import { nameOf, type Viewer } from '../exhibits/exhibit-act.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { Draft } from '../log/log-entry.ts';
import type { Tx } from '../log/log.store.ts';
import type { CourtOf } from './package-contents.ts';
import { beginHandOver, createPackage, handOverKey } from './package-create.acts.ts';
import { checkedForm } from './package-form.acts.ts';
import { endBegun } from './package.store.ts';
import { areHeld, fileNameOf } from '../custody/copies.store.ts';
import { refuseWithoutConsent } from './sender-conditions.store.ts';
import { certifiedBy, RECORDS_KEPT, recordsKept, type RecordsCertified } from './records.ts';
import * as store from './share.store.ts';
import { EXHIBITS_MAX } from './share-form.ts';
import {
  needsSecond,
  obstacleOf,
  type MadeShare,
  type Share,
  type SharedPackage,
  type ShareLine,
} from './share.ts';
import { TOOL } from '../log/tool.ts';
import { z } from 'zod';

const payload = z.strictObject({ caseId: z.uuid(), reference: z.string(), role: z.string() });

/** The job has the id of the package. */
export const makeOrder = { name: 'makePackage', act: 'seePackages', payload } as const satisfies JobOrder<
  z.infer<typeof payload>
>;

export interface ShareRequest {
  readonly by: Viewer;
  readonly share: Share;
  /** Idempotency key of the form, and the id from then on. */
  readonly id: Uuid;
  /** Stands or falls with it. Not run for what was asked for before. */
  readonly along?: (tx: Tx) => Promise<void>;
}

/**
 * `asked`: waits for a second person. `making`: it is on the record as handed over, and the job makes it. Refuses notFound,
 * notAllowed (what may not leave), badUsage.
 */
export async function askShare(
  house: Installation,
  { by, share, id, along }: ShareRequest,
): Promise<'asked' | 'making'> {
  checkedForm({ isZip: true, encryptTo: share.recipient === undefined ? [] : [share.recipient] });
  const insert = async (tx: Tx): Promise<CaseRole> => {
    const role = await roleToShare(tx, by);
    await refuseObstacles(tx, by, share, house.settings.state);
    const at = new Date(house.clock());
    const records = await certified(tx, by, share);
    const whose = {
      id,
      caseId: by.file.id,
      by: by.person.id,
      at,
      needsSecond: needsSecond(role, by.file),
      records,
    };
    if (await store.insertShare(tx, { ...share, ...whose })) await along?.(tx);
    return role;
  };
  if (needsSecond(by.file.role, by.file)) {
    await house.db.transaction(insert);
    return 'asked';
  }
  let isAsked = false;
  await house.log.append({
    key: handOverKey(id),
    events: async (tx) => {
      const role = await insert(tx);
      isAsked = needsSecond(role, by.file); // the role may have changed since the page was made
      return isAsked ? [] : handOut(house, tx, { by, id, role });
    },
  });
  return isAsked ? 'asked' : 'making';
}

/** What who asks certifies, by how an administrator says that the records are made. Refuses conflict (it says nothing). */
async function certified(tx: Tx, { person }: Viewer, share: Share): Promise<RecordsCertified | undefined> {
  const kept = (await readSetting(tx, RECORDS_KEPT, recordsKept))?.value;
  if (kept === undefined && share.leftOut === undefined) return undefined;
  if (kept === undefined) throw new Refusal('conflict.recordsNotSaid');
  return certifiedBy(person, kept, share);
}

export interface ShareDecision {
  readonly by: Viewer;
  readonly id: Uuid;
}

/** The second person. Refuses notFound, notAllowed (who asked; what may not leave any more), conflict (decided already). */
export async function confirmShare(house: Installation, { by, id }: ShareDecision): Promise<void> {
  await house.log.append({
    key: handOverKey(id),
    events: async (tx) => {
      const role = await roleToShare(tx, by);
      const share = await openShare(tx, by, id);
      if (share.askedBy.id === by.person.id) throw needsAnother();
      await refuseObstacles(tx, by, share, house.settings.state);
      const at = new Date(house.clock());
      if (!(await store.decideShare(tx, id, { outcome: 'confirmed', by: by.person.id, at })))
        throw decidedAlready();
      return handOut(house, tx, { by, id, role });
    },
  });
}

/** Who asked takes it back, or the second person refuses. */
export async function withdrawShare(house: Installation, { by, id }: ShareDecision): Promise<void> {
  await house.db.transaction(async (tx) => {
    await roleToShare(tx, by);
    await openShare(tx, by, id);
    const at = new Date(house.clock());
    if (!(await store.decideShare(tx, id, { outcome: 'withdrawn', by: by.person.id, at })))
      throw decidedAlready();
  });
}

/** Of the person now, not as the page was made. Refuses notAllowed. */
export async function roleToShare(tx: Tx, { person, file }: Viewer): Promise<CaseRole> {
  const role = await roleInCase(tx, file.id, person.id);
  if (role === undefined || inCase(role, 'shareEvidence') === 'no') throw notYourRole();
  return role;
}

/**
 * A copy that was made and is here, as it may be given to one more person now. Refuses notFound, notAllowed (not their role, what may not
 * leave any more, who asked for it where a second person must have a part), conflict (not made, or taken off; custody goes with it).
 */
export async function shareToDisclose(
  house: Pick<Installation, 'settings'>,
  tx: Tx,
  by: Viewer,
  id: Uuid,
): Promise<{ readonly share: SharedPackage; readonly role: CaseRole; readonly lines: readonly ShareLine[] }> {
  const role = await roleToShare(tx, by);
  const share = await knownShare(tx, by, id);
  if (share === undefined) throw new Refusal('notFound.sharedPackage');
  if (share.made === undefined || share.removedAt !== undefined || share.handsOver !== 'copy')
    throw new Refusal('conflict.disclosurePackage');
  await refuseObstacles(tx, by, share, house.settings.state);
  if (needsSecond(role, by.file) && share.askedBy.id === by.person.id)
    throw new Refusal('notAllowed.disclosureNeedsSecond');
  const lines = await store.shareLines(tx, by.file.id, EXHIBITS_MAX, share.exhibits);
  return { share, role, lines };
}

async function openShare(tx: Tx, by: Viewer, id: Uuid): Promise<SharedPackage> {
  const share = await knownShare(tx, by, id);
  if (share === undefined || share.outcome !== undefined) throw decidedAlready();
  return share;
}

/** Undefined also where an exhibit in it is one that this person may not know of. */
async function knownShare(tx: Tx, { person, file }: Viewer, id: Uuid): Promise<SharedPackage | undefined> {
  const share = await store.shareById(tx, file.id, id);
  const who = { person: person.id, caseId: file.id };
  return share !== undefined && (await knowsExhibits(tx, who, share.exhibits)) ? share : undefined;
}

/** As things are now, not as they were when the page was made. */
async function refuseObstacles(
  tx: Tx,
  { person, file }: Viewer,
  share: Share,
  ownState: string,
): Promise<void> {
  const { exhibits, ground, receiver, handsOver } = share;
  const lines = await store.shareLines(tx, file.id, EXHIBITS_MAX + 1, exhibits);
  if (!(await knowsExhibits(tx, { person: person.id, caseId: file.id }, exhibits))) throw mayNotLeave();
  const isOther = exhibits.length === 0 || lines.length !== exhibits.length || lines.length > EXHIBITS_MAX;
  if (isOther || lines.some((one) => obstacleOf(one) !== undefined)) throw mayNotLeave();
  if (ground === undefined && lines.some(({ conditions }) => conditions.length > 0)) throw noGround();
  await refuseWithoutConsent(tx, {
    exhibits: lines,
    to: { state: receiver.state, isOwnProceedings: receiver.state === ownState },
    isOffer: handsOver === 'custody',
  });
}

/** Puts on record that it is handed over, and has the job make it. */
async function handOut(
  house: Installation,
  tx: Tx,
  { by, id, role }: { by: Viewer; id: Uuid; role: CaseRole },
): Promise<Draft[]> {
  const { person, file } = by;
  const share = await store.shareById(tx, file.id, id);
  if (share === undefined) throw decidedAlready();
  await startJob(house, tx, makeOrder, {
    id,
    by: person.id,
    caseId: file.id,
    title: share.receiver.name,
    payload: { caseId: file.id, reference: file.reference, role },
  });
  const exhibits = await store.shareLines(tx, file.id, EXHIBITS_MAX, share.exhibits);
  const { receiver, handsOver } = share;
  const request = { receiver, isOffer: handsOver === 'custody', act: actOf(share, role) };
  return beginHandOver(house, tx, id, { to: pathOf(house, share), caseId: file.id, exhibits, request });
}

export interface Making {
  readonly id: Uuid;
  readonly caseId: Uuid;
  /** Of who confirmed it, or asked when nobody needs to confirm. */
  readonly role: string;
  readonly signal: AbortSignal;
  readonly courtOf?: CourtOf | undefined;
  readonly onProgress: (done: number, total: number) => void;
}

/** Makes what was confirmed. Run again, it is the same package: what was recorded is not recorded twice. */
export async function makeShare(house: Installation, making: Making): Promise<void> {
  const { id, caseId, signal } = making;
  const share = await store.shareById(house.db.kysely, caseId, id);
  if (share === undefined || share.outcome !== 'confirmed' || share.made !== undefined) return;
  const to = pathOf(house, share);
  await makeFolder(house.home.packages, 0o700);
  await rm(to, { force: true }); // whole, and nobody could have been told: its row would say so
  const { recipient } = share;
  const made = await createPackage(house, {
    id,
    caseName: caseId,
    exhibits: share.exhibits,
    to,
    receiver: share.receiver,
    isOffer: share.handsOver === 'custody',
    withoutQuorum: false,
    isWithoutDetails: !share.withDetails,
    form: { isZip: true, encryptTo: recipient === undefined ? [] : [recipient] },
    act: actOf(share, making.role),
    ...(share.records && { records: share.records }),
    ...(making.courtOf && { courtOf: making.courtOf }),
    onProgress: (_, done, total) => making.onProgress(done, total),
    signal,
  });
  signal.throwIfAborted();
  const { size } = await stat(to);
  const at = new Date(house.clock());
  const { noteSha256, bag, files } = made;
  const isKept = await house.db.transaction(async (tx) => {
    if (!(await areHeld(tx, caseId, share.exhibits))) return false;
    await store.setMade(tx, id, { at, noteSha256, bag, files, bytes: size });
    return true;
  });
  if (isKept) return;
  await rm(to, { force: true });
  throw destroyedMeanwhile();
}

function actOf(share: SharedPackage, role: string): NonNullable<Parameters<typeof createPackage>[1]['act']> {
  const { askedBy, decidedBy, needsSecond: isSecond } = share;
  const proposed = isSecond ? { proposedBy: askedBy.name, proposedById: askedBy.id } : {};
  return {
    role,
    reason: share.ground === undefined ? share.purpose : `${share.purpose}. ${share.ground}`,
    authority: share.basis,
    detail: { person: decidedBy ?? askedBy.name, ...proposed },
  };
}

/**
 * What was recorded as handed over and was then cancelled or refused: each entry is corrected, once. What was made of it is
 * gone already.
 */
export async function correctUnmade(house: Installation, { id, caseId, role }: Making): Promise<void> {
  const share = await store.shareById(house.db.kysely, caseId, id);
  if (share === undefined || share.made !== undefined) return;
  await rm(pathOf(house, share), { force: true });
  await endBegun(house.db.kysely, pathOf(house, share));
  const recorded = await house.recordedUnder(handOverKey(id));
  if (recorded === undefined) return; // asked for by an earlier version, and refused before anything was recorded
  await house.log.append({
    key: `package-unmade:${id}`,
    events: recorded.leaves.map(({ note, index }) => {
      const { event } = parseEventNote(note, `event ${index}`);
      return {
        type: 'corrected',
        item: event.item,
        ...(event.case === undefined ? {} : { case: event.case }),
        occurredAt: isoLocal(house.clock()),
        reason: 'The package was not made. Nothing was handed over.',
        role,
        tool: TOOL,
        facts: { event: event.id, field: 'other' },
      };
    }),
  });
}

/** Who takes the file, as the log says it. */
export interface Taker extends Required<Pick<Draft, 'role' | 'detail'>> {
  readonly id: Uuid;
}

export const takerOf = (by: Viewer): Taker => ({ id: by.person.id, role: by.file.role, detail: nameOf(by) });

export interface PackageFile {
  readonly file: FileHandle;
  readonly name: string;
  readonly made: MadeShare;
}

/**
 * The bytes, after their download is recorded for each exhibit. `isContinued`: goes on where a download of this person
 * stopped, which is the same download. Undefined when there is no such file.
 */
export async function downloadShare(
  house: Installation,
  by: Taker,
  request: { readonly share: SharedPackage; readonly isContinued: boolean },
): Promise<PackageFile | undefined> {
  const { share, isContinued } = request;
  const { made } = share;
  if (made === undefined || share.removedAt !== undefined) return undefined;
  const path = pathOf(house, share);
  const file = await ifThere(open(path));
  if (file === undefined) return undefined;
  try {
    const day = new Date(house.clock()).toISOString().slice(0, 10);
    await house.log.append({
      ...(isContinued ? { key: `package-download:${share.id}:${by.id}:${day}` } : {}),
      events: share.exhibits.map((number) => ({
        type: 'downloaded',
        item: number,
        case: share.caseId,
        occurredAt: isoLocal(house.clock()),
        role: by.role,
        detail: by.detail,
        tool: TOOL,
        facts: { files: made.files, bytes: made.bytes },
      })),
    });
  } catch (error) {
    await file.close();
    throw error;
  }
  return { file, made, name: `${made.bag}${share.recipient === undefined ? '.zip' : '.zip.age'}` };
}

/** Takes the copy off this machine. What was handed over, and when, stays known. False: no such package was made. */
export async function removeShare(house: Installation, { by, id }: ShareDecision): Promise<boolean> {
  const share = await house.db.transaction(async (tx) => {
    await roleToShare(tx, by);
    const found = await knownShare(tx, by, id);
    if (found?.made !== undefined) await store.setRemoved(tx, id, new Date(house.clock()));
    return found;
  });
  if (share?.made === undefined) return false;
  await rm(pathOf(house, share), { force: true });
  return true;
}

/** Whether the file is on this machine: an older snapshot of a backup may name one that was taken off meanwhile. */
export async function isShareHere(house: Installation, share: SharedPackage): Promise<boolean> {
  return access(pathOf(house, share)).then(
    () => true,
    () => false,
  );
}

function pathOf({ home }: Installation, share: SharedPackage): string {
  return join(home.packages, fileNameOf(share));
}

const destroyedMeanwhile = (): Refusal => new Refusal('changed.destroyedMeanwhile');

const notYourRole = (): Refusal => new Refusal('notAllowed.roleToShare');

const needsAnother = (): Refusal => new Refusal('notAllowed.shareNeedsSecond');

const decidedAlready = (): Refusal => new Refusal('conflict.shareDecided');

const mayNotLeave = (): Refusal => new Refusal('notAllowed.mayNotLeave');

const noGround = (): Refusal => new Refusal('notAllowed.noGround');
