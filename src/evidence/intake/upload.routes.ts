// The files of one intake: sent in parts with a script, in one go without, then taken into evidence or given up.
import { isUuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, takingBytes, type PageRoute } from '../../people/visit.routes.ts';
import { fileOfForm } from '../../platform/form-file.ts';
import { jobById } from '../../platform/job.store.ts';
import type { Messages } from '../../web/messages.ts';
import { sizeText } from '../../web/when.ts';
import { addAddress } from './intake.pages.ts';
import { withIntake, type IntakeVisit } from './intake.routes.ts';
import { receiveAtOnce } from './upload-form.acts.ts';
import type { Receiver } from './upload-receiver.acts.ts';
import { finishPart, finishTogether } from './upload-set.acts.ts';
import {
  discardIntake,
  finishUpload,
  receivedBytes,
  removeUpload,
  type Bringing,
  type Reception,
} from './upload.acts.ts';
import { sha256Text, UPLOADS_MAX, type Upload } from './upload.ts';
import { filesPage, type UploadLine } from './upload.pages.ts';
import { uploadById, uploadsOf } from './upload.store.ts';

interface UploadVisit extends IntakeVisit {
  readonly upload: Upload;
}

export function uploadRoutes(reception: Reception, receiver: Receiver, people: People): PageRoute[] {
  type Open<V> = (found: V) => Response | Promise<Response>;
  const route = (method: PageRoute['method'], path: string, open: Open<IntakeVisit>): PageRoute =>
    inCase('addEvidence', method, `/cases/:case/add-evidence/:intake${path}`, withIntake(people, open));
  const one = (method: PageRoute['method'], path: string, open: Open<UploadVisit>): PageRoute =>
    route(method, `/files/:upload${path}`, async (found) => {
      const upload = await uploadHere(people, found);
      return upload === undefined ? found.visit.notFound() : open({ ...found, upload });
    });
  return [
    route('GET', '/files', (found) => {
      const { visit, intake } = found;
      const isFolder = intake.answers.way === 'folder' && reception.settings.folder !== undefined;
      if (isFolder) return visit.go(addAddress(visit.file, intake, '/folder'));
      return showFiles(reception, people, found, {});
    }),
    takingBytes(route('POST', '/files', (found) => receiver.create(found.visit.request(), bringing(found)))),
    takingBytes(route('POST', '/send', (found) => send(reception, people, found))),
    one('GET', '', (found) => {
      const request = found.visit.request();
      // What was sent is not given out before it is in evidence: only how much of it is here (HEAD).
      return request.method === 'HEAD'
        ? receiver.goOn(request, bringing(found), found.upload)
        : found.visit.notFound();
    }),
    takingBytes(
      one('PATCH', '', (found) => receiver.goOn(found.visit.request(), bringing(found), found.upload)),
    ),
    route('POST', '/discard', async ({ visit, intake }) => {
      await discardIntake(reception, visit.person, intake);
      return visit.go(addAddress(visit.file));
    }),
    one('POST', '/finish', (found) => finish(reception, found)),
    one('POST', '/together', async (found) => {
      await finishTogether(reception, bringing(found), found.upload.id);
      return toFiles(found);
    }),
    one('POST', '/remove', async (found) => {
      await removeUpload(reception, found.visit.person, found.upload.id);
      return toFiles(found);
    }),
  ];
}

function bringing({ visit, intake }: IntakeVisit): Bringing {
  return { person: visit.person, file: visit.file, intake };
}

/** Undefined when the intake has no such upload. */
async function uploadHere(people: People, { visit, intake }: IntakeVisit): Promise<Upload | undefined> {
  const id = visit.param('upload');
  if (!isUuid(id)) return undefined;
  const upload = await people.db.asPerson(visit.person.id, (tx) => uploadById(tx, id));
  return upload?.intakeId === intake.id ? upload : undefined;
}

async function finish(reception: Reception, found: UploadVisit): Promise<Response> {
  const { visit, upload } = found;
  const form = await visit.form();
  const digest = sha256Text.safeParse(form.get('sha256'));
  const senderSha256 = digest.success ? digest.data : undefined;
  const of = /^\d{1,3}$/.exec(form.get('of') ?? '');
  if (of === null) await finishUpload(reception, bringing(found), upload.id, senderSha256);
  else await finishPart(reception, bringing(found), upload.id, { senderSha256, of: Number(of[0]) });
  return toFiles(found);
}

/** Without a script: one file in one request. */
async function send(reception: Reception, people: People, found: IntakeVisit): Promise<Response> {
  const { visit } = found;
  const { say } = visit.frame;
  const request = visit.request();
  const words = say.upload;
  if (request.body === null) return toFiles(found);
  try {
    const sent = await fileOfForm(request.body, request.headers.get('content-type') ?? '');
    if (sent.name === '') return await showFiles(reception, people, found, { file: words.chooseOne });
    await receiveAtOnce(reception, bringing(found), sent);
    return toFiles(found);
  } catch (error) {
    const why = error instanceof Refusal ? whyNot(say, reception, error) : undefined;
    if (why === undefined) throw error;
    return showFiles(reception, people, found, { file: why });
  }
}

function whyNot(say: Messages, { settings }: Reception, { code }: Refusal): string | undefined {
  const words = say.upload.refused;
  const size = sizeText(say, settings.formBytesMax);
  switch (code) {
    case 'tooLarge':
      return words.tooLarge(size);
    case 'notAllowed':
      return words.notAllowed;
    case 'noSpace':
      return words.noSpace;
    case 'badInput':
      return words.badInput;
    default:
      return undefined;
  }
}

function toFiles({ visit, intake }: IntakeVisit): Response {
  return visit.go(addAddress(visit.file, intake, '/files'));
}

async function showFiles(
  { house, settings }: Reception,
  people: People,
  { visit, intake }: IntakeVisit,
  errors: { readonly [field: string]: string },
): Promise<Response> {
  const { file, person, frame } = visit;
  const found = await people.db.asPerson(person.id, async (tx) => {
    const uploads = await uploadsOf(tx, intake.id, UPLOADS_MAX);
    const lines: Omit<UploadLine, 'received'>[] = [];
    for (const upload of uploads)
      lines.push({ upload, job: upload.job === undefined ? undefined : await jobById(tx, upload.job) });
    return lines;
  });
  const lines: UploadLine[] = [];
  for (const line of found)
    lines.push({ ...line, received: await receivedBytes(house.home, line.upload.id) });
  const { fileBytesMax, formBytesMax } = settings;
  const worker = frame.assets.url('digest-worker.js');
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return visit.page(
    filesPage(frame.say, { file, intake, lines, fileBytesMax, formBytesMax, worker, errors }),
    status,
  );
}
