// What an addressee hands over in the portal comes in as every upload does: in parts, held against the digest that the browser computed, and
// taken into evidence once. In the name of somebody of the case who may take evidence; its source says whose account brought it.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { newUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { utcDay } from '../base/time.ts';
import { insertIntake, intakeById } from '../evidence/intake/intake.store.ts';
import type { Intake, Answers } from '../evidence/intake/intake.ts';
import { receiveWhole } from '../evidence/intake/upload-form.acts.ts';
import {
  finishUpload,
  settleBytes,
  uploadPath,
  type Bringing,
  type Reception,
} from '../evidence/intake/upload.acts.ts';
import { uploadById, uploadsOf } from '../evidence/intake/upload.store.ts';
import type { Upload } from '../evidence/intake/upload.ts';
import type { FormFile } from '../platform/form-file.ts';
import { jobById } from '../platform/job.store.ts';
import type { Job } from '../platform/job.ts';
import { caseOfMemberById, membersOf } from '../people/case-member.store.ts';
import { personById } from '../people/person.store.ts';
import { inCase } from '../people/policy.ts';
import type { PortalAccount } from '../people/portal-account.store.ts';
import { handOverFile, orderInSight, type Portal } from './order.acts.ts';
import { insertIntakeOfOrder, intakeOfOrder, lockOrder, type PortalOrder } from './order.store.ts';

/** Of one account for one order. */
const FILES_MAX = 200;

export interface Handing {
  readonly portal: Portal;
  readonly reception: Reception;
  readonly account: PortalAccount;
  readonly order: PortalOrder;
}

export interface FileHanded {
  readonly upload: Upload;
  readonly job: Job | undefined;
}

/** What brings it in; the draft is begun when it is first asked for. Refuses notReady: nobody of the case may take evidence. */
export async function bringingOf({ portal, account, order }: Handing): Promise<Bringing> {
  const { operator, clock, random } = portal.people;
  return operator.transaction(async (tx) => {
    await lockOrder(tx, order.id);
    const known = await intakeOfOrder(tx, order.id, account.id);
    const before = known && (await intakeById(tx, known));
    const takes = before?.person ?? (await takerOf(tx, order));
    const person = takes && (await personById(tx, takes));
    const file = takes && (await caseOfMemberById(tx, order.caseId, takes));
    if (!person || person.endedAt !== undefined || !file) throw new Refusal('notReady.portalTaker');
    const through = `portal ${account.id}`;
    if (before !== undefined) return { person, file, intake: before, through };
    const intake: Intake = {
      id: newUuid(clock, random),
      caseId: order.caseId,
      person: person.id,
      answers: answersOf(account, order, clock()),
      begunAt: new Date(clock()),
    };
    await insertIntake(tx, intake);
    await insertIntakeOfOrder(tx, order.id, account.id, intake.id);
    return { person, file, intake, through };
  });
}

/** Who gave the order, where they may take evidence; otherwise somebody of the case who may. */
async function takerOf(
  tx: Parameters<typeof lockOrder>[0],
  { caseId, givenBy }: PortalOrder,
): Promise<Uuid | undefined> {
  const may = (await membersOf(tx, caseId)).filter(({ role }) => inCase(role, 'addEvidence') === 'yes');
  return (may.find(({ person }) => person === givenBy) ?? may.find(({ role }) => role === 'lead') ?? may[0])
    ?.person;
}

function answersOf(account: PortalAccount, { reference, addressee }: PortalOrder, now: number): Answers {
  return {
    what: `Answer to ${reference}`,
    source: `${addressee.name}, by the portal, account ${account.id}`,
    authority: { type: 'request', id: reference },
    taking: { by: account.name, on: utcDay(now), at: '' },
    conditions: [],
    way: 'upload',
  };
}

export async function filesOf(handing: Handing): Promise<FileHanded[]> {
  const { portal, account, order } = handing;
  const db = portal.people.operator.kysely;
  const intake = await intakeOfOrder(db, order.id, account.id);
  const uploads = intake === undefined ? [] : await uploadsOf(db, intake, FILES_MAX);
  return Promise.all(
    uploads.map(async (upload) => ({
      upload,
      job: upload.job === undefined ? undefined : await jobById(db, upload.job),
    })),
  );
}

/** Of this account and this order; undefined: none that it may know of. */
export async function fileOf(handing: Handing, id: Uuid): Promise<Upload | undefined> {
  const { portal, account, order } = handing;
  const db = portal.people.operator.kysely;
  const intake = await intakeOfOrder(db, order.id, account.id);
  const upload = await uploadById(db, id);
  return intake !== undefined && upload?.intakeId === intake ? upload : undefined;
}

/** Refuses notAllowed: as many are here as one account may hand over. */
export async function refuseTooMany(handing: Handing): Promise<void> {
  if ((await filesOf(handing)).length >= FILES_MAX)
    throw new Refusal('notAllowed.portalEntries', { max: FILES_MAX });
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
  await finishUpload(reception, bringing, upload.id, sha256);
}

/** Without a script: one file in one request, whose digest is computed here. */
export async function handOverAtOnce(handing: Handing, sent: FormFile): Promise<void> {
  await refuseTooMany(handing);
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
