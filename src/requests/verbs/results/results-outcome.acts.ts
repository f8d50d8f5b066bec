// What became of each item, said by acts of the life cycle with the delivery as their evidence; and the check of what came.
import type { Uuid } from '../../../base/ids.ts';
import { shareLines } from '../../../evidence/packages/share.store.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { isWho } from '../../machine/states/actor-roles.ts';
import { actIn, lifeOf, type Acting } from '../life/life.acts.ts';
import { noRequest } from '../../core/request.ts';
import { isSettled, type ActDetail } from '../../machine/states/life.ts';
import { eventUnder } from '../../machine/states/life.store.ts';
import { lockedRequest } from '../../machine/states/request.store.ts';
import type { RequestRecord } from '../../core/request.ts';
import { compareDigests, digestsMatch } from './compare-digests.ts';
import type { Delivery } from '../../machine/states/results.ts';
import type { DeliveryPlace } from './results.acts.ts';
import { deliveriesOf, deliveryOf, filesOf } from '../../machine/states/delivery.store.ts';
import { Refusal } from '../../../base/refusal.ts';

/** Of the event: what was recorded under it is not recorded again. */
interface Under {
  readonly id?: Uuid;
}

type ItemSaid = NonNullable<ActDetail['items']>[number];

const EXHIBITS_MAX = 1000;

/**
 * By whoever may say it. Outgoing: what the other side has answered, and that its exhibits are here. Incoming: what we found.
 * Refusals: as `takeAct`, and notAllowed for what came informally.
 */
export function recordAnswers(
  acting: Acting,
  { number, delivery: n, id }: DeliveryPlace & Under,
  said: readonly ItemSaid[],
): Promise<void> {
  return acting.people.db.asPerson(acting.person.id, async (tx) => {
    const { request, delivery } = await found(tx, acting, { number, delivery: n });
    if (id !== undefined && (await eventUnder(tx, request.id, id)) !== undefined) return;
    if (delivery.isInformal) throw informal();
    const { items, facts } = await lifeOf(tx, acting, number);
    const open = items.filter(({ item, desired, actual }) => {
      const now = said.find((one) => one.item === item)?.actual ?? actual;
      return desired === 'wanted' && !isSettled(now);
    });
    const isLast = open.length === 0;
    const told = { number, evidence: delivery.evidence, detail: { items: [...said] }, id };
    if (request.direction === 'incoming') {
      await actIn(tx, acting, { ...told, act: 'recordResults' });
      if (isLast) await actIn(tx, acting, { number, act: 'completeResults', evidence: delivery.evidence });
      return;
    }
    const occurredAt = delivery.arrivedAt.toISOString();
    await actIn(tx, acting, { ...told, act: isLast ? 'reportExecuted' : 'reportItems', occurredAt });
    if (isWho(facts.actor, 'custodian')) await receiveIn(tx, acting, number, delivery);
  });
}

/** The exhibits of a delivery are here, where who recorded the answer may not take in evidence. Refusals: as `takeAct`. */
export function receiveDelivered(acting: Acting, { id, ...place }: DeliveryPlace & Under): Promise<void> {
  return acting.people.db.asPerson(acting.person.id, async (tx) => {
    const { delivery } = await found(tx, acting, place);
    if (delivery.isInformal) throw informal();
    await receiveIn(tx, acting, place.number, delivery, id);
  });
}

async function receiveIn(
  tx: Tx,
  acting: Acting,
  number: number,
  delivery: Delivery,
  id?: Uuid,
): Promise<void> {
  const files = await filesOf(tx, { delivery: delivery.id });
  const exhibits = [...new Set(files.map((file) => file.number))].slice(0, EXHIBITS_MAX);
  if (exhibits.length === 0) return;
  const { evidence } = delivery;
  await actIn(tx, acting, { number, act: 'receiveEvidence', evidence, detail: { exhibits }, id });
}

/** Undefined: nothing that can be compared. */
export async function foundDigests(tx: Tx, request: RequestRecord): Promise<boolean | undefined> {
  const results: (boolean | undefined)[] = [];
  for (const { id, listing, isInformal } of await deliveriesOf(tx, request.id)) {
    if (isInformal) continue;
    const files = await filesOf(tx, { delivery: id });
    results.push(digestsMatch(compareDigests(listing, files)));
    // Whatever the sender gave: what was read again here and differed is not what came.
    const numbers = [...new Set(files.map(({ number }) => number))];
    const lines = numbers.length === 0 ? [] : await shareLines(tx, request.caseId, EXHIBITS_MAX, numbers);
    if (lines.some(({ lastCheck }) => lastCheck?.isIntact === false)) results.push(false);
    else if (request.direction === 'incoming' && lines.length > 0)
      results.push(lines.every(({ lastCheck }) => lastCheck?.isIntact === true) ? true : undefined);
  }
  if (results.includes(false)) return false;
  return results.includes(true) ? true : undefined;
}

/** What is said of what came, beside the digests, which the program compares. */
interface VerifySaid extends Pick<ActDetail, 'certificate' | 'restrictions'> {
  readonly reason?: string | undefined;
}

/**
 * What came is what was sent: by the digests, or by the reason given where there are none; it is as many as they say, and has its
 * certificate or a reason. Refusals: as `takeAct`.
 */
export function verifyResults(
  acting: Acting,
  number: number,
  { reason, certificate, restrictions }: VerifySaid = {},
  id?: Uuid,
): Promise<void> {
  return acting.people.db.asPerson(acting.person.id, async (tx) => {
    const request = await lockedRequest(tx, acting.file.id, number);
    if (request === undefined) throw noRequest(number);
    const match = await foundDigests(tx, request);
    const act = request.direction === 'outgoing' ? 'verifyEvidence' : 'checkResults';
    const detail: ActDetail = {
      ...(match !== undefined && { digestsMatch: match }),
      ...(certificate !== undefined && { certificate }),
      ...(restrictions !== undefined && { restrictions }),
    };
    await actIn(tx, acting, { number, act, reason, detail, id });
  });
}

export async function found(
  tx: Tx,
  { file }: Acting,
  { number, delivery: n }: DeliveryPlace,
): Promise<{ readonly request: RequestRecord; readonly delivery: Delivery }> {
  const request = await lockedRequest(tx, file.id, number);
  const delivery = request && (await deliveryOf(tx, request.id, n));
  if (request === undefined || delivery === undefined) throw noRequest(number);
  return { request, delivery };
}

const informal = (): Refusal => new Refusal('notAllowed.informalAnswer');
