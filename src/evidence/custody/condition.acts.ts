// A limit on the use of an exhibit, stated after it was taken in. It travels with the exhibit from then on, and no act takes
// one away: who may use it more freely has that in writing, as an authority beside it.
import { Refusal } from '../../base/refusal.ts';
import { addToConditions } from '../exhibits/exhibit.store.ts';
import { draftOf, exhibitInAct, nameOf, type Viewer } from '../exhibits/exhibit-act.acts.ts';
import type { Installation } from '../log/installation.acts.ts';

interface NewCondition {
  readonly by: Viewer;
  readonly number: string;
  /** As it is to travel: signed into the log, so without names. */
  readonly condition: string;
  /** Who set it, or on what ground. */
  readonly reason: string;
  /** Idempotency key. */
  readonly key: string;
}

/** An event holds a hundred texts in a fact; so does an exhibit, because an offer repeats all its conditions. */
export const CONDITIONS_MAX = 100;

/** Refuses notFound, notAllowed, alreadyExists (stated before), tooLarge. */
export async function addCondition(house: Installation, added: NewCondition): Promise<void> {
  const { by, number, condition } = added;
  await house.log.append({
    key: `condition:${by.person.id}:${added.key}`,
    events: async (tx) => {
      const { exhibit, role } = await exhibitInAct(tx, by, number, 'addCondition');
      if (exhibit.conditions.length >= CONDITIONS_MAX) throw tooMany();
      if (!(await addToConditions(tx, exhibit.id, condition))) throw statedBefore();
      return [
        {
          ...draftOf(house, { by, number, role }),
          type: 'conditionAdded',
          reason: added.reason,
          detail: nameOf(by),
          facts: { conditions: [condition] },
        },
      ];
    },
  });
}

const statedBefore = (): Refusal => new Refusal('alreadyExists.condition');

const tooMany = (): Refusal => new Refusal('tooLarge.conditions', { conditionsMax: CONDITIONS_MAX });
