// SQL of what is watched between installations: whether a peer answers, and urgent requests that nobody has opened.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';

export interface Probe {
  readonly peerOrigin: string;
  readonly triedAt: Date;
  readonly answeredAt: Date | undefined;
  readonly roundMs: number | undefined;
  /** Their clock less ours. */
  readonly offsetMs: number | undefined;
  /** Of the last try; undefined: it answered. */
  readonly error: string | undefined;
}

/** What was heard the last time stays beside a try that failed. */
export async function keepProbe(
  db: Db,
  { peerOrigin, triedAt, answeredAt, roundMs, offsetMs, error }: Probe,
): Promise<void> {
  await sql`
    insert into exchange_probe values
      (${peerOrigin}, ${triedAt}, ${answeredAt ?? null}, ${roundMs ?? null}, ${offsetMs ?? null}, ${error?.slice(0, 500) ?? null})
    on conflict (peer_origin) do update set tried_at = excluded.tried_at, error = excluded.error,
      answered_at = coalesce(excluded.answered_at, exchange_probe.answered_at),
      round_ms = coalesce(excluded.round_ms, exchange_probe.round_ms),
      offset_ms = coalesce(excluded.offset_ms, exchange_probe.offset_ms)`.execute(db);
}

export async function probes(db: Db): Promise<Probe[]> {
  const rows = await db.selectFrom('exchange_probe').selectAll().execute();
  return rows.map((row) => ({
    peerOrigin: row.peer_origin,
    triedAt: row.tried_at,
    answeredAt: row.answered_at ?? undefined,
    roundMs: row.round_ms ?? undefined,
    offsetMs: row.offset_ms === null ? undefined : Number(row.offset_ms),
    error: row.error ?? undefined,
  }));
}

export interface Unopened {
  readonly message: Uuid;
  readonly peerOrigin: string;
}

/** Urgent requests of which nobody was told. */
export async function unpaged(tx: Tx): Promise<Unopened[]> {
  const { rows } = await sql<{ id: Uuid; peer_origin: string }>`
    select i.id, c.peer_origin from exchange_in i join exchange_conversation c on c.id = i.conversation_id
     where i.type = 'request' and i.state = 'delivered' and i.opened_at is null and c.request_id is null and i.lane = 'urgent'
       and not exists (select from exchange_page p where p.message_id = i.id)
     order by i.arrived_at limit 100 for update of i skip locked`.execute(tx);
  return rows.map(({ id, peer_origin: peerOrigin }) => ({ message: id, peerOrigin }));
}

/** Those of which somebody was told before `since`, and that nobody has opened. */
export async function unanswered(tx: Tx, since: Date): Promise<Unopened[]> {
  const { rows } = await sql<{ id: Uuid; peer_origin: string }>`
    select i.id, c.peer_origin from exchange_page p join exchange_in i on i.id = p.message_id
      join exchange_conversation c on c.id = i.conversation_id
     where p.escalated_at is null and p.paged_at <= ${since} and i.opened_at is null and c.request_id is null
     order by i.arrived_at limit 100 for update of p skip locked`.execute(tx);
  return rows.map(({ id, peer_origin: peerOrigin }) => ({ message: id, peerOrigin }));
}

export async function insertPaged(tx: Tx, message: Uuid, at: Date): Promise<void> {
  await tx.insertInto('exchange_page').values({ message_id: message, paged_at: at }).execute();
}

export async function setEscalated(tx: Tx, message: Uuid, at: Date): Promise<void> {
  await tx.updateTable('exchange_page').set({ escalated_at: at }).where('message_id', '=', message).execute();
}

export interface OnDuty {
  readonly email: string;
  readonly language: string | undefined;
}

/** Who has one of these roles, and is still with us. */
export async function personsWith(tx: Tx, roles: readonly string[]): Promise<OnDuty[]> {
  const { rows } = await sql<{ email: string; language: string | null }>`
    select distinct p.email, (select g.language from person_language g where g.person_id = p.id) as language
      from person p join person_role r on r.person_id = p.id
     where r.role = any(${[...roles]}::text[]) and p.ended_at is null order by p.email limit 200`.execute(tx);
  return rows.map(({ email, language }) => ({ email, language: language ?? undefined }));
}
