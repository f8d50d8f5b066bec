// SQL of known pictures, hits, decisions and openings.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../../evidence/log/log.store.ts';
import type { Decision } from './review.ts';

export interface PictureSet {
  readonly id: Uuid;
  readonly name: string;
  readonly version: string;
  readonly category: string;
  readonly owner: string;
  readonly basis: string;
  readonly mayBeTold: string | null;
  /** A day: it may be used before it. */
  readonly expiresOn: string;
  readonly count: number;
}

const SET = sql<PictureSet>`select id, name, version, category, owner, basis, may_be_told as "mayBeTold",
  expires_on::text as "expiresOn", octet_length(hashes) / 32 as count from picture_set`;

export async function pictureSets(db: Db): Promise<readonly PictureSet[]> {
  return (await sql<PictureSet>`${SET} order by name, version, category`.execute(db)).rows;
}

export async function keepSet(
  db: Db,
  set: Omit<PictureSet, 'count'> & { readonly hashes: Buffer; readonly sha256: Buffer; readonly at: Date },
): Promise<boolean> {
  const { id, name, version, category, owner, basis, mayBeTold, expiresOn, hashes, sha256, at } = set;
  const { numAffectedRows } = await sql`
    insert into picture_set (id, name, version, category, owner, basis, may_be_told, expires_on, hashes, sha256, made_at)
    values (${id}, ${name}, ${version}, ${category}, ${owner}, ${basis}, ${mayBeTold}, ${expiresOn}, ${hashes}, ${sha256}, ${at})
    on conflict (name, version, category) do nothing`.execute(db);
  return numAffectedRows === 1n;
}

export async function hashesOf(db: Db, id: Uuid): Promise<Buffer> {
  const row = await db
    .selectFrom('picture_set')
    .select('hashes')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.hashes;
}

export interface NewHit {
  readonly id: Uuid;
  readonly volume: number | undefined;
  readonly path: string;
  readonly address: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly hash: Uint8Array;
  readonly quality: number;
  readonly veil: Uint8Array;
  readonly veilWidth: number;
  readonly entry: number;
  readonly distance: number;
}

export async function keepHits(
  db: Db,
  of: { readonly exhibit: Uuid; readonly caseId: Uuid; readonly set: PictureSet; readonly at: Date },
  hits: readonly NewHit[],
): Promise<void> {
  for (const { veilWidth, volume = null, hash, veil, ...hit } of hits)
    await db
      .insertInto('picture_hit')
      .values({
        ...hit,
        volume,
        hash: Buffer.from(hash),
        veil: Buffer.from(veil),
        veil_width: veilWidth,
        exhibit_id: of.exhibit,
        case_id: of.caseId,
        set_id: of.set.id,
        set_name: of.set.name,
        set_version: of.set.version,
        category: of.set.category,
        found_at: of.at,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
}

export interface Hit extends Omit<NewHit, 'hash'> {
  readonly setName: string;
  readonly setVersion: string;
  readonly category: string;
  /** By person. */
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly names: ReadonlyMap<string, string>;
}

const MOST_HITS = 2000;

/** The nearest first, and always in the same order. */
export async function hitsOf(db: Db, exhibit: Uuid): Promise<readonly Hit[]> {
  const { rows } = await sql<
    Omit<Hit, 'decisions' | 'names'> & {
      said: readonly { person: string; name: string; decision: Decision }[];
    }
  >`select h.id, h.volume, h.path, h.address, h.bytes::float8 as bytes, h.width, h.height, h.quality, h.veil,
       h.veil_width as "veilWidth", h.entry, h.distance, h.set_name as "setName", h.set_version as "setVersion", h.category,
       coalesce((select json_agg(json_build_object('person', d.person_id, 'name', p.name, 'decision', d.decision) order by d.at)
         from picture_decision d join person p on p.id = d.person_id where d.hit_id = h.id), '[]'::json) as said
     from picture_hit h where h.exhibit_id = ${exhibit} order by h.distance, h.id limit ${MOST_HITS}`.execute(
    db,
  );
  return rows.map(({ said, ...hit }) => ({
    ...hit,
    decisions: new Map(said.map(({ person, decision }) => [person, decision])),
    names: new Map(said.map(({ person, name }) => [person, name])),
  }));
}

/** Until a second person has decided, somebody may think again. */
export async function keepDecision(
  db: Db,
  of: {
    readonly hit: Uuid;
    readonly exhibit: Uuid;
    readonly caseId: Uuid;
    readonly person: Uuid;
    readonly at: Date;
  },
  decision: Decision,
): Promise<void> {
  await db
    .insertInto('picture_decision')
    .values({
      hit_id: of.hit,
      exhibit_id: of.exhibit,
      case_id: of.caseId,
      person_id: of.person,
      decision,
      at: of.at,
    })
    .onConflict((conflict) => conflict.columns(['hit_id', 'person_id']).doUpdateSet({ decision }))
    .execute();
}

export async function keepOpening(
  db: Db,
  of: { id: Uuid; hit: Uuid; exhibit: Uuid; caseId: Uuid; person: Uuid; at: Date },
): Promise<void> {
  await db
    .insertInto('picture_opening')
    .values({
      id: of.id,
      hit_id: of.hit,
      exhibit_id: of.exhibit,
      case_id: of.caseId,
      person_id: of.person,
      at: of.at,
    })
    .execute();
}

/** In all cases, the latest first. */
export async function openingsOf(db: Db, person: Uuid, since: Date): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('picture_opening')
    .select('at')
    .where('person_id', '=', person)
    .where('at', '>', since)
    .orderBy('at', 'desc')
    .limit(1000)
    .execute();
  return rows.map(({ at }) => at.getTime());
}
