// What waits for a peer that is not there.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db } from '../evidence/log/log.store.ts';
import type { Lane } from './peer-reach.ts';

/**
 * Its peer was not there: what waits for it waits as long. `untried`: leased, and given back as they were. Rows are locked by id, as
 * all do that lock several: many hear at once that nobody is there, while receipts come in.
 */
export async function putOffPeer(
  db: Db,
  peerOrigin: string,
  { until, why, now, tried, untried }: PutOffPeer,
): Promise<void> {
  await sql`
    update exchange_out o set next_at = u.until, last_error = ${why.slice(0, 500)},
      attempts = o.attempts - case when o.id = any(${untried}::uuid[]) then 1 else 0 end,
      state = case when o.expires_at <= ${now} then 'expired' else o.state end
     from (values ('normal', ${until.normal}::timestamptz), ('urgent', ${until.urgent}::timestamptz)) as u (lane, until)
     where o.lane = u.lane and o.id in (
       select id from exchange_out w
        where w.peer_origin = ${peerOrigin} and w.state in ('queued', 'relayed')
          and (w.id = any(${[...tried, ...untried]}::uuid[])
            or w.next_at < case w.lane when 'urgent' then ${until.urgent}::timestamptz else ${until.normal}::timestamptz end)
        order by id for update)`.execute(db);
}

interface PutOffPeer {
  readonly until: { readonly [lane in Lane]: Date };
  readonly why: string;
  readonly now: Date;
  readonly tried: readonly Uuid[];
  readonly untried: readonly Uuid[];
}
