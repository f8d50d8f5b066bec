// The request that somebody writes about, with what is known of it: its references on both sides, when it went or came, and until
// when its data are kept.
import { Temporal } from 'temporal-polyfill';
import type { Day } from '../../../../law/day.ts';
import type { CaseOfMember } from '../../../../people/case-member.store.ts';
import type { Tx } from '../../../../people/as-person.store.ts';
import type { Knowledge } from '../../../../law/model.ts';
import { dayBegun, legalForm, wantedOf, type LegalForm } from '../../../core/form.ts';
import { formOf } from '../../../forms/index.ts';
import { wasSent } from '../../../machine/states/guard-facts.ts';
import type { LifeEvent, RequestItem } from '../../../machine/states/life.ts';
import { eventsOf, itemsOfRequest } from '../../../machine/states/life.store.ts';
import { preservationAskedBy } from '../../../machine/clocks/preservation.store.ts';
import { preservedUntil } from './preserved-until.acts.ts';
import { requestReference, type RequestRecord } from '../../../core/request.ts';
import { requestOf } from '../../../machine/states/request.store.ts';
import { followUpsOf, fromFollowed, isAbout } from '../../../forms/follow-up.ts';
import type { Messages } from '../../../../web/messages.ts';
import { awaitedIn } from '../../../machine/clocks/awaited.acts.ts';
import { clocksOf } from '../../../machine/clocks/clock.store.ts';
import type { StoredClock } from '../../../machine/clocks/stored.ts';
import { isAnswerTime } from '../../../machine/states/time-limits-by-form.ts';
import { itemTitle } from '../../../machine/text/item-name.ts';
import { inTongue, letterTongue } from '../../../machine/text/tongue.ts';
import { deliveriesOf, filesOf } from '../../../machine/states/delivery.store.ts';
import { line, type Answer, type Answers } from '../../../core/answers.ts';
import { firstOf } from '../../../machine/states/followed.store.ts';
import { MAX_HASHES, type FileHash } from '../../../core/hash-lines.ts';
import type { Begun } from '../../../core/origin.ts';
import { recordedAnswers, type OnRecord } from './recorded.ts';

interface FollowedRequest {
  readonly request: RequestRecord;
  readonly ours: string;
  readonly theirs: string | undefined;
  readonly day: Day | undefined;
  /** Last day on which the data that it asks to keep are kept; undefined: no time runs. */
  readonly preservedUntil: Day | undefined;
  /** By which it went, or came. */
  readonly means: RequestRecord['means'];
  /** Ids of the forms on which something can be written about it now. */
  readonly forms: readonly string[];
  /** As the request of ours has it that this is, or is about: who confirms on our side, and who must not learn of it. */
  readonly confirms: Answer | undefined;
  readonly confidentiality: Answer | undefined;
  readonly record: RequestOnRecord;
}

interface RequestOnRecord extends Pick<
  OnRecord,
  'receivedAt' | 'isPreserved' | 'decision' | 'files' | 'conditions'
> {
  readonly items: readonly RequestItem[];
  /** Until when an item is due, by its number. */
  readonly dues: ReadonlyMap<number, string>;
}

/** Undefined: the case has no such request, or this person may not know of it. */
export async function followedRequest(
  tx: Tx,
  file: CaseOfMember,
  number: number,
): Promise<FollowedRequest | undefined> {
  const request = await requestOf(tx, file.id, number);
  if (request === undefined) return undefined;
  const events = await eventsOf(tx, request.id);
  const { form, direction } = request;
  const held = await preservationAskedBy(tx, request.id);
  return {
    request,
    ours: requestReference(file.reference, number),
    theirs: events.findLast(({ detail }) => detail.reference !== undefined)?.detail.reference,
    day: dayOut(request, events),
    preservedUntil: held && (await preservedUntil(tx, held)),
    means: events.findLast(({ act }) => act === 'transmit')?.detail.means ?? request.means,
    forms: followUpsOf({ form, direction, isOut: direction === 'incoming' || wasSent(events) }),
    ...(await ofOurs(tx, request)),
    record: await recordOf(tx, request, events),
  };
}

/** A question and its answer follow one another; at the beginning of the line stands what we asked. */
async function ofOurs(
  tx: Tx,
  request: RequestRecord,
): Promise<Pick<FollowedRequest, 'confirms' | 'confidentiality'>> {
  const first = request.direction === 'incoming' ? await firstOf(tx, request) : request;
  const form = formOf(first?.form);
  const said = (id: string | undefined): Answer | undefined =>
    first?.direction === 'outgoing' && id !== undefined ? first.version.answers[id] : undefined;
  return { confirms: said(form?.roles.verification), confidentiality: said(form?.roles.confidentiality) };
}

async function recordOf(
  tx: Tx,
  request: RequestRecord,
  events: readonly LifeEvent[],
): Promise<RequestOnRecord> {
  const items = await itemsOfRequest(tx, request.id);
  const clocks = await clocksOf(tx, { request: request.id });
  const received = events.findLast(({ act }) => act === 'receive');
  return {
    items,
    dues: duesOf(clocks, request, items),
    receivedAt: received && stampIn(received.occurredAt, received.zone),
    isPreserved: events.some(({ act }) => act === 'preserveAtOnce'),
    decision: decisionOf(events),
    ...(await givenOn(tx, request)),
  };
}

/** A decision on the whole stands until it is taken up again. */
function decisionOf(events: readonly LifeEvent[]): OnRecord['decision'] {
  const last = events.findLast(({ from, to }) => from !== to);
  if (last?.act !== 'refuse' && last?.act !== 'postpone') return undefined;
  return { act: last.act, ground: last.detail.ground };
}

