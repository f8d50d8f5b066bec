// A file on its way in: begun within limits, handed to the job that takes it into evidence once, or given up.
import { mkdir, open, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { PersonDatabase } from '../../people/as-person.store.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import type { Person } from '../../people/person.ts';
import { flush, ifThere } from '../../platform/files.ts';
import type { Home } from '../../platform/home.ts';
import { hasEnded } from '../../platform/job.ts';
import { jobById, startJob } from '../../platform/job.store.ts';
import type { UploadSettings } from '../../platform/upload-settings.ts';
import type { Intake } from './intake.ts';
import { deleteIntake, intakeById } from './intake.store.ts';
import type { Tx } from '../log/log.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import { takeOrder, uploadName, UPLOADS_MAX, type Upload } from './upload.ts';
import { deleteUpload, insertUpload, setTaken, underWay, uploadById, uploadsOf } from './upload.store.ts';

/** Where uploads arrive. */
export interface Reception {
  readonly house: Installation;
  /** As the person who brings something: row security shows them their own. */
  readonly db: PersonDatabase;
  readonly settings: UploadSettings;
}

/** Who brings something, to which case, and what they said about it. */
export interface Bringing {
  readonly person: Person;
  readonly file: CaseOfMember;
  readonly intake: Intake;
  /** What brings it for the person, when it is another program. */
  readonly through?: string | undefined;
  /** Somebody hands it over in the portal. */
  readonly handed?: Handed | undefined;
}

interface Handed {
  /** Of one account for one order. */
  readonly filesMax: number;
  /** Of them, those that came by an earlier draft. */
  readonly filesBefore: number;
}

/** Who takes in what has arrived. */
export type Taker = Pick<Bringing, 'person' | 'file' | 'through'>;

/** What the job records of them. */
export function takerPayload({ person, file, through }: Taker) {
  return {
    reference: file.reference,
    role: file.role,
    name: person.name,
    ...(through === undefined ? {} : { through }),
  };
}

/** Refuses badInput, tooLarge (the file), notAllowed (all that stands under the same bound), noSpace. */
export async function beginUpload(
  { house, db, settings }: Reception,
  { person, file, intake, handed }: Bringing,
  { id, name, bytes }: { readonly id: Uuid; readonly name: string; readonly bytes: number },
): Promise<void> {
  if (!uploadName.safeParse(name).success || !Number.isSafeInteger(bytes) || bytes < 0) throw badName();
  if (bytes > settings.fileBytesMax) throw tooLarge(settings.fileBytesMax, bytes);
  await refuseFullDisk(house.home, bytes);
  const at = new Date(house.clock());
  await db.asPerson(person.id, async (tx) => {
    const before = await underWay(tx, { person: person.id, intake: intake.id });
    if (handed !== undefined && handed.filesBefore + before.files >= handed.filesMax)
      throw tooManyHanded(handed);
    if (before.files >= UPLOADS_MAX || before.bytes + bytes > settings.personBytesMax)
      throw tooMuch(settings.personBytesMax);
    await insertUpload(tx, { id, intakeId: intake.id, caseId: file.id, person: person.id, name, bytes, at });
  });
}

/** How much of it is here. */
export async function receivedBytes(home: Home, id: Uuid): Promise<number> {
  return (await sizeOf(uploadPath(home, id))) ?? 0;
}

/** An upload whose file is not there yet, or not any more after a restored backup, begins at its first byte. */
export async function makeReceivable(home: Home, id: Uuid): Promise<void> {
  await mkdir(home.uploads, { recursive: true, mode: 0o700 });
  await writeFile(uploadPath(home, id), '', { flag: 'a', mode: 0o600 });
}

/**
 * All bytes are here and outlive a power cut: asks for the job that takes them. Done again, it is the same job; after one
 * that did not succeed, another. Refuses notReady while bytes are missing, notFound.
 */
export async function finishUpload(
  { house, db }: Reception,
  taker: Taker,
  id: Uuid,
  senderSha256: string | undefined,
): Promise<Uuid> {
  const { person, file } = taker;
  const seen = await db.asPerson(person.id, (tx) => uploadById(tx, id));
  if (seen === undefined || seen.state === 'cleared') throw uploadGone();
  if (seen.state === 'receiving') await settleBytes(house.home, seen);
  return db.asPerson(person.id, async (tx) => {
    const upload = await uploadById(tx, id);
    if (upload === undefined) throw uploadGone();
    const before = upload.job === undefined ? undefined : await jobById(tx, upload.job);
    if (before !== undefined && (before.state === 'done' || !hasEnded(before))) return before.id;
    const payload = { upload: id, ...takerPayload(taker), ...(await cameWith(tx, upload)) };
    const asked = { by: person.id, caseId: file.id, title: upload.name, payload };
    const job = await startJob(house, tx, takeOrder, asked);
    if (await setTaken(tx, id, { job, senderSha256, before: before?.id })) return job;
    throw takenMeanwhile();
  });
}

/** As was said of it, for the job. */
export async function cameWith(tx: Tx, { intakeId }: Upload): Promise<{ readonly cameWith?: string }> {
  const delivery = (await intakeById(tx, intakeId))?.answers.cameWith;
  return delivery === undefined ? {} : { cameWith: delivery };
}

/** Before it is taken. Its bytes go too. */
export async function removeUpload({ house, db }: Reception, person: Person, id: Uuid): Promise<boolean> {
  const isGone = await db.asPerson(person.id, (tx) => deleteUpload(tx, id));
  if (isGone) await removeBytes(house.home, id);
  return isGone;
}

/** What was said, and what has not been taken. What is in evidence stays, and then what was said of it does too. */
export async function discardIntake(reception: Reception, person: Person, intake: Intake): Promise<void> {
  const uploads = await reception.db.asPerson(person.id, (tx) => uploadsOf(tx, intake.id, UPLOADS_MAX));
  for (const { id } of uploads) await removeUpload(reception, person, id);
  await reception.db.asPerson(person.id, (tx) => deleteIntake(tx, intake.id));
}

export async function removeBytes(home: Home, id: Uuid): Promise<void> {
  await rm(uploadPath(home, id), { force: true });
}

export function uploadPath(home: Home, id: Uuid): string {
  return join(home.uploads, id);
}

export function newUploadId(house: Installation): Uuid {
  return newUuid(house.clock, house.random);
}

export async function settleBytes(home: Home, upload: Upload): Promise<void> {
  const path = uploadPath(home, upload.id);
  if ((await sizeOf(path)) !== upload.bytes) throw notAllHere(upload);
  const bytes = await open(path, 'r');
  try {
    await bytes.sync();
  } finally {
    await bytes.close();
  }
  await flush(home.uploads);
}

async function sizeOf(path: string): Promise<number | undefined> {
  return (await ifThere(stat(path)))?.size;
}

/** It will lie there twice for a while: as it came, and in the store. */
async function refuseFullDisk(home: Home, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(home.path);
  if (bavail * bsize >= 2 * bytes) return;
  throw new Refusal('noSpace.fileTwice');
}

const badName = (): Refusal => new Refusal('badInput.fileName');

const tooLarge = (max: number, found: number): Refusal => new Refusal('tooLarge.file', { max, found });

const tooMuch = (max: number): Refusal =>
  new Refusal('notAllowed.tooManyUploads', { uploadsMax: UPLOADS_MAX, max });

const tooManyHanded = ({ filesMax }: Handed): Refusal =>
  new Refusal('notAllowed.portalEntries', { max: filesMax });

export const uploadGone = (): Refusal => new Refusal('notFound.upload');

const notAllHere = (upload: Upload): Refusal => new Refusal('notReady.uploadWhole', { bytes: upload.bytes });

export const takenMeanwhile = (): Refusal => new Refusal('conflict.uploadTaken');
