// SQL of the pictures of a case with what their cameras say, as the person who looks.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../../evidence/log/log.store.ts';
import { cameraTime, degreesOf, type WallPicture } from './wall.ts';

interface Row {
  readonly exhibit: string;
  readonly item: string;
  readonly path: string;
  readonly modified: string | null;
  readonly taken: string | null;
  readonly longitude: unknown;
  readonly latitude: unknown;
}

/** One for each content of an exhibit, by exhibit and path. */
export async function wallPictures(
  db: Db,
  { caseId, limit }: { readonly caseId: Uuid; readonly limit: number },
): Promise<readonly WallPicture[]> {
  const { rows } = await sql<Row>`
    select e.number as exhibit, encode(i.id, 'hex') as item, i.path, i.modified, x.facts->>'taken' as taken,
           x.facts->'longitude' as longitude, x.facts->'latitude' as latitude
      from examined_unit u
      join examined_item i on i.exhibit_id = u.exhibit_id and i.id = u.item_id
      join exhibit e on e.id = u.exhibit_id
      left join lateral (
        select f.facts from examined_item o
          join examined_unit f on f.exhibit_id = o.exhibit_id and f.item_id = o.id and f.stage = 'extract:exif' and f.outcome = 'done'
         where o.exhibit_id = i.exhibit_id and o.sha256 = i.sha256 order by f.key limit 1) x on true
     where u.case_id = ${caseId} and u.stage = 'picture' and u.outcome = 'done'
     order by e.item, left(i.path, 300) collate "C", i.id limit ${limit}`.execute(db);
  return rows.map(({ taken, modified, longitude, latitude, ...row }) => {
    const camera = cameraTime(taken);
    const file = /^\d{4}-\d\d-\d\d/.test(modified ?? '') ? modified?.slice(0, 19) : undefined;
    const at = { longitude: degreesOf(longitude, 180), latitude: degreesOf(latitude, 90) };
    return { ...row, ...at, time: camera ?? file, isCameras: camera !== undefined };
  });
}

export interface Veil {
  readonly exhibit: string;
  readonly item: string;
  /** Grey squares, hex. */
  readonly veil: string;
  readonly veilWidth: number;
}

/** Of the pictures that a page shows. */
export async function veilsOf(
  db: Db,
  caseId: Uuid,
  shown: readonly Pick<WallPicture, 'item'>[],
): Promise<readonly Veil[]> {
  const { rows } = await sql<Veil>`
    select e.number as exhibit, encode(u.item_id, 'hex') as item, u.facts->>'veil' as veil, (u.facts->>'veilWidth')::integer as "veilWidth"
      from examined_unit u join exhibit e on e.id = u.exhibit_id
     where u.case_id = ${caseId} and u.stage = 'picture' and u.outcome = 'done'
       and u.item_id in (select decode(id, 'hex') from unnest(${shown.map(({ item }) => item)}::text[]) as s(id))`.execute(
    db,
  );
  return rows;
}
