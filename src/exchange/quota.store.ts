// SQL of what one peer has of us.
import { sql } from 'kysely';
import type { Db } from '../evidence/log/log.store.ts';

/** Of `since` until now, but for what is held. */
export interface Used {
  /** Conversations that it opened. */
  readonly conversations: number;
  /** Requests of it that nobody has registered, of the last 30 days. */
  readonly unanswered: number;
  /** Messages that wait for one before them. */
  readonly held: number;
  /** Of its messages, kept. */
  readonly bytes: number;
}

export async function usedBy(db: Db, peerOrigin: string, now: Date): Promise<Used> {
  const ago = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
  const { rows } = await sql<Record<keyof Used, string>>`
    select (select count(*) from exchange_conversation c
             where c.peer_origin = ${peerOrigin} and not c.is_ours and c.opened_at > ${ago(1)}) as conversations,
           (select count(*) from exchange_conversation c
             where c.peer_origin = ${peerOrigin} and not c.is_ours and c.opened_at > ${ago(30)} and c.request_id is null
               and exists (select from exchange_in i where i.conversation_id = c.id and i.type = 'request' and i.state = 'delivered')) as unanswered,
           (select count(*) from exchange_in i join exchange_conversation c on c.id = i.conversation_id
             where i.state = 'held' and c.peer_origin = ${peerOrigin}) as held,
           (select coalesce(sum(octet_length(i.envelope)), 0) from exchange_in i join exchange_conversation c on c.id = i.conversation_id
             where i.arrived_at > ${ago(1)} and c.peer_origin = ${peerOrigin}) as bytes`.execute(db);
  const [row] = rows;
  const number = (name: keyof Used): number => Number(row?.[name] ?? 0);
  return {
    conversations: number('conversations'),
    unanswered: number('unanswered'),
    held: number('held'),
    bytes: number('bytes'),
  };
}
