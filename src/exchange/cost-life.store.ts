// SQL of costs that are claimed and answered by line.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db } from '../evidence/log/log.store.ts';
import type { ANSWERED_AS } from './cost-messages.ts';
import type { ToFollow } from './request-life.store.ts';

interface ToTell {
  /** Of the event. */
  readonly id: Uuid;
  readonly conversation: Uuid;
  readonly by: Uuid;
}

export interface ClaimToTell extends ToTell {
  /** As it was given. */
  readonly amount: string;
  readonly currency: string;
  readonly on: string;
}

/** Costs that we claim for what a peer asked of us, while the claim stands. */
export async function claimsToTell(
  db: Db,
  peerOrigin: string,
  since: Date,
  most: number,
): Promise<ClaimToTell[]> {
  const { rows } = await sql<ClaimToTell>`
    select e.id, c.id as conversation, e.by_person as by, trim_scale(e.amount)::text as amount, e.currency, e.on_day::text as on
      from request_cost_event e join exchange_conversation c on c.request_id = e.request_id
     where c.peer_origin = ${peerOrigin} and not c.is_ours and e.act = 'claimed' and e.at > ${since} and e.at >= c.opened_at
       and not exists (select from exchange_in n where n.conversation_id = c.id and n.type = 'orderNotified')
       and not exists (select from request_cost_event m where m.request_id = e.request_id and m.number = e.number and m.act = 'mistaken')
       and not exists (select from exchange_out o where o.conversation_id = c.id and o.about = 'costs:' || e.id)
     order by e.id limit ${most}`.execute(db);
  return rows;
}

export interface AnswerToTell extends ToTell {
  /** Message that claims, and the digest of its envelope. */
  readonly claim: Uuid;
  readonly of: string;
  readonly outcome: (typeof ANSWERED_AS)[number];
  readonly amount: string | null;
  readonly currency: string;
  readonly on: string;
  readonly evidence: string;
  readonly language: string;
}

/** What we recorded of a claim that came from a peer, while it stands. The claim is recorded under the id of its message. */
export async function answersToTell(
  db: Db,
  peerOrigin: string,
  since: Date,
  most: number,
): Promise<AnswerToTell[]> {
  const { rows } = await sql<AnswerToTell>`
    select e.id, c.id as conversation, e.by_person as by, i.id as claim, i.note_sha256 as of, e.act as outcome,
           trim_scale(e.amount)::text as amount, m.currency, e.on_day::text as on, e.evidence, r.written_in as language
      from request_cost_event e join request_cost_event m on m.request_id = e.request_id and m.number = e.number and m.act = 'claimed'
      join exchange_in i on i.id = m.id and i.type = 'costs' join exchange_conversation c on c.id = i.conversation_id
      join request r on r.id = e.request_id and r.id = c.request_id
     where c.peer_origin = ${peerOrigin} and c.is_ours and e.act in ('reimbursed', 'refused') and e.at > ${since}
       and not exists (select from request_cost_event n where n.request_id = e.request_id and n.number = e.number and n.act = 'mistaken')
       and not exists (select from exchange_out o where o.conversation_id = c.id and o.about = 'costsAnswered:' || e.id)
     order by e.id limit ${most}`.execute(db);
  return rows;
}

/** The claim of ours that an envelope of this digest told: its number within the request, and its currency. Also where it was said again. */
export async function claimTold(
  db: Db,
  { conversation, request }: Pick<ToFollow, 'conversation' | 'request'>,
  digest: string,
): Promise<{ readonly number: number; readonly currency: string } | undefined> {
  const { rows } = await sql<{ number: number; currency: string }>`
    select e.number, e.currency
      from exchange_out o left join exchange_out p on o.about = 'again:' || p.id and p.conversation_id = o.conversation_id
      join request_cost_event e on e.request_id = ${request} and e.act = 'claimed' and coalesce(p.about, o.about) = 'costs:' || e.id
     where o.conversation_id = ${conversation} and o.note_sha256 = ${digest}`.execute(db);
  return rows[0];
}
