// SQL of what somebody typed into the questions of an act and has not finished (migrations/0001-people.sql).
import { sql, type Kysely } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Schema } from '../platform/schema.ts';
import type { Tx } from './as-person.store.ts';

export interface DraftRow {
  readonly id: Uuid;
  /** As the form has it. */
  readonly key: Uuid;
  /** Null: the act is done. */
  readonly sealed: string | null;
  /** Where the act led; null: it is not done. */
  readonly ledTo: string | null;
}

const COLUMNS = ['id', 'key', 'sealed', 'led_to as ledTo'] as const;

/** Held until the transaction ends. `since`: older ones are as good as gone. */
export async function draftById(tx: Tx, id: Uuid, since: Date): Promise<DraftRow | undefined> {
  const row = await tx
    .selectFrom('act_draft')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('touched_at', '>=', since)
    .forUpdate()
    .executeTakeFirst();
  return row as DraftRow | undefined; // uuid columns
}

/** The open one of this act; held until the transaction ends. */
export async function openDraft(
  tx: Tx,
  of: { readonly person: Uuid; readonly address: string },
  since: Date,
): Promise<DraftRow | undefined> {
  const row = await tx
    .selectFrom('act_draft')
    .select(COLUMNS)
    .where('person_id', '=', of.person)
    .where('address', '=', of.address)
    .where('led_to', 'is', null)
    .where('touched_at', '>=', since)
    .forUpdate()
    .executeTakeFirst();
  return row as DraftRow | undefined; // uuid columns
}

export async function openDraftsBelow(
  tx: Tx,
  of: { readonly person: Uuid; readonly address: string },
  since: Date,
): Promise<(DraftRow & { readonly address: string; readonly touchedAt: Date })[]> {
  const rows = await tx
    .selectFrom('act_draft')
    .select([...COLUMNS, 'address', 'touched_at as touchedAt'])
    .where('person_id', '=', of.person)
    .where(sql<boolean>`starts_with(address, ${of.address})`)
    .where('led_to', 'is', null)
    .where('touched_at', '>=', since)
    .orderBy('touched_at', 'desc')
    .execute();
  return rows as (DraftRow & { address: string; touchedAt: Date })[]; // uuid columns
}

/** One at a time begins an act: until the transaction ends. */
export async function lockDrafts(
  tx: Tx,
  of: { readonly person: Uuid; readonly address: string },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`act_draft ${of.person} ${of.address}`}, 0))`.execute(
    tx,
  );
}

export interface NewDraft {
  readonly id: Uuid;
  readonly person: Uuid;
  readonly address: string;
  readonly key: Uuid;
  readonly sealed: string;
  readonly at: Date;
}

export async function insertDraft(tx: Tx, made: NewDraft): Promise<void> {
  const { id, person, address, key, sealed, at } = made;
  await tx
    .insertInto('act_draft')
    .values({ id, person_id: person, address, key, sealed, touched_at: at, led_to: null })
    .execute();
}

export async function updateDraft(
  tx: Tx,
  id: Uuid,
  to: { readonly sealed: string; readonly at: Date } | { readonly ledTo: string; readonly at: Date },
): Promise<void> {
  const set = 'sealed' in to ? { sealed: to.sealed, led_to: null } : { sealed: null, led_to: to.ledTo };
  await tx
    .updateTable('act_draft')
    .set({ ...set, touched_at: to.at })
    .where('id', '=', id)
    .execute();
}

/** What is too old, or cannot be read any more, gives way to a new one of the same act or under the same id. */
export async function deleteDraft(
  tx: Tx,
  of: { readonly id: Uuid; readonly person: Uuid; readonly address: string },
): Promise<void> {
  await tx
    .deleteFrom('act_draft')
    .where((is) =>
      is.or([
        is('id', '=', of.id),
        is.and([is('person_id', '=', of.person), is('address', '=', of.address), is('led_to', 'is', null)]),
      ]),
    )
    .execute();
}

/** All of this person but the newest; where it is their bytes that are too many, an act that is done has none. */
export async function deleteDraftsBeyond(
  tx: Tx,
  person: Uuid,
  most: { readonly drafts: number; readonly bytes: number },
): Promise<void> {
  await sql`delete from act_draft where id in (
    select id from (
      select id, sealed is not null as is_open, row_number() over newest as place, sum(octet_length(sealed)) over newest as bytes
        from act_draft where person_id = ${person} window newest as (order by touched_at desc, id desc)) d
     where d.place > ${most.drafts} or (d.is_open and d.bytes > ${most.bytes}))`.execute(tx);
}

/** By the system, which sees none of them. How many were cleared. */
export async function clearDrafts(db: Kysely<Schema>, before: Date): Promise<number> {
  const { rows } = await sql<{ cleared: string }>`select comity_clear_drafts(${before}) as cleared`.execute(
    db,
  );
  return Number(rows[0]?.cleared ?? 0);
}