/** By the earliest of the times that run for an item. */
function duesOf(
  clocks: readonly StoredClock[],
  { form, version }: RequestRecord,
  items: readonly RequestItem[],
): Map<number, string> {
  const running = clocks
    .filter(
      ({ rule, run }) => run.status === 'running' && run.earliest !== undefined && isAnswerTime(rule.id),
    )
    .toSorted((a, b) => (a.run.earliest ?? '').localeCompare(b.run.earliest ?? ''));
  const dues = new Map<number, string>();
  for (const { rule, run, at } of running)
    for (const item of awaitedIn(rule, { form, answers: version.answers }, items))
      if (!dues.has(item)) dues.set(item, endText(run, at.zone));
  return dues;
}

/** The last day; of a time in hours the moment, on the clocks of its place. */
function endText({ readings, earliest = '' }: StoredClock['run'], zone: string): string {
  const lastDay = readings.find(({ end }) => end === earliest)?.lastDay;
  if (lastDay !== undefined) return lastDay;
  const [day = '', time = ''] = stampIn(new Date(earliest), zone).split('T');
  return `${day} ${time.slice(0, 5)} (UTC${time.slice(8)})`;
}

function stampIn(at: Date, zone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return there.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** What was kept to some, or came as a lead, is in no document that others read. */
async function givenOn(tx: Tx, { id }: RequestRecord): Promise<Pick<OnRecord, 'files' | 'conditions'>> {
  const open = (await deliveriesOf(tx, id)).filter((one) => !one.isInformal && !one.isConfidential);
  const files: FileHash[] = [];
  for (const { id: delivery } of open)
    for (const { path, number, sha256, item } of await filesOf(tx, { delivery })) {
      const file = path === '' ? number : path;
      if (item === undefined || !line.safeParse(file).success || files.length >= MAX_HASHES) continue;
      files.push({ file, algorithm: 'SHA-256', digest: sha256 });
    }
  return { files, conditions: [...new Set(open.flatMap(({ conditions }) => conditions))] };
}

/** By the clock of the place where it was sent or received. */
function dayOut({ direction }: RequestRecord, events: readonly LifeEvent[]): Day | undefined {
  const act = direction === 'incoming' ? 'receive' : 'transmit';
  const event = events.findLast((one) => one.act === act);
  if (event === undefined) return undefined;
  const at = Temporal.Instant.fromEpochMilliseconds(event.occurredAt.getTime());
  return at.toZonedDateTimeISO(event.zone).toPlainDate().toString();
}

interface Beginning {
  readonly law: Pick<Knowledge, 'forms'>;
  readonly today: Day;
  /** The language in which it is written, and the labels of the forms in it. */
  readonly say: Messages;
  readonly labels: ReadonlyMap<string, string>;
}

/** Begun on `then`, with what is on record. Refusals: none; the caller looks at `forms` first. */
export function begunAbout(followed: FollowedRequest, then: LegalForm, beginning: Beginning): Begun {
  const { request, means, ...known } = followed;
  const legal = followedForm(followed, beginning);
  const { today, say } = beginning;
  const recorded = recordedAnswers(say, then.form.id, onRecord(followed, legal, beginning));
  const { instrument } = legal.record;
  return { ...fromFollowed({ ...known, request, today, instrument, recorded }, then), means };
}

interface Recorded {
  readonly reference: string;
  /** By the fields of the form that is written on. */
  readonly answers: Answers;
  /** What is asked for there, by number and name. */
  readonly items: readonly string[];
}

/** What is on record of the request that this one is about; undefined: it is about none. */
export async function recordedFor(
  tx: Tx,
  file: CaseOfMember,
  { form, origin }: Pick<RequestRecord, 'form' | 'origin'>,
  beginning: Omit<Beginning, 'today'>,
): Promise<Recorded | undefined> {
  if (origin?.kind !== 'request' || isAbout({ form, direction: 'outgoing' }) === undefined) return undefined;
  const followed = await followedRequest(tx, file, origin.number);
  if (followed === undefined) return undefined;
  const legal = followedForm(followed, beginning);
  const { answers } = followed.request.version;
  return {
    reference: followed.ours,
    answers: recordedAnswers(beginning.say, form, onRecord(followed, legal, beginning)),
    items: wantedOf(legal.form, answers).map((_, i) => nameOfItem(followed, legal, beginning, i + 1)),
  };
}

function followedForm({ request }: FollowedRequest, { law }: Pick<Beginning, 'law'>): LegalForm {
  const form = formOf(request.form);
  if (form === undefined) throw new TypeError(`no form ${request.form}`); // it was begun on one
  return legalForm(form, law.forms, dayBegun(request));
}

/** In the words of the language. */
function onRecord(
  { request, ours, record }: FollowedRequest,
  legal: LegalForm,
  { say, labels }: Omit<Beginning, 'today'>,
): OnRecord {
  const items = record.items.map((one) => ({
    ...one,
    name: nameOfItem({ request }, legal, { say, labels }, one.item),
    until: record.dues.get(one.item),
  }));
  return { ...record, request, ours, items };
}

function nameOfItem(
  { request }: Pick<FollowedRequest, 'request'>,
  legal: LegalForm,
  { say, labels }: Pick<Beginning, 'say' | 'labels'>,
  item: number,
): string {
  return itemTitle(say, inTongue(legal, letterTongue(say, labels).label), request.version.answers, item);
}
