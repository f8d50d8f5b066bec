// What one says of hits by digest, where the agency has two people confirm them. Each is an event of the log.
import { isUuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { draftOf, exhibitInAct, nameOf, type Viewer } from '../../evidence/exhibits/exhibit-act.acts.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { readAll, type BodyOf } from '../../web/fields/field.ts';
import { resultOf } from '../known/decided.ts';
import { equalPolicySet } from '../known/equal.acts.ts';
import { equalHit, keepEqualDecision, type EqualHit } from './equal.store.ts';
import { DECIDED, waitsFor } from './review.ts';

/** A page shows no more. */
export const EQUAL_SHOWN = 50;

/** How a form names one: its bytes, and the set. */
export const equalName = ({ content, setId }: Pick<EqualHit, 'content' | 'setId'>): string =>
  `${content}.${setId}`;

/** All of them alike, or none. Refuses notFound: there is none, or two people need not confirm; badInput; conflict: others have settled it. */
export async function decideEqual(
  house: Installation,
  { by, number, hits }: { readonly by: Viewer; readonly number: string; readonly hits: readonly string[] },
  body: BodyOf<typeof DECIDED>,
): Promise<void> {
  const { decision } = readAll(DECIDED, body, undefined);
  const names = [...new Set(hits)];
  if (names.length === 0 || names.length > EQUAL_SHOWN) throw noHit();
  await house.log.append({
    events: async (tx) => {
      const { exhibit, role } = await exhibitInAct(tx, by, number, 'checkEvidence');
      if (!(await equalPolicySet(tx)).twoPersons) throw noHit();
      const person = by.person.id;
      const of = { exhibit: exhibit.id, caseId: exhibit.caseId, person, at: new Date(house.clock()) };
      const drafts = [];
      for (const name of names) {
        const [content = '', setId = ''] = name.split('.');
        const isName = /^[0-9a-f]{64}$/.test(content) && isUuid(setId);
        const hit = isName ? await equalHit(tx, exhibit.id, { content, setId, person }) : undefined;
        if (hit === undefined) throw noHit();
        const said = new Map(hit.said.map((one) => [one.person, one.decision]));
        const own = said.get(person);
        if (own === decision) continue;
        // Until a second person has decided, the first may think again.
        const isAlone = own !== undefined && said.size === 1;
        if (!isAlone && !waitsFor(said, person)) throw new Refusal('conflict.pictureSettled');
        await keepEqualDecision(tx, of, { hit, decision });
        const files = hit.files === 1 ? '' : `, in ${hit.files} files with these bytes`;
        const result = resultOf([...said.set(person, decision).values()]);
        const method = `hit of set ${hit.setName} ${hit.setVersion}, equal by ${hit.digest}: ${decision}${files}; it is now ${result}`;
        const detail = { ...nameOf(by), foundAs: hit.path };
        drafts.push({
          ...draftOf(house, { by, number, role }),
          type: 'extracted' as const,
          facts: { method },
          detail,
        });
      }
      return drafts;
    },
  });
}

const noHit = (): Refusal => new Refusal('notFound.pictureHit');
