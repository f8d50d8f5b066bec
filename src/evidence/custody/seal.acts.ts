// Whoever brought an exhibit seals it: a job took the bytes in and the service signed for them, so this is where they say with
// their own signature that what is held under this digest is what they brought.
import { Refusal } from '../../base/refusal.ts';
import { draftOf, exhibitInAct, nameOf, type Viewer } from '../exhibits/exhibit-act.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import { isToSeal, sealKey } from './seal.store.ts';

/** Again, it changes nothing. Refuses notFound, notAllowed (somebody else brought it). */
export async function sealExhibit(house: Installation, by: Viewer, number: string): Promise<void> {
  const { person, file } = by;
  await house.log.append({
    key: sealKey(number, person.id),
    events: async (tx) => {
      const { exhibit, role } = await exhibitInAct(tx, by, number, 'addEvidence');
      if (!(await isToSeal(tx, { caseId: file.id, number, person: person.id }))) throw notYours();
      return [
        {
          ...draftOf(house, { by, number, role }),
          type: 'sealed',
          digests: { sha256: exhibit.sha256 },
          detail: nameOf(by),
        },
      ];
    },
  });
}

const notYours = (): Refusal => new Refusal('notAllowed.sealByBringer');
