// The life of a preservation: begun, confirmed by the holder, extended, and ended by an act that says so. Each act leaves an
// event and moves the clocks, in one transaction.
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Tx } from '../../people/as-person.store.ts';
import { roleInCase } from '../../people/case-member.store.ts';
import { followPreservation } from '../clocks/follow.acts.ts';
import { isWho } from '../who.ts';
import { competenceToday, refuseProgram, toldOf, type Acting } from '../life/life.acts.ts';
import type { ActDetail, ActGiven } from '../life/life.ts';
import { sideOf } from '../life/machine/machine.ts';
import type { Preservation } from './preservation.ts';
import { decidePreservation } from './preservation-step.ts';
import * as store from './preservation.store.ts';
import { requestUnder } from '../request.store.ts';

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
      throw new Refusal('notAllowed', {
        expected: 'somebody who writes or sends requests of this case',
        found: 'another role',
        next: 'Ask the lead of the case who may.',
      });
    const known = begunUnder && (await store.preservationUnder(tx, file.id, begunUnder));
    if (known !== undefined) return known;
    const id = begunUnder ?? newUuid(people.clock, people.random);
    const begunAt = new Date(people.clock());
    return store.insertPreservation(tx, { ...given, id, caseId: file.id, begunBy: person.id, begunAt });
  });
}

export interface PreservationActGiven extends ActGiven {
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
    refuseProgram(people, row);
    await checkProduction(tx, file.id, told.detail);
    const at = new Date(people.clock());
    const { id = newUuid(people.clock, people.random) } = given;
    await store.insertPreservationEvent(tx, {
      id,
      preservation: held.id,
      caseId: file.id,
      act: given.act,
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
      inForceAt: given.act === 'confirm' ? told.occurredAt : undefined,
      production: told.detail.production as Uuid | undefined, // an id, by its schema
      reference: told.detail.reference,
    });
    await followPreservation(
      tx,
      acting,
      {
        id: held.id,
        direction: held.direction,
        form: held.form,
        instrument: held.instrument,
        state: held.stateCode,
        categories: held.categories,
      },
      { event: id, row, ...told },
    );
    return (await store.preservationOf(tx, file.id, given.number)) ?? held;
  });
}

/** Of this case, and one that this person sees. */
async function checkProduction(tx: Tx, caseId: Uuid, { production }: ActDetail): Promise<void> {
  if (production === undefined) return;
  if ((await requestUnder(tx, caseId, production as Uuid)) !== undefined) return; // an id, by its schema
  throw new Refusal('badInput', {
    expected: 'a request of this case that asks for the data',
    found: 'none',
    next: 'Nothing was recorded. Name the request.',
  });
}

function noPreservation(number: number): Refusal {
  return new Refusal('notFound', {
    expected: 'a preservation of this case',
    found: `none with the number ${number}`,
    next: 'Look at the preservations of the case.',
  });
}
