// How many pictures of an exhibit are near to a known one, each once however many files have its bytes.
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../../evidence/log/log.store.ts';

export async function countHits(db: Db, exhibit: Uuid): Promise<number> {
  const { count } = await db
    .selectFrom('picture_hit')
    .select((of) => of.fn.countAll<string>().as('count'))
    .where('exhibit_id', '=', exhibit)
    .where('is_first', '=', true)
    .executeTakeFirstOrThrow();
  return Number(count);
}
