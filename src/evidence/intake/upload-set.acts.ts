// Files that are parts of one disk image: each waits for the others, and then one job takes them in as one exhibit.
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { segmentSetOf, type SegmentSet } from '../../base/segment-sets.ts';
import { jobById, startJob } from '../../platform/job.store.ts';
import type { Tx } from '../log/log.store.ts';
import {
  cameWith,
  receivedBytes,
  settleBytes,
  takenMeanwhile,
  uploadGone,
  takerPayload,
  type Reception,
  type Taker,
} from './upload.acts.ts';
import { isOpen, takeOrder, UPLOADS_MAX, type Upload } from './upload.ts';
import { lockUploads, setSaid, setTaken, uploadById, uploadsOf } from './upload.store.ts';

/**
 * A part has arrived; the browser that sends it says how many there are. The last of them asks for the job. Done again, it
 * changes nothing. Undefined while others are on their way, or one is missing. Refuses notFound, and notReady while bytes are.
 */
export async function finishPart(
  reception: Reception,
  who: Taker,
  id: Uuid,
  said: { readonly senderSha256: string | undefined; readonly of: number },
): Promise<Uuid | undefined> {
  const { house, db } = reception;
  const seen = await db.asPerson(who.person.id, (tx) => uploadById(tx, id));
  if (seen === undefined || seen.state === 'cleared') throw uploadGone();
  if (seen.state === 'taken') return seen.job;
  await settleBytes(house.home, seen);
  return db.asPerson(who.person.id, async (tx) => {
    await lockUploads(tx, who.person.id); // of two parts that end at once, the second sees the first
    await setSaid(tx, id, said.senderSha256);
    const found = await setOf(tx, seen);
    if (found === undefined || found.parts.length < said.of || whyNot(found.set) !== undefined)
      return undefined;
    if (!found.parts.every(({ isSaid }) => isSaid)) return undefined; // the last of them asks
    return (await areWhole(reception, found.parts)) ? take(reception, tx, who, found.parts) : undefined;
  });
}

/** By hand: when the page that sent them was closed, or after a job that failed. Refuses notReady, naming what is missing. */
export async function finishTogether(reception: Reception, who: Taker, id: Uuid): Promise<Uuid> {
  const { house, db } = reception;
  const seen = await db.asPerson(who.person.id, async (tx) => {
    const upload = await uploadById(tx, id);
    return upload === undefined ? undefined : await setOf(tx, upload);
  });
  if (seen === undefined) throw uploadGone();
  for (const part of seen.parts) await settleBytes(house.home, part);
  return db.asPerson(who.person.id, async (tx) => {
    await lockUploads(tx, who.person.id);
    const upload = await uploadById(tx, id);
    const found = upload === undefined ? undefined : await setOf(tx, upload);
    if (found === undefined) throw uploadGone();
    const why = whyNot(found.set);
    if (why !== undefined) throw why;
    return take(reception, tx, who, found.parts);
  });
}

interface FoundSet {
  readonly set: SegmentSet;
  /** In the order of the image. */
  readonly parts: readonly Upload[];
}

/** Of the same intake, those that can still be taken in. */
async function setOf(tx: Tx, upload: Upload): Promise<FoundSet | undefined> {
  const open: Upload[] = [];
  for (const one of await uploadsOf(tx, upload.intakeId, UPLOADS_MAX)) {
    const job = one.job === undefined ? undefined : await jobById(tx, one.job);
    if (isOpen(one, job?.state)) open.push(one);
  }
  const set = segmentSetOf(
    upload.name,
    open.map((one) => one.name),
  );
  if (set === undefined) return undefined;
  // A name that stands twice is no order, which `isAmbiguous` says: then each is taken in by itself.
  const parts = set.names.flatMap((name) => open.find((one) => one.name === name) ?? []);
  return { set, parts };
}

async function areWhole({ house }: Reception, parts: readonly Upload[]): Promise<boolean> {
  for (const { id, bytes } of parts) if ((await receivedBytes(house.home, id)) !== bytes) return false;
  return true;
}

async function take({ house }: Reception, tx: Tx, who: Taker, parts: readonly Upload[]): Promise<Uuid> {
  const { person, file } = who;
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) throw uploadGone();
  const payload = {
    upload: first.id,
    parts: parts.map((part) => part.id),
    ...takerPayload(who),
    ...(await cameWith(tx, first)),
  };
  const asked = { by: person.id, caseId: file.id, title: `${first.name} … ${last.name}`, payload };
  const job = await startJob(house, tx, takeOrder, asked);
  for (const part of parts) {
    const taken = { job, senderSha256: part.senderSha256, before: part.job };
    if (!(await setTaken(tx, part.id, taken))) throw takenMeanwhile();
  }
  return job;
}

function whyNot({ missing, isAmbiguous }: SegmentSet): Refusal | undefined {
  if (isAmbiguous) return new Refusal('conflict.sameImagePart');
  if (missing.length === 0) return undefined;
  return new Refusal('notReady.imageParts', { missing: missing.join(', ') });
}
