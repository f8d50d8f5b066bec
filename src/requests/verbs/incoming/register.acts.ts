// A request of another State comes in: its document is kept, what it carries is read, and its receipt is the first event of its
// life, from which time limits run.
import { readAll } from '../../../web/fields/field.ts';
import { DISCARD } from './discard.ts';
import { newUuid, type Uuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import type { Knowledge } from '../../../law/model.ts';
import { isStateCode } from '../../../law/states.ts';
import type { Answers } from '../../core/answers.ts';
import { contactOf } from '../../core/asker.ts';
import { formOf } from '../../forms/index.ts';
import type { Language } from '../../../web/messages.ts';
import type { Capacity } from '../../machine/states/capacity.ts';
import type { ActDetail } from '../../machine/states/life.ts';
import { actIn, type Acting } from '../life/life.acts.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { Keeping } from '../drafting/confidence/confidentiality.ts';
import type { Means } from '../../core/means.ts';
import type { Message } from '../../machine/messages/message.ts';
import { mediaTypeOf, sha256Of, type Paper } from '../../core/paper.ts';
import { discardPaper, insertPaper, paperOf, registerPaper } from '../../core/paper.store.ts';
import { keepAsBegun } from '../drafting/begun-confidential.acts.ts';
import type { Origin } from '../../core/origin.ts';
import { urgencyBounds } from '../drafting/request-draft.acts.ts';
import { urgencyWithin, type RequestRecord } from '../../core/request.ts';
import { awaitTurn, insertRequest, requestOf, requestUnder } from '../../machine/states/request.store.ts';
import { documentProblem, type DocumentProblem } from '../../machine/messages/request-data.ts';
import { readRequestDocument } from '../../machine/messages/request-document.ts';
import { draftOf } from '../../machine/messages/request-file.ts';

/** What a document says of itself. */
export type DocumentRead =
  | { readonly kind: 'read'; readonly message: Message }
  /** A scan: a person reads it. */
  | { readonly kind: 'scan' }
  /** It carries something that is no request as it should be; a person reads the rest. */
  | { readonly kind: 'unreadable'; readonly why: Refusal; readonly problem: DocumentProblem };

export interface SentPaper {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface KeptPaper extends SentPaper {
  readonly request?: Uuid | undefined;
  /** What was kept under it is not kept again. */
  readonly id?: Uuid;
}

/**
 * Returns its id: what waits in the case already is not kept twice. It is kept as it came, also data that are cut off or are no
 * request: that they came, and when, may matter. Refusals: tooLarge, unsupported.
 */
export async function keepPaper(acting: Acting, sent: KeptPaper): Promise<Uuid> {
  const { people, person, file } = acting;
  return people.db.asPerson(person.id, async (tx) =>
    sent.id !== undefined && (await paperOf(tx, file.id, sent.id)) !== undefined
      ? sent.id
      : keepIn(tx, acting, sent),
  );
}

function keepIn(
  tx: Tx,
  { people, person, file }: Acting,
  { name: given, bytes, request, id = newUuid(people.clock, people.random) }: KeptPaper,
): Promise<Uuid> {
  const name = given.split(/[\\/]/).at(-1)?.slice(0, 200).trim() ?? '';
  return insertPaper(tx, {
    id,
    caseId: file.id,
    request,
    name: name === '' ? 'document' : name,
    mediaType: mediaTypeOf(bytes),
    sha256: sha256Of(bytes),
    bytes,
    addedBy: person.id,
    at: new Date(people.clock()),
  });
}

/** A document that no request is registered from. Refusals: badInput (no reason), conflict (it does not wait any more). */
export async function discardWaiting(
  { people, person, file }: Acting,
  id: Uuid,
  reason: string,
): Promise<void> {
  const { reason: why } = readAll(DISCARD, { reason }, { name: '' });
  await people.db.asPerson(person.id, async (tx) => {
    const said = { by: person.id, at: new Date(people.clock()), reason: why };
    if (!(await discardPaper(tx, file.id, id, said))) throw new Refusal('conflict.paperWaits');
  });
}

export interface PaperRead {
  readonly paper: Paper;
  readonly bytes: Uint8Array;
  /** Of the request that it was registered with. */
  readonly request: Uuid | undefined;
}

/** Undefined: there is none, or it is not of this case. */
export function seePaper({ people, person, file }: Acting, id: Uuid): Promise<PaperRead | undefined> {
  return people.db.asPerson(person.id, (tx) => paperOf(tx, file.id, id));
}

/** Kept or not yet. Refuses what `keepPaper` does. */
export async function readPaper({ bytes }: Pick<PaperRead, 'bytes'>, law: Knowledge): Promise<DocumentRead> {
  if (mediaTypeOf(bytes).startsWith('image/')) return { kind: 'scan' };
  try {
    const { message } = await readRequestDocument(bytes, law);
    if (mayCome(message.authorisation.form)) return { kind: 'read', message };
    const why = new Refusal('badInput.consentRegistered');
    return { kind: 'unreadable', why, problem: 'otherData' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Nothing attached is no fault.
    if (error.code === 'unsupported') return { kind: 'scan' };
    return { kind: 'unreadable', why: error, problem: documentProblem(error) ?? 'brokenPdf' };
  }
}

/** A consent asks nothing of another State, and no State sends it one. */
export function mayCome(form: string): boolean {
  const direction = formOf(form)?.direction;
  return direction === 'incoming' || direction === 'both';
}

export interface Registered {
  readonly form: string;
  /** The document, where one came: one that waits, or what was sent now, which is kept with the request or not at all. */
  readonly paper: Uuid | SentPaper | undefined;
  /** Number of the request of this case that it is about, where it is about one. */
  readonly about?: number | undefined;
  readonly counterpart: string;
  readonly urgency: RequestRecord['urgency'];
  /** Of its fields. */
  readonly writtenIn: Language;
  /** Of a European order: as whose it came. */
  readonly capacity?: Capacity | undefined;
  /** Their own number of it. */
  readonly reference: string | undefined;
  /** RFC 3339, and the zone of whoever received it. */
  readonly receivedAt: string;
  readonly zone: string;
  /** How its receipt is known. */
  readonly evidence: string;
  /** Who alone may know of it from its first moment. Undefined: whoever sees requests, or may know of what it is about. */
  readonly kept?: Keeping | undefined;
  /** Of the request; what was registered under it is not registered again. */
  readonly id?: Uuid;
}

/** Returns its number. Refusals: badInput, notFound (no such document), conflict (it was registered already), notAllowed. */
export async function registerRequest(acting: Acting, told: Registered): Promise<number> {
  const { people, person, file, law } = acting;
  if (!mayCome(told.form)) throw new Refusal('badInput.formRegistered', { form: told.form.slice(0, 80) });
  if (!isStateCode(told.counterpart))
    throw new Refusal('badInput.stateCode', { found: told.counterpart.slice(0, 8) });
  const { answers, means, ...said } = await readIn(acting, told);
  const at = new Date(people.clock());
  const { id = newUuid(people.clock, people.random) } = told;
  return people.db.asPerson(person.id, async (tx) => {
    await awaitTurn(tx, file.id); // sent twice at once, the second sees the first
    const known = told.id && (await requestUnder(tx, file.id, id));
    if (known !== undefined) return known;
    const { form, counterpart, urgency, writtenIn } = told;
    const origin = told.about === undefined ? undefined : await concerned(tx, acting, told.about);
    const made = {
      id,
      caseId: file.id,
      form,
      begunBy: person.id,
      begunAt: at,
      answers,
      counterpart,
      // What its own document says of it is not put lower: time limits hang on it.
      urgency: urgencyWithin(urgency, urgencyBounds({ form, direction: 'incoming' }, answers)),
      through: people.through,
      writtenIn,
      origin,
      means,
    };
    const number = await insertRequest(tx, { ...made, direction: 'incoming' });
    await keepAsBegun(acting, tx, { id, origin, named: told.kept });
    const paper = typeof told.paper === 'object' ? await keepIn(tx, acting, told.paper) : told.paper;
    if (paper !== undefined && !(await registerPaper(tx, file.id, paper, id)))
      throw new Refusal('conflict.paperRegistered');
    await actIn(
      tx,
      { people, person, file, law },
      {
        number,
        act: 'receive',
        occurredAt: told.receivedAt,
        zone: told.zone,
        evidence: told.evidence,
        detail: {
          ...(told.reference === undefined ? {} : { reference: told.reference }),
          ...said,
          ...(told.capacity === undefined ? {} : { capacity: told.capacity }),
        },
      },
    );
    return number;
  });
}

/** What answers a request, or goes on with it, belongs to one that this person may know of. */
async function concerned(tx: Tx, { file }: Acting, number: number): Promise<Origin> {
  const request = await requestOf(tx, file.id, number);
  if (request === undefined) throw new Refusal('badInput.requestNumber', { number });
  return { kind: 'request', number };
}

/** Beside answers and means: what stands with the receipt, as the document says it. */
interface ReadOfPaper extends Pick<ActDetail, 'sender' | 'approval'> {
  readonly answers: Answers;
  readonly means?: Means | undefined;
}

/** What the document says, where it is of this form. */
async function readIn(acting: Acting, { paper, form }: Registered): Promise<ReadOfPaper> {
  if (paper === undefined) return { answers: {} };
  const sent = typeof paper === 'object' ? paper : await waitingPaper(acting, paper);
  const read = await readPaper(sent, acting.law);
  if (read.kind !== 'read' || read.message.authorisation.form !== form) return { answers: {} };
  const { header, authorisation } = read.message;
  const { approval } = authorisation;
  const { answers } = draftOf(read.message, acting.law);
  const sender = senderOf(header, contactOf(answers));
  return { answers, means: header.means, ...(sender && { sender }), ...(approval && { approval }) };
}

function senderOf(
  { sender, timestamp }: Message['header'],
  contact: string | undefined,
): ActDetail['sender'] {
  const said = {
    ...(sender?.authority !== undefined && { authority: sender.authority }),
    ...(contact !== undefined && { contact }),
    ...(timestamp !== undefined && { sentAt: timestamp }),
  };
  return Object.keys(said).length === 0 ? undefined : said;
}

async function waitingPaper(acting: Acting, id: Uuid): Promise<PaperRead> {
  const paper = await seePaper(acting, id);
  if (paper !== undefined) return paper;
  throw new Refusal('notFound.paper');
}
