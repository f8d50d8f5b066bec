// Marks items: one row each with who and when. A later one of the same person stands in its place.
import { sql } from 'kysely';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { exhibitInAct, type Viewer } from '../../evidence/exhibits/exhibit-act.acts.ts';
import type { Db } from '../../evidence/log/log.store.ts';
import type { People } from '../../people/people.acts.ts';
import { readAll, type BodyOf } from '../../web/fields/field.ts';
import { MARK } from './mark.ts';

interface Marking {
  readonly number: string;
  /** Hex. */
  readonly item: string;
  readonly body: BodyOf<typeof MARK>;
  /** Under which it is there once. */
  readonly id?: Uuid;
}

/** Refuses notFound where there is no such item. */
export async function markItem(people: People, viewer: Viewer, marking: Marking): Promise<void> {
  await markItems(people, viewer, { ...marking, items: [marking.item] });
}

/** Each of them alike, or none. Refuses notFound where one is not there. `id` is that of the first mark. */
export async function markItems(
  people: People,
  viewer: Viewer,
  { number, items, body, id }: Omit<Marking, 'item'> & { readonly items: readonly string[] },
): Promise<void> {
  const { relevant, tag, note } = readAll(MARK, body, {});
  await people.operator.transaction(async (tx) => {
    const { exhibit } = await exhibitInAct(tx, viewer, number, 'checkEvidence');
    for (const [at, item] of items.entries()) {
      if ((await itemPath(tx, exhibit.id, item)) === undefined) throw new Refusal('notFound.absent');
      const own = at === 0 ? id : undefined;
      await sql`
        insert into item_mark (id, exhibit_id, case_id, item_id, is_relevant, tag, note, by_person, at)
        values (${own ?? newUuid(people.clock, people.random)}, ${exhibit.id}, ${exhibit.caseId}, decode(${item}, 'hex'), ${relevant},
          ${tag ?? null}, ${note ?? null}, ${viewer.person.id}, ${new Date(people.clock())})
        on conflict (id) do nothing`.execute(tx);
    }
  });
}

/** Undefined: there is none of that id. */
export async function itemPath(db: Db, exhibit: Uuid, item: string): Promise<string | undefined> {
  if (!/^[0-9a-f]{64}$/.test(item)) return undefined;
  const { rows } = await sql<{ path: string }>`
    select path from examined_item where exhibit_id = ${exhibit} and id = decode(${item}, 'hex')`.execute(db);
  return rows[0]?.path;
}
