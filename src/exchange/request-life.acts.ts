// What came by line takes its place in the life of the request, and nobody types it again: the receipt of the other side shows that the
// request was delivered and starts its clocks, its registration acknowledges it, its question rests them. Each is the act that a desk would
// record, with the signed message as evidence, in the name of who sent the request or took it in, and under the id of the message: once.
import { Refusal } from '../base/refusal.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Knowledge } from '../law/model.ts';
import { caseOfMemberById } from '../people/case-member.store.ts';
import type { People } from '../people/people.acts.ts';
import { personById } from '../people/person.store.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { actIn, type RequestActGiven } from '../requests/life/life.acts.ts';
import { keptEnvelope } from './envelope.ts';
import { keptReceipt } from './receipt.ts';
import { messageOf } from './request-exchange.acts.ts';
import * as store from './request-life.store.ts';

const AT_ONCE = 50;
/** As far apart as the clocks of two installations may be: beyond that a person decides what the time was. */
const SKEW_MS = 7_200_000;

export interface Following {
  readonly house: Pick<Installation, 'db' | 'clock'>;
  readonly people: People;
  readonly law: () => Promise<Knowledge>;
}

/** How many acts were recorded. What a person must look at is kept with the reason. */
export async function followByWire({ house, people, law }: Following): Promise<number> {
  let done = 0;
  for (const one of await store.toFollow(house.db.kysely, AT_ONCE)) {
    const as = await followOne({ house, people, law }, one);
    if (as === 'done') done += 1;
    await store.setFollowed(house.db.kysely, one, { at: new Date(house.clock()), as });
  }
  return done;
}

async function followOne({ house, people, law }: Following, one: store.ToFollow): Promise<string> {
  const given = givenBy(one, house.clock());
  if (typeof given === 'string') return given;
  const { kysely } = house.db;
  const person = one.person && (await personById(kysely, one.person));
  const file = one.person && (await caseOfMemberById(kysely, one.caseId, one.person));
  if (!person || !file) return 'who sent the request, or took it in, is not in the case any more';
  const acting = { people, person, file, law: await law() };
  try {
    await people.db.asPerson(person.id, (tx) => actIn(tx, acting, given));
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error; // the next round tries again
  }
}

/** The act that it is; or why it is for a person. */
function givenBy(one: store.ToFollow, now: number): RequestActGiven | string {
  const { id, number, peerOrigin } = one;
  const receipt = one.delivery && keptReceipt(one.delivery);
  const zone = receipt?.zone ?? 'UTC';
  const digest = keptEnvelope(one.envelope, nodeCrypto)?.digest ?? '';
  const base = { id, number, zone };
  if (one.isOurs) {
    if (receipt === undefined) return 'no receipt';
    const at = Date.parse(receipt.at);
    if (at < one.queuedAt.getTime() - SKEW_MS || at > now + SKEW_MS)
      return `a receipt of another time: ${receipt.at}`;
    const evidence = `Receipt of delivery signed by ${peerOrigin} for message ${digest}`;
    return { ...base, act: 'deliver', evidence, occurredAt: new Date(Math.min(at, now)).toISOString() };
  }
  const said = one.plain && messageOf(one.plain);
  const evidence = `Message ${digest} signed by ${peerOrigin}`;
  switch (said?.type) {
    case 'registered':
      return { ...base, act: 'acknowledge', evidence, detail: { reference: said.reference } };
    case 'question':
      return { ...base, act: 'askClarification', evidence, reason: said.text };
    case 'answer':
      return { ...base, act: 'receiveClarification', evidence, reason: said.text };
    default:
      return 'nothing that is an act';
  }
}
