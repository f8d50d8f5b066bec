// What an addressee hands over in the portal comes in as every upload does: in parts, held against the digest that the browser computed, and
// taken into evidence once.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Uuid } from '../base/ids.ts';
import { receiveWhole } from '../evidence/intake/upload-form.acts.ts';
import { finishUpload, settleBytes, uploadPath } from '../evidence/intake/upload.acts.ts';
import { uploadById, uploadsOf } from '../evidence/intake/upload.store.ts';
import type { Upload } from '../evidence/intake/upload.ts';
import type { FormFile } from '../platform/form-file.ts';
import { jobById } from '../platform/job.store.ts';
import type { Job } from '../platform/job.ts';
import { handOverFile, orderInSight } from './order.acts.ts';
import { intakesOfOrder } from './order.store.ts';
import { bringingOf, FILES_MAX, type Handing } from './taker.acts.ts';

export interface FileHanded {
  readonly upload: Upload;
  readonly job: Job | undefined;
}

export async function filesOf(handing: Handing): Promise<FileHanded[]> {
  const { portal, account, order } = handing;
  const db = portal.people.operator.kysely;
  const intakes = (await intakesOfOrder(db, order.id, account.id)).reverse();
  const uploads = await Promise.all(intakes.map((intake) => uploadsOf(db, intake, FILES_MAX)));
  return Promise.all(
    uploads.flat().map(async (upload) => ({
      upload,
      job: upload.job === undefined ? undefined : await jobById(db, upload.job),
    })),
  );
}

/** Of this account and this order; undefined: none that it may know of. */
export async function fileOf(handing: Handing, id: Uuid): Promise<Upload | undefined> {
  const { portal, account, order } = handing;
  const db = portal.people.operator.kysely;
  const intakes = await intakesOfOrder(db, order.id, account.id);
  const upload = await uploadById(db, id);
  return upload !== undefined && intakes.includes(upload.intakeId) ? upload : undefined;
}

/** All bytes are here: the receipt first, then the job that takes them in. Done again, it is the same. Refuses notReady, notFound. */
export async function handOver(handing: Handing, upload: Upload, said: string | undefined): Promise<void> {
  const { portal, reception, account, order } = handing;
  const bringing = await bringingOf(handing);
  const { home } = reception.house;
  if (upload.state === 'receiving') await settleBytes(home, upload);
  const sha256 = upload.senderSha256 ?? said ?? (await digestOf(uploadPath(home, upload.id)));
  const file = { sha256, bytes: upload.bytes };
  await orderInSight(portal, account, order.id);
  await handOverFile(portal, account, { order: order.id, id: upload.id, text: upload.name, file });
  // What another has taken in before stays theirs: it is in evidence, or about to be.
  if ((await fileOf(handing, upload.id))?.intakeId !== bringing.intake.id) return;
  await finishUpload(reception, bringing, upload.id, sha256);
}

/** Without a script: one file in one request, whose digest is computed here. */
export async function handOverAtOnce(handing: Handing, sent: FormFile): Promise<void> {
  const id = await receiveWhole(handing.reception, await bringingOf(handing), sent);
  const upload = await fileOf(handing, id);
  if (upload === undefined) throw new Error('a file that was received is not there');
  await handOver(handing, upload, undefined);
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer); // without an encoding
  return hash.digest('hex');
}
