// What waits for somebody over all their cases, as JSON: hand-overs to answer, disposals to decide.
import { z } from 'zod';
import type { Tx } from '../../people/as-person.store.ts';
import { pageFrom, placeOf, type ApiVisit, type paging } from '../../people/visit.api.ts';
import type { WaitingPlace } from './disposal.store.ts';

/** What each line says. */
export const waitingShape = z.object({
  id: z.uuid(),
  exhibit: z.string().describe('Its number.'),
  title: z.string(),
  case: z.string(),
  item: z.int(),
});

interface Waiting {
  readonly id: string;
  /** Of the exhibit. */
  readonly number: string;
  /** Of its case. */
  readonly reference: string;
  /** Since when it waits. */
  readonly at: Date;
}

const place = z.tuple([z.iso.datetime(), z.uuid()]);

/** The oldest first. `find`: at most `limit`, those after the place. */
export async function waitingPage<T extends Waiting, J>(
  { person, people, query: { after, limit } }: ApiVisit & { readonly query: z.output<typeof paging> },
  find: (tx: Tx, limit: number, after: WaitingPlace | undefined) => Promise<readonly T[]>,
  json: (one: Omit<T, keyof Waiting>, at: string) => J,
) {
  const from = placeOf(after, place);
  const where = from === undefined ? undefined : { at: new Date(from[0]), id: from[1] };
  const found = await people.db.asPerson(person.id, (tx) => find(tx, limit + 1, where));
  return pageFrom(
    found,
    limit,
    ({ id, number, reference, at, ...one }) => ({
      ...json(one, at.toISOString()),
      id,
      exhibit: number,
      case: reference,
    }),
    ({ at, id }) => [at.toISOString(), id],
  );
}
