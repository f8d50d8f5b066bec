// What waits for a peer that is not there.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db } from '../evidence/log/log.store.ts';
import type { Lane } from './peer-reach.ts';

/** Its peer was not there: what waits for it waits as long. `untried`: leased, and given back as they were. */
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
     where o.peer_origin = ${peerOrigin} and o.lane = u.lane and o.state in ('queued', 'relayed')
       and (o.id = any(${[...tried, ...untried]}::uuid[]) or o.next_at < u.until)`.execute(db);
}

export interface PutOffPeer {
  readonly until: { readonly [lane in Lane]: Date };
  readonly why: string;
  readonly now: Date;
  readonly tried: readonly Uuid[];
  readonly untried: readonly Uuid[];
}
