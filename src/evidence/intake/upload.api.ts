// The files that a program brings: an address for each, to which its bytes go by the tus protocol, and then into evidence.
import { z } from 'zod';
import { isUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { sha256Said } from '../../people/bytes.api.ts';
import {
  absent,
  inCase,
  pageByPlace,
  pageOf,
  paging,
  timedIdOf,
  WithFields,
  type ApiRoute,
  orNull,
} from '../../people/visit.api.ts';
import { jobById } from '../../platform/job.store.ts';
import type { Job } from '../../platform/job.ts';
import { INTAKE, intakeAsked, intakeParams, type IntakeAsked } from './intake.api.ts';
import type { Receiver } from './upload-receiver.acts.ts';
import { finishPart, finishTogether } from './upload-set.acts.ts';
import {
  beginUpload,
  finishUpload,
  receivedBytes,
  removeUpload,
  type Bringing,
  type Reception,
} from './upload.acts.ts';
import { uploadName, UPLOADS_MAX, type Upload } from './upload.ts';
import { uploadById, uploadsOf } from './upload.store.ts';

const LIST = `${INTAKE}/uploads` as const;
const ONE = `${LIST}/:upload` as const;
const TUS_MEDIA = 'application/offset+octet-stream';

const params = intakeParams.extend({ upload: z.string().refine(isUuid).describe('Its id.') });

const FIELDS = {
  'Tus-Resumable': 'The version of the tus protocol.',
  'Upload-Offset': 'How many bytes are here.',
};

const uploadShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    bytes: z.int(),
    received: z.int().describe('How many of them are here.'),
    state: z
      .enum(['receiving', 'taken', 'cleared'])
      .describe(
        '`taken`: a job takes it into evidence, or has done so. `cleared`: nothing came of it, and it was removed.',
      ),
    job: orNull(z.uuid()).describe('See `/jobs/{id}`.'),
    exhibit: orNull(z.string()).describe('Its number, when it is in evidence.'),
    warning: orNull(z.string()).describe(
      'It is in evidence, and something is wrong with it: other bytes arrived than were sent.',
    ),
    address: z
      .string()
      .describe('A path of this server, where the bytes go: HEAD, PATCH and DELETE of tus 1.0.'),
  })
  .meta({ id: 'Upload' });

const taken = z
  .object({
    job: orNull(z.uuid()).describe('See `/jobs/{id}`. Null: it waits for the other files of its image.'),
  })
  .meta({ id: 'TakenUpload' });

export interface UploadApi {
  readonly reception: Reception;
  /** The one that the pages have too: what is locked in one is in the other. */
  readonly receiver: Receiver;
}

export function uploadApi({ reception, receiver }: UploadApi): ApiRoute[] {
  return [
    beginning(reception),
    listing(reception),
    showing(reception),
    sending(receiver),
    finishing(reception),
    finishingTogether(reception),
    removing(reception),
  ];
}

function beginning(reception: Reception): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: LIST,
      operation: 'beginUpload',
      summary: 'Begins to send a file, and gives the address to which its bytes go.',
      description:
        'Give the address to any tus client as that of an upload that was begun, or send with PATCH yourself. When the line breaks, ask with HEAD how much is here and go on from there.',
      params: intakeParams,
      body: z
        .strictObject({
          name: uploadName.describe('As it is called where it comes from.'),
          bytes: z.int().min(0),
        })
        .meta({ id: 'NewUpload' }),
      answer: { status: 201, words: 'Its bytes can be sent.', schema: uploadShape },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const intake = await intakeAsked(visit);
      const id = timedIdOf({ actKey, begunAt });
      const mine = receptionOf(reception, visit);
      const before = await mine.db.asPerson(visit.person.id, (tx) => uploadById(tx, id));
      if (before === undefined) await beginUpload(mine, bringing(visit, intake), { id, ...body });
      return uploadJson(
        reception,
        visit,
        await uploadAsked({ ...visit, params: { ...visit.params, upload: id } }),
      );
    },
  );
}

function listing(reception: Reception): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'GET',
      path: LIST,
      operation: 'listUploads',
      summary: 'Lists the files that you send, and how much of each is here.',
      params: intakeParams,
      query: paging,
      answer: { status: 200, words: 'As they were begun.', schema: pageOf('UploadPage', uploadShape) },
    },
    async (visit) => {
      const { id } = await intakeAsked(visit);
      const { people, person, query } = visit;
      const all = await people.db.asPerson(person.id, (tx) => uploadsOf(tx, id, UPLOADS_MAX));
      const { items, next } = pageByPlace(all, query, (upload) => upload);
      return { items: await Promise.all(items.map((one) => uploadJson(reception, visit, one))), next };
    },
  );
}

function showing(reception: Reception): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'GET',
      path: ONE,
      operation: 'showUpload',
      summary: 'Says how much of a file is here, and what became of it.',
      description:
        'HEAD says the same in fields of the header alone, as tus clients ask. What was sent is not given out here.',
      params,
      answer: {
        status: 200,
        words: 'The file.',
        schema: uploadShape,
        fields: { ...FIELDS, 'Upload-Length': 'Of the whole file.' },
      },
    },
    async (visit) => {
      const json = await uploadJson(reception, visit, await uploadAsked(visit));
      return new WithFields(json, { ...offset(json.received), 'Upload-Length': String(json.bytes) });
    },
  );
}

