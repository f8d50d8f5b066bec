// Records something of a request, and what becomes of it: who may, what is given, and that it is done once, whatever it is.
import { newUuid, type Uuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { refuseProgramTo } from '../../../people/program.ts';
import { readAll, type Body, type BodyOf, type Fields } from '../../../web/fields/field.ts';
import type { Drafting } from '../drafting/request-draft.acts.ts';
import { requestToDecide } from '../drafting/request-decide.acts.ts';
import { type Acting } from '../life/life.acts.ts';
import { noRequest } from '../../core/request.ts';
import type { RequestRecord } from '../../core/request.ts';
import {
  aboutOf,
  isStepOpen,
  type Given,
  type RecordKind,
  type RecordSteps,
  type Say,
  type StepGiven,
} from './record.ts';

/** What limits hang on; or why nothing can be recorded now. */
export type Open =
  | { readonly about: unknown }
  | {
      readonly why: Say;
      readonly refusal: Refusal;
    };

/** What happened, as its table takes it. */
export interface NewEvent {
  readonly id: Uuid;
  readonly request: Uuid;
  readonly caseId: Uuid;
  readonly number: number;
  readonly act: string;
  readonly by: Uuid;
  readonly at: Date;
  readonly through: string | null;
  readonly values: Body;
}

/** A kind with its table. */
export interface Records<One, B extends Fields = Fields, S extends RecordSteps<One> = RecordSteps<One>> {
  readonly kind: RecordKind<One, B, S>;
  /** In the order of their numbers; of one number alone where that is given. The request is locked: the next number is free. */
  readonly list: (tx: Tx, request: Uuid, number?: number) => Promise<readonly One[]>;
  /** Number of the record of which something was recorded under this id. */
  readonly under: (tx: Tx, request: Uuid, id: Uuid) => Promise<number | undefined>;
  readonly insert: (tx: Tx, event: NewEvent) => Promise<void>;
  /** Absent: it can be recorded at any time. */
  readonly open?: (tx: Tx, request: RequestRecord, now: number) => Promise<Open>;
  /** What follows from it, in the same transaction. */
  readonly after?: (tx: Tx, acting: Acting, request: RequestRecord, event: NewEvent) => Promise<void>;
}

/** Of one request. */
export const RECORDS = 200;

/** Returns its number. Refusals: notFound, notAllowed, badInput, conflict (nothing can be recorded now), tooLarge. */
export function beginRecord<
  One extends { readonly number: number },
  B extends Fields,
  S extends RecordSteps<One>,
>(records: Records<One, B, S>, drafting: Drafting, { number: of, id, ...body }: Given<B>): Promise<number> {
  const { people, person } = drafting;
  const { kind, under, list, insert } = records;
  return people.db.asPerson(person.id, async (tx) => {
    const request = await requestToDecide(drafting, tx, of, kind.may);
    const about = await openAbout(records, tx, request, people.clock());
    const known = id && (await under(tx, request.id, id));
    if (known !== undefined) return known;
    const values = readAll(kind.fields, body as unknown as BodyOf<B>, about as never); // what is left is the body; its limits
    const number = numberWithin(((await list(tx, request.id)).at(-1)?.number ?? 0) + 1);
    await insert(tx, { ...newEvent(drafting, request, id), number, act: kind.act, values });
    return number;
  });
}

interface Place {
  /** Of the request. */
  readonly number: number;
  readonly record: number;
  /** What was recorded under it is not recorded again. */
  readonly id?: Uuid | undefined;
}

/** Refusals: notFound, notAllowed (also a program, of what a person weighs), badInput, conflict (it is not open). */
export function stepRecord<One, B extends Fields, S extends RecordSteps<One>>(
  records: Records<One, B, S>,
  acting: Acting,
  { number, record, id }: Place,
  { act, ...body }: Body & { readonly act: string },
): Promise<void> {
  const { people, person } = acting;
  const { kind, under, list, insert, after } = records;
  return people.db.asPerson(person.id, async (tx) => {
    const request = await requestToDecide(acting, tx, number, kind.may);
    const [one] = await list(tx, request.id, record);
    const step = kind.steps[act];
    if (one === undefined || step === undefined) throw noRequest(number);
    if (id !== undefined && (await under(tx, request.id, id)) !== undefined) return;
    if (step.isWeighed !== undefined) refuseProgramTo(people, step.isWeighed);
    if (!isStepOpen(kind, step, one)) throw kind.conflict(one);
    const values = readAll(step.fields, body as BodyOf<Fields>, aboutOf(step, one, people.clock()) as never); // of that very act
    const event = { ...newEvent(acting, request, id), number: record, act, values };
    await insert(tx, event);
    await after?.(tx, acting, request, event);
  });
}

/** Its acts, for whoever calls them by what they are. */
export function actsOf<One extends { readonly number: number }, B extends Fields, S extends RecordSteps<One>>(
  records: Records<One, B, S>,
) {
  return {
    begin: (drafting: Drafting, given: Given<B>): Promise<number> => beginRecord(records, drafting, given),
    step: (acting: Acting, place: Place, step: StepGiven<S>): Promise<void> =>
      stepRecord(records, acting, place, step),
  };
}

export async function openFor<One, B extends Fields, S extends RecordSteps<One>>(
  { open }: Records<One, B, S>,
  tx: Tx,
  request: RequestRecord,
  now: number,
): Promise<Open> {
  return open === undefined ? { about: { now } } : open(tx, request, now);
}

async function openAbout<One, B extends Fields, S extends RecordSteps<One>>(
  records: Records<One, B, S>,
  tx: Tx,
  request: RequestRecord,
  now: number,
): Promise<unknown> {
  const open = await openFor(records, tx, request, now);
  if ('why' in open) throw open.refusal;
  return open.about;
}

/** Of what is recorded of one request, no more than is listed. Refusals: tooLarge. */
function numberWithin(number: number): number {
  if (number <= RECORDS) return number;
  throw new Refusal('tooLarge.recordsOfRequest', { max: RECORDS });
}

/** Who records it, when, and through which program. */
function newEvent({ people, person, file }: Drafting, request: RequestRecord, given: Uuid | undefined) {
  const id = given ?? newUuid(people.clock, people.random);
  const at = new Date(people.clock());
  return { id, request: request.id, caseId: file.id, by: person.id, at, through: people.through ?? null };
}
