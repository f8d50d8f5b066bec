// What arrives in answer to a request becomes exhibits with the request as their authority, and what we give in answer to
// another's is gathered the same way. What the other side said of its items is recorded by the acts of the life cycle.
import { newUuid, type Uuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import { isRfc3339 } from '../../../base/time.ts';
import { holdingOf } from '../../../evidence/exhibits/holding.store.ts';
import type { Exhibit } from '../../../evidence/exhibits/exhibit.ts';
import { draftOf, exhibitInAct, nameOf } from '../../../evidence/exhibits/exhibit-act.acts.ts';
import { exhibitNumbered, addToConditions } from '../../../evidence/exhibits/exhibit.store.ts';
import { recordedEvents } from '../../../evidence/events/event-rows.store.ts';
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import { RECEIVED_INFORMALLY } from '../../../evidence/packages/leads-only.ts';
import type { Draft } from '../../../evidence/log/log-entry.ts';
import type { Knowledge } from '../../../law/model.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { inCase } from '../../../people/policy.ts';
import type { Authority } from '../../../verify/event.ts';
import { countWanted, legalForm, dayBegun } from '../../core/form.ts';
import { formOf } from '../../forms/index.ts';
import { keepIn } from '../drafting/confidence/confidentiality.acts.ts';
import { heldElsewhere } from '../drafting/confidence/confidentiality.ts';
import { mayKnow } from '../drafting/confidence/confidentiality.store.ts';
import { type Acting } from '../life/life.acts.ts';
import { noRequest } from '../../core/request.ts';
import type { RequestRecord } from '../../core/request.ts';
import { lockedRequest, requestOf } from '../../machine/states/request.store.ts';
import { keptResult, type ResultKept } from './result-confidence.acts.ts';
import { askForDigests } from './stated-digests.acts.ts';
import {
  authorityOf,
  type DeliveredFile,
  type Delivery,
  type Listing,
} from '../../machine/states/results.ts';
import { deliveryById, deliveryOf, deliveryUnder, filesOf } from '../../machine/states/delivery.store.ts';
import { EXHIBITS_MAX, type FileMatch } from './delivery-asked.ts';
import * as store from './results.store.ts';

/** Outgoing: it is with the other side, or was. Incoming: we execute it. */
const TAKES_RESULTS = {
  outgoing: new Set(['draft', 'review', 'declined', 'authorised', 'translation']),
  incoming: new Set(['executing', 'resultsIn', 'resultsChecked']),
} as const;

export function takesResults({ direction, state }: Pick<RequestRecord, 'direction' | 'state'>): boolean {
  return direction === 'incoming' ? TAKES_RESULTS.incoming.has(state) : !TAKES_RESULTS.outgoing.has(state);
}

interface DeliveryGiven {
  /** Of the request. */
  readonly number: number;
  /** RFC 3339. */
  readonly arrivedAt: string;
  readonly evidence: string;
  readonly isInformal: boolean;
  /** What was recorded under it is not recorded again. */
  readonly id?: Uuid;
  /** Kept to those who are named from its first moment; undefined: it follows its request. */
  readonly kept?: Omit<ResultKept, 'reason'> | undefined;
}

/** Returns its number. Refusals: notFound, notAllowed, notReady (never sent), badInput; of what is `kept`, as `keepResult`. */
export function beginDelivery(acting: Acting, given: DeliveryGiven): Promise<number> {
  const { people, person, file } = acting;
  return people.db.asPerson(person.id, async (tx) => {
    const request = await lockedRequest(tx, file.id, given.number);
    if (request === undefined) throw noRequest(given.number);
    refuseRole(acting);
    const known = given.id && (await deliveryUnder(tx, request.id, given.id));
    if (known !== undefined) return known;
    if (!takesResults(request))
      throw new Refusal(
        request.direction === 'outgoing' ? 'notReady.requestNotSent' : 'notReady.requestNotExecuted',
        { state: request.state },
      );
    const at = new Date(people.clock());
    const evidence = given.evidence.trim();
    if (!isRfc3339(given.arrivedAt) || Date.parse(given.arrivedAt) > at.getTime() + AHEAD_MS)
      throw new Refusal('badInput.offsetTime', { found: given.arrivedAt.slice(0, 40) });
    if (evidence === '' || evidence.length > 4000) throw new Refusal('badInput.arrivalEvidence');
    const id = given.id ?? newUuid(people.clock, people.random);
    const number = await store.insertDelivery(tx, {
      id,
      request: request.id,
      caseId: file.id,
      arrivedAt: new Date(given.arrivedAt),
      evidence,
      isInformal: given.isInformal && request.direction === 'outgoing',
      by: person.id,
      at,
    });
    const made = given.kept && (await deliveryById(tx, id));
    if (given.kept !== undefined && made !== undefined)
      await keepIn(tx, acting, keptResult(made), { ...given.kept, reason: given.kept.ground });
    return number;
  });
}

const AHEAD_MS = 5 * 60_000;

export interface DeliveryPlace {
  /** Of the request, and of its delivery. */
  readonly number: number;
  readonly delivery: number;
}

/** What was said of its use, before the exhibits came: they get it as they come. Refusals: notFound, notAllowed, conflict. */
export function setLimits(
  acting: Acting,
  place: DeliveryPlace,
  conditions: readonly string[],
): Promise<void> {
  return changing(acting, place, async (tx, { delivery }) => {
    if ((await filesOf(tx, { delivery: delivery.id })).length > 0)
      throw new Refusal('conflict.deliveryHasExhibits');
    await store.setConditions(tx, delivery.id, conditions);
  });
}

/** Refusals: notFound, notAllowed. */
export function setListing(acting: Acting, place: DeliveryPlace, listing: Listing): Promise<void> {
  const { people, person } = acting;
  return changing(acting, place, async (tx, { delivery }) => {
    await store.setListing(tx, delivery.id, listing);
    await askForDigests(people, tx, { ...delivery, listing }, person.id);
  });
}

/** Which item each file answers. Refusals: notFound, notAllowed, badInput (no such item). */
export function matchFiles(acting: Acting, place: DeliveryPlace, said: readonly FileMatch[]): Promise<void> {
  const { people, person } = acting;
  return changing(acting, place, async (tx, { delivery, items }) => {
    const at = new Date(people.clock());
    for (const { exhibitId: exhibit, path, item: named } of said) {
      const item = named ?? undefined;
      if (item !== undefined && (item < 1 || item > items))
        throw new Refusal('badInput.itemNumber', { items, item });
      await store.setItem(tx, { delivery: delivery.id, exhibit, path }, { item, by: person.id, at });
    }
  });
}

interface Here {
  readonly request: RequestRecord;
  readonly delivery: Delivery;
  /** How many the request has. */
  readonly items: number;
}

async function changing(
  acting: Acting,
  { number, delivery }: DeliveryPlace,
  change: (tx: Tx, here: Here) => Promise<void>,
): Promise<void> {
  const { people, person, file } = acting;
  await people.db.asPerson(person.id, async (tx) => {
    const request = await lockedRequest(tx, file.id, number);
    const found = request && (await deliveryOf(tx, request.id, delivery));
    if (request === undefined || found === undefined) throw noRequest(number);
    refuseRole(acting);
    await change(tx, { request, delivery: found, items: itemsIn(request) });
  });
}

/** As its form counts them. */
export function itemsIn({ form, version }: RequestRecord): number {
  const of = formOf(form);
  return of === undefined ? 1 : countWanted(of, version.answers);
}

/** An exhibit of more files is one thing: nobody says of each what it answers. */
const FILES_MAX = 500;
interface Attaching extends DeliveryPlace {
  /** Numbers. */
  readonly exhibits: readonly string[];
  /** Idempotency key. */
  readonly key: Uuid;
}

/**
 * Exhibits that came with a delivery: each has the request as an authority, and every limit that came with it. Refusals:
 * notFound, notAllowed, tooLarge.
 */
export async function attachExhibits(
  house: Installation,
  acting: Acting,
  attaching: Attaching,
): Promise<void> {
  const { person, file, law } = acting;
  const { exhibits, number, delivery: n } = attaching;
  if (exhibits.length > EXHIBITS_MAX) throw tooMany();
  const files = new Map<string, readonly DeliveredFile[]>();
  for (const one of new Set(exhibits)) files.set(one, await filesIn(house, acting, one));
  await house.log.append({
    key: `results:${person.id}:${attaching.key}`,
    events: async (tx) => {
      const request = await requestOf(tx, file.id, number);
      const delivery = request && (await deliveryOf(tx, request.id, n));
      // Who may not know of the request may not know of what came in answer to it.
      if (
        request === undefined ||
        delivery === undefined ||
        !(await mayKnow(tx, person.id, keptResult(delivery)))
      )
        throw noRequest(number);
      const authority = authorityFor(file, request, law);
      const drafts: Draft[] = [];
      for (const [exhibit, list] of files)
        drafts.push(
          ...(await attachOne(house, tx, { acting, request, delivery, exhibit, files: list, authority })),
        );
      await askForDigests(house, tx, delivery, person.id);
      return drafts;
    },
  });
}

/** The names of its files are looked at, which the log records with the act. */
async function filesIn(
  house: Installation,
  { people, person, file }: Acting,
  number: string,
): Promise<DeliveredFile[]> {
  const exhibit = await people.db.asPerson(person.id, (tx) => exhibitNumbered(tx, number));
  if (exhibit?.caseId !== file.id || exhibit.status !== 'held')
    throw new Refusal('notFound.exhibitHeld', { number: number.slice(0, 60) });
  const { files } = await house.store.inventory(exhibit.id);
  const data = files.filter(({ path }) => path.startsWith('data/'));
  const whole = { path: '', bytes: exhibit.bytes, sha256: exhibit.sha256 };
  const list = data.length === 0 || data.length > FILES_MAX ? [whole] : data;
  return list.map(({ path, bytes, sha256 }) => ({
    exhibit: exhibit.id,
    number,
    path: path.replace(/^data\//, ''),
    bytes,
    sha256,
    digests: {},
    item: undefined,
    isHeld: true,
  }));
}

interface One {
  readonly acting: Acting;
  readonly request: RequestRecord;
  readonly delivery: Delivery;
  readonly exhibit: string;
  readonly files: readonly DeliveredFile[];
  readonly authority: Authority;
}

async function attachOne(house: Installation, tx: Tx, one: One): Promise<Draft[]> {
  const { acting, request, delivery, exhibit: number, files, authority } = one;
  const by = { person: acting.person, file: acting.file, through: acting.people.through };
  const { exhibit, role } = await exhibitInAct(tx, by, number, 'addEvidence');
  await refuseHolder(tx, exhibit, delivery);
  const at = new Date(house.clock());
  const item = itemsIn(request) === 1 ? 1 : undefined;
  await store.insertResults(tx, { delivery, exhibit: exhibit.id, files, item, by: acting.person.id, at });
  const common = { ...draftOf(house, { by, number, role }), detail: nameOf(by) };
  const events = await recordedEvents(tx, acting.file.id, number);
  const isKnown = events.some(({ event }) => event.authority?.id === authority.id);
  const drafts: Draft[] = [{ ...common, type: 'viewed', facts: { purpose: 'results of a request' } }];
  // Of another's request, what we give was obtained on an authority of our own.
  // What came informally did not come on the request; only its cure says that one covers it.
  const isOnRequest = request.direction === 'outgoing' && !delivery.isInformal;
  if (isOnRequest && !isKnown)
    drafts.push({ ...common, type: 'authorityAdded', authority, reason: 'Came in answer to it' });
  const added: string[] = [];
  for (const condition of conditionsOf(delivery))
    if (await addToConditions(tx, exhibit.id, condition)) added.push(condition);
  if (added.length > 0)
    drafts.push({
      ...common,
      type: 'conditionAdded',
      reason: `${delivery.isInformal ? 'Came informally, beside' : 'Came with the answer'}: ${authority.id}`,
      facts: { conditions: added },
    });
  return drafts;
}

export function conditionsOf({ conditions, isInformal }: Delivery): string[] {
  return [...(isInformal ? [RECEIVED_INFORMALLY] : []), ...conditions];
}

export function authorityFor(
  file: Acting['file'],
  request: RequestRecord,
  law: Knowledge,
): Authority & { readonly type: 'request' } {
  const form = formOf(request.form);
  if (form === undefined) throw noRequest(request.number);
  const { record } = legalForm(form, law.forms, dayBegun(request));
  const title = law.instruments.find(({ id }) => id === record.instrument)?.shortTitle ?? record.instrument;
  return authorityOf(file, request, record, title);
}

/** From now on only those who may know of the result find the exhibit: whoever holds it, or was offered it, is among them. */
async function refuseHolder(tx: Tx, { holder, number, caseId }: Exhibit, delivery: Delivery): Promise<void> {
  const { open } = await holdingOf(tx, caseId, number);
  for (const one of [holder, open?.to.id])
    if (one !== undefined && !(await mayKnow(tx, one, keptResult(delivery)))) throw heldElsewhere(number);
}

function refuseRole({ file }: Acting): void {
  if (inCase(file.role, 'addEvidence') === 'yes') return;
  throw new Refusal('notAllowed.takesEvidence');
}

const tooMany = (): Refusal => new Refusal('tooLarge.exhibitsAtOnce', { max: EXHIBITS_MAX });