function sending(receiver: Receiver): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'PATCH',
      path: ONE,
      operation: 'sendUpload',
      summary: 'Takes the next bytes of a file, as many as come.',
      description: 'What has arrived stays when the line breaks.',
      params,
      takes: { media: TUS_MEDIA, by: 'tus' },
      answer: { status: 204, words: 'They are here.', schema: z.undefined(), fields: FIELDS },
    },
    async (visit) => {
      const upload = await uploadAsked(visit);
      const answer = await receiver.goOn(visit.request, bringing(visit, await intakeAsked(visit)), upload);
      if (answer.status !== 204) throw refusalOf(answer.status);
      return new WithFields(undefined, offset(Number(answer.headers.get('upload-offset'))));
    },
  );
}

function finishing(reception: Reception): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: `${ONE}/finish`,
      operation: 'finishUpload',
      summary:
        'Has a file that arrived whole taken into evidence, held against the digest that you computed.',
      description:
        'Other bytes than you sent are evidence too: they are kept, and an event of the log names both digests. A job makes the exhibit; sent again after one that failed, another does.',
      params,
      body: z
        .strictObject({
          sha256: sha256Said,
          of: z
            .int()
            .min(2)
            .max(UPLOADS_MAX)
            .optional()
            .describe(
              'It is one of so many files of one disk image (`.E01`, `.E02` …): the last to arrive makes one exhibit of them.',
            ),
        })
        .meta({ id: 'ArrivedUpload' }),
      answer: { status: 202, words: 'It is being taken in.', schema: taken },
      refusals: [503],
    },
    async ({ body: { sha256, of }, ...visit }) => {
      const upload = await uploadAsked(visit);
      const who = bringing(visit, await intakeAsked(visit));
      const mine = receptionOf(reception, visit);
      if (of === undefined) return { job: await finishUpload(mine, who, upload.id, sha256) };
      return { job: (await finishPart(mine, who, upload.id, { senderSha256: sha256, of })) ?? null };
    },
  );
}

function finishingTogether(reception: Reception): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: `${ONE}/finish-image`,
      operation: 'finishImage',
      summary:
        'Has all the files of a disk image that arrived taken in as one exhibit. Names what is missing.',
      params,
      answer: { status: 202, words: 'They are being taken in.', schema: taken },
      refusals: [503],
    },
    async (visit) => {
      const upload = await uploadAsked(visit);
      const who = bringing(visit, await intakeAsked(visit));
      return { job: await finishTogether(receptionOf(reception, visit), who, upload.id) };
    },
  );
}

function removing(reception: Reception): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'DELETE',
      path: ONE,
      operation: 'removeUpload',
      summary: 'Gives up a file that is not being taken into evidence.',
      params,
      answer: { status: 204, words: 'Its bytes are gone.', schema: z.undefined() },
      refusals: [409],
    },
    async (visit) => {
      const { id } = await uploadAsked(visit);
      if (!(await removeUpload(receptionOf(reception, visit), visit.person, id))) throw takenAlready();
    },
  );
}

interface UploadAsked extends IntakeAsked {
  readonly params: { readonly intake: Uuid; readonly upload: Uuid };
}

async function uploadAsked({ people, person, params: { intake, upload } }: UploadAsked): Promise<Upload> {
  const found = await people.db.asPerson(person.id, (tx) => uploadById(tx, upload));
  if (found === undefined || found.intakeId !== intake) throw absent();
  return found;
}

/** As this person, within what the key is for. */
function receptionOf(reception: Reception, { people }: IntakeAsked): Reception {
  return { ...reception, db: people.db };
}

function bringing({ person, people, file }: IntakeAsked, intake: Bringing['intake']): Bringing {
  return { person, file, intake, through: people.through };
}

function offset(received: number): { readonly [name: string]: string } {
  return { 'Tus-Resumable': '1.0.0', 'Upload-Offset': String(received) };
}

async function uploadJson(
  { house }: Reception,
  { people, person, file, params: { intake } }: IntakeAsked,
  upload: Upload,
): Promise<z.input<typeof uploadShape>> {
  const { id, name, bytes, state } = upload;
  const job: Job | undefined =
    upload.job === undefined
      ? undefined
      : await people.db.asPerson(person.id, (tx) => jobById(tx, upload.job ?? id));
  return {
    id,
    name,
    bytes,
    received: job?.state === 'done' ? bytes : await receivedBytes(house.home, id),
    state,
    job: upload.job,
    exhibit: job?.result?.note,
    warning: job?.result?.warning,
    address: `/api/v1/cases/${file.reference}/intakes/${intake}/uploads/${id}`,
  };
}

/** What the receiver answers, of what can still go wrong when the server has looked at the header. */
function refusalOf(status: number): Error {
  switch (status) {
    case 410:
      return absent();
    case 413:
      return new Refusal('tooLarge.uploadBytes');
    case 507:
      return new Refusal('noSpace.file');
    case 400: // another connection of the same file came
    case 409:
      return new Refusal('conflict.uploadOffset');
    default:
      return new Error(`the receiver answered ${status}`);
  }
}

const takenAlready = (): Refusal => new Refusal('conflict.uploadBeingTaken');
