// SQL of hits among pictures, of decisions and of openings.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../../evidence/log/log.store.ts';
import type { Decision } from '../known/decided.ts';

export interface Hit {
  readonly id: Uuid;
  /** Hex. Null: it was found before items had names, and its picture is not shown again. */
  readonly item: string | null;
  readonly path: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly quality: number;
  /** Its fingerprint, hex; of a video that of its nearest frame. */
  readonly hash: string;
  /** Grey squares. */
  readonly veil: Uint8Array;
  readonly veilWidth: number;
  readonly entry: number;
  readonly distance: number;
  readonly setName: string;
  readonly setVersion: number;
  /** In the words of the set. */
  readonly category: string | null;
  readonly flags: readonly string[];
  readonly mayBeTold: string | null;
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
  >`select h.id, encode(h.item_id, 'hex') as item, h.path, h.bytes::float8 as bytes, h.width, h.height, h.quality,
       encode(h.hash, 'hex') as hash, h.veil,
       h.veil_width as "veilWidth", h.entry, h.distance, h.set_name as "setName", h.set_version as "setVersion", h.category, h.flags,
       h.may_be_told as "mayBeTold",
       coalesce((select json_agg(json_build_object('person', d.person_id, 'name', p.name, 'decision', d.decision) order by d.at)
         from picture_decision d join person p on p.id = d.person_id where d.hit_id = h.id), '[]'::json) as said
     from picture_hit h where h.exhibit_id = ${exhibit} order by h.distance, left(h.path, 300) collate "C", h.id limit ${MOST_HITS}`.execute(
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
