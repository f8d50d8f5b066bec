// Decides who may know of what came in answer to a request. By the condition of whoever sent it: narrower than who may know of the
// request, never wider. No day that passes opens it: somebody says that it may be.
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { isDay, type Day } from '../../law/day.ts';
import type { Tx } from '../../people/as-person.store.ts';
import { membersOf } from '../../people/case-member.store.ts';
import { refuseProgramTo } from '../../people/program.ts';
import { decisionsBetween, type ConfidenceAct } from '../confidentiality.ts';
import { mayKnow } from '../confidentiality.store.ts';
import { noRequest, type Acting } from '../life/life.acts.ts';
import { requestToDecide } from '../life/request-decide.acts.ts';
import { GROUND_MAX, heldElsewhere, REASON_MAX } from './result-confidence.ts';
import * as store from './result-confidence.store.ts';
import type { Delivery } from './results.ts';
import { deliveryOf } from './results.store.ts';

export interface ResultKept {
  /** Everybody who may know of it. */
  readonly knowers: readonly Uuid[];
  readonly until: Day | undefined;
  readonly ground: string;
  readonly reason: string;
}

interface Place {
  /** Of the request, and of its delivery. */
  readonly number: number;
  readonly delivery: number;
}

/**
 * Keeps it to them, or changes to whom, until when and why. False: it is so already. Refusals: notFound, notAllowed (also a program
 * that would let more people know), conflict (somebody else holds an exhibit of it), badInput.
 */
export function keepResult(acting: Acting, place: Place, asked: ResultKept): Promise<boolean> {
  return acting.people.db.asPerson(acting.person.id, async (tx) =>
    keepResultIn(tx, acting, await deliveryToKeep(tx, acting, place), asked),
  );
}

/** The same within the transaction in which it is recorded: by whoever records it, for the condition came with it. */
export async function keepResultIn(
  tx: Tx,
  acting: Acting,
  delivery: Delivery,
  asked: ResultKept,
): Promise<boolean> {
  const { people, person } = acting;
  const before = await store.resultConfidentialityOf(tx, delivery.id);
  await checkAsked(acting, tx, delivery, asked);
  const ground = asked.ground.trim();
  const changes = changesBetween(delivery, before, { ...asked, ground });
  if (changes.length === 0) return false;
  if (delivery.isConfidential && changes.some(({ act }) => act === 'named'))
    refuseProgramTo(people, 'let somebody know of the result');
  const at = new Date(people.clock());
  for (const { act, about } of changes) {
    if (act === 'named' && about !== undefined)
      await store.nameResultKnower(tx, delivery, { person: about, by: person.id, at });
    await record(acting, tx, delivery, { act, about, until: asked.until, ground, reason: asked.reason });
  }
  // After them: whoever only records it may name and decide while it is open, and not any more once it is kept.
  if (changes.some(({ act }) => act === 'restricted' || act === 'extended'))
    await store.setResultRestricted(tx, delivery.id, { ground, until: asked.until });
  for (const { act, about } of changes)
    if (act === 'removed' && about !== undefined) await store.removeResultKnower(tx, delivery.id, about, at);
  return true;
}

/** Everybody who may know of the request sees it again. Refusals: notFound, notAllowed, conflict (it is open). No program does it. */
export function openResult(acting: Acting, place: Place, reason: string): Promise<void> {
  const { people, person } = acting;
  return people.db.asPerson(person.id, async (tx) => {
    const delivery = await deliveryToKeep(tx, acting, place);
    refuseProgramTo(people, 'let everybody who may know of the request know of the result');
    if (!delivery.isConfidential) throw nothingNew();
    if (reason.trim() === '' || reason.length > REASON_MAX)
      throw bad('a reason of at most 2,000 characters', 'none, or more');
    const at = new Date(people.clock());
    const { knowers } = await store.resultConfidentialityOf(tx, delivery.id);
    await record(acting, tx, delivery, { act: 'opened', reason });
    await store.setResultRestricted(tx, delivery.id, { ground: undefined, until: undefined });
    for (const one of knowers) await store.removeResultKnower(tx, delivery.id, one.person, at);
  });
}

async function deliveryToKeep(tx: Tx, acting: Acting, place: Place): Promise<Delivery> {
  const request = await requestToDecide(acting, tx, place.number, 'restrictRequest');
  const delivery = await deliveryOf(tx, request.id, place.delivery);
  if (delivery === undefined) throw noRequest(place.number);
  return delivery;
}

type Change = ReturnType<typeof decisionsBetween>[number];

function changesBetween(
  { isConfidential }: Delivery,
  before: Awaited<ReturnType<typeof store.resultConfidentialityOf>>,
  asked: ResultKept,
): Change[] {
  const knowers = before.knowers.map(({ person }) => person);
  const changes = decisionsBetween({ isRestricted: isConfidential, knowers, until: before.until }, asked);
  const isOtherGround = isConfidential && before.ground !== asked.ground;
  return isOtherGround && !changes.some(({ act }) => act === 'extended')
    ? [...changes, { act: 'extended' }]
    : changes;
}

async function checkAsked(
  { people, person, file }: Acting,
  tx: Tx,
  delivery: Delivery,
  asked: ResultKept,
): Promise<void> {
  const { knowers, until, ground, reason } = asked;
  const today = new Date(people.clock()).toISOString().slice(0, 10);
  if (until !== undefined && (!isDay(until) || until <= today))
    throw bad('a day to come, such as 2027-03-31, or none', until.slice(0, 20));
  if (ground.trim() === '' || ground.length > GROUND_MAX)
    throw bad('by which condition or rule it is kept, in at most 1,000 characters', 'none, or more');
  if (reason.trim() === '' || reason.length > REASON_MAX)
    throw bad('a reason of at most 2,000 characters', 'none, or more');
  const named = (await membersOf(tx, file.id)).filter((one) => knowers.includes(one.person));
  if (named.length !== new Set(knowers).size) throw bad('members of the case', 'somebody else');
  for (const one of knowers)
    if (!(await mayKnow(tx, one, delivery.request)))
      throw bad('people who may know of the request', 'somebody who may not');
  if (!knowers.includes(person.id)) throw bad('you among those who know', 'not you');
  if (!named.some(({ role }) => role === 'lead'))
    throw bad('a lead of the case among those who know', 'none');
  const held = await store.heldByAnother(tx, { delivery: delivery.id }, knowers);
  if (held !== undefined) throw heldElsewhere(held);
}

interface Recorded {
  readonly act: ConfidenceAct;
  readonly about?: Uuid | undefined;
  readonly until?: Day | undefined;
  readonly ground?: string;
  readonly reason: string;
}

async function record({ people, person }: Acting, tx: Tx, delivery: Delivery, made: Recorded): Promise<void> {
  const isSetting = made.act === 'restricted' || made.act === 'extended';
  await store.insertResultDecision(tx, delivery, {
    id: newUuid(people.clock, people.random),
    act: made.act,
    by: person.id,
    at: new Date(people.clock()),
    about: made.about,
    until: isSetting ? made.until : undefined,
    ground: isSetting ? made.ground : undefined,
    reason: made.reason.trim(),
    through: people.through,
  });
}

const bad = (expected: string, found: string): Refusal =>
  new Refusal('badInput', { expected, found, next: 'Nothing was changed. Choose once more.' });

const nothingNew = (): Refusal =>
  new Refusal('conflict', {
    expected: 'something to change',
    found: 'it is so already',
    next: 'Nothing needs to be done.',
  });
