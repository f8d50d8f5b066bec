// The life of a preservation: begun, confirmed by the holder, extended, and ended by an act that says so. Each act leaves an
// event and moves the clocks, in one transaction.
import { newUuid, type Uuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { roleInCase } from '../../../people/case-member.store.ts';
import { followPreservation } from '../../machine/clocks/follow.acts.ts';
import { isWho } from '../../machine/states/actor-roles.ts';
import { competenceToday, refuseProgram, toldOf } from './given.acts.ts';
import type { Acting } from './life.acts.ts';
import type { ActDetail, ActGiven } from '../../machine/states/life.ts';
import type { Told } from '../../machine/states/life-step.ts';
import { sideOf, type Row } from '../../machine/states/machine.ts';
import { preservation as machine } from '../../machine/states/preservation.ts';
import type { Preservation } from '../../core/preservation.ts';
import { decidePreservation, isOfferedOf, notNow } from './preservation-step.ts';
import * as store from '../../machine/clocks/preservation.store.ts';
import { requestUnder } from '../../machine/states/request.store.ts';

export type PreservationGiven = Pick<
  Preservation,
  'direction' | 'request' | 'holder' | 'stateCode' | 'instrument' | 'identifiers' | 'categories'
>;

/** Returns its number within the case. `id`: what was begun under it is not begun again. Refusals: notAllowed. */
export function beginPreservation(
  { people, person, file }: Acting,
  { id: begunUnder, ...given }: PreservationGiven & { readonly id?: Uuid },
): Promise<number> {
  return people.db.asPerson(person.id, async (tx) => {
    const role = await roleInCase(tx, file.id, person.id);
    const actor = role === undefined ? undefined : { role, roles: person.roles };
    if (actor === undefined || !(isWho(actor, 'drafter') || isWho(actor, 'desk')))
      throw new Refusal('notAllowed.writesOrSends');
    await store.lockNumbers(tx, file.id);
    const known = begunUnder && (await store.preservationUnder(tx, file.id, begunUnder));
    if (known !== undefined) return known;
    const id = begunUnder ?? newUuid(people.clock, people.random);
    const begunAt = new Date(people.clock());
    return store.insertPreservation(tx, { ...given, id, caseId: file.id, begunBy: person.id, begunAt });
  });
}

interface PreservationActGiven extends ActGiven {
  readonly number: number;
}

/** Refusals: notFound, conflict (not in this state), notAllowed (not by this person, or a guard), badInput. */
export function takePreservationAct(acting: Acting, given: PreservationActGiven): Promise<Preservation> {
  const { people, person, file } = acting;
  return people.db.asPerson(person.id, async (tx) => {
    const told = toldOf(given, people.clock());
    const held = await store.preservationOf(tx, file.id, given.number, 'lock');
    const role = await roleInCase(tx, file.id, person.id);
    if (held === undefined || role === undefined) throw noPreservation(given.number);
    if (given.id !== undefined && (await store.isPreservationEvent(tx, held.id, given.id))) return held;
    const actor = { role, roles: person.roles };
    const facts = { actor, competence: competenceToday(acting), endedAt: undefined };
    const row = decidePreservation(held, given.act, facts, told);
    if (!isOfferedOf(row)) throw notNow(held, given.act);
    refuseProgram(people, row);
    await checkProduction(tx, file.id, told.detail);
    await recordIn(tx, acting, { held, row, told, id: given.id });
    return (await store.preservationOf(tx, file.id, given.number)) ?? held;
  });
}

interface RecordedAct {
  readonly held: Preservation;
  readonly row: Row<string, string>;
  readonly told: Told;
  readonly id: Uuid | undefined;
}

async function recordIn(
  tx: Tx,
  acting: Acting,
  { held, row, told, id = newUuid(acting.people.clock, acting.people.random) }: RecordedAct,
): Promise<void> {
  const { people, person, file } = acting;
  const at = new Date(people.clock());
  await store.insertPreservationEvent(tx, {
    id,
    preservation: held.id,
    caseId: file.id,
    act: row.act,
    from: row.from,
    to: row.to,
    side: sideOf(row),
    by: person.id,
    at,
    through: people.through,
    ...told,
  });
  await store.setPreservation(tx, held.id, {
    state: row.to,
    since: at,
    inForceAt: row.act === 'confirm' ? told.occurredAt : undefined,
    production: told.detail.production as Uuid | undefined, // an id, by its schema
    reference: told.detail.reference,
  });
  const { direction, form, instrument, stateCode: state, categories } = held;
  await followPreservation(
    tx,
    acting,
    { id: held.id, direction, form, instrument, state, categories },
    { event: id, row, ...told },
  );
}

/**
 * An order to keep data came to us, and we are its addressee: it is begun with the registration, in the transaction of that, and its
 * sixty days run from the receipt (Regulation (EU) 2023/1543, Art. 11(1)). That the data are kept is recorded when they are.
 */
export async function receivePreservation(
  tx: Tx,
  acting: Acting,
  asked: Omit<PreservationGiven, 'direction'>,
  receipt: Pick<ActGiven, 'occurredAt' | 'zone' | 'evidence'>,
): Promise<void> {
  const { people, person, file } = acting;
  const id = newUuid(people.clock, people.random);
  const made = { ...asked, direction: 'incoming' as const, id, caseId: file.id };
  const number = await store.insertPreservation(tx, {
    ...made,
    begunBy: person.id,
    begunAt: new Date(people.clock()),
  });
  const held = await store.preservationOf(tx, file.id, number, 'lock');
  const role = await roleInCase(tx, file.id, person.id);
  if (held === undefined || role === undefined) throw noPreservation(number);
  const told = toldOf({ ...receipt, act: 'receive' }, people.clock());
  const actor = { role, roles: person.roles };
  const facts = { actor, competence: competenceToday(acting), endedAt: undefined };
  const row = decidePreservation(held, 'receive', facts, told);
  await recordIn(tx, acting, { held, row, told, id: undefined });
}

/** It turns out that we are not its addressee: nothing of it is ours to keep. */
export async function releaseReceived(
  tx: Tx,
  acting: Acting,
  request: Uuid,
  told: Pick<Told, 'occurredAt' | 'zone' | 'evidence' | 'reason'>,
): Promise<void> {
  const { people, person, file } = acting;
  for (const number of await store.receivedPreservations(tx, {
    request,
    caseId: file.id,
    running: RUNNING,
  })) {
    const held = await store.preservationOf(tx, file.id, number, 'lock');
    const role = await roleInCase(tx, file.id, person.id);
    if (held === undefined || role === undefined) throw noPreservation(number);
    const actor = { role, roles: person.roles };
    const facts = { actor, competence: competenceToday(acting), endedAt: undefined };
    const said = { ...told, detail: {} };
    const row = decidePreservation(held, 'release', facts, said);
    refuseProgram(people, row);
    await recordIn(tx, acting, { held, row, told: said, id: undefined });
  }
}

const RUNNING = machine.states.filter((state) => !machine.final.includes(state));

/** Of this case, and one that this person sees. */
async function checkProduction(tx: Tx, caseId: Uuid, { production }: ActDetail): Promise<void> {
  if (production === undefined) return;
  if ((await requestUnder(tx, caseId, production as Uuid)) !== undefined) return; // an id, by its schema
  throw new Refusal('badInput.productionRequest');
}

function noPreservation(number: number): Refusal {
  return new Refusal('notFound.preservation', { number });
}
