// SQL of the fingerprints of a case, as the person who looks.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../../evidence/log/log.store.ts';

export interface CasePicture {
  readonly exhibit: string;
  readonly item: string;
  readonly path: string;
  readonly pdq: string;
  /** Grey squares, hex. */
  readonly veil: string;
  readonly veilWidth: number;
  /** Files with the same bytes in that exhibit, this one included. */
  readonly copies: number;
}

/** One for each content, by exhibit and path; those of one colour, or nearly so, are near to whatever is. */
export async function pictures(
  db: Db,
  {
    caseId,
    leastQuality,
    limit,
  }: { readonly caseId: Uuid; readonly leastQuality: number; readonly limit: number },
): Promise<readonly CasePicture[]> {
  const { rows } = await sql<CasePicture>`
    select e.number as exhibit, encode(i.id, 'hex') as item, i.path, u.facts->>'pdq' as pdq, u.facts->>'veil' as veil,
           (u.facts->>'veilWidth')::integer as "veilWidth",
           (select count(*) from examined_item o where o.exhibit_id = i.exhibit_id and o.sha256 = i.sha256)::integer as copies
      from examined_unit u
      join examined_item i on i.exhibit_id = u.exhibit_id and i.id = u.item_id
      join exhibit e on e.id = u.exhibit_id
     where u.case_id = ${caseId} and u.stage = 'picture' and u.outcome = 'done' and (u.facts->>'quality')::integer >= ${leastQuality}
     order by e.item, left(i.path, 300) collate "C", i.id limit ${limit}`.execute(db);
  return rows;
}
