// SQL of changes of the law data between authorities.
import type { Uuid } from '../base/ids.ts';
import type { Db } from '../evidence/log/log.store.ts';

/** A change of ours that was told, and the answer if there is one. */
interface ToldLaw {
  readonly peerOrigin: string;
  /** What `aboutLaw` says of the proposal. */
  readonly about: string;
  readonly answer: Uint8Array | undefined;
}

export const aboutLaw = (proposal: Uuid): string => `law:${proposal}`;

export async function toldLaw(db: Db, proposals: readonly Uuid[]): Promise<ToldLaw[]> {
  if (proposals.length === 0) return [];
  const rows = await db
    .selectFrom('exchange_out as o')
    .leftJoin('exchange_in as i', (join) =>
      join
        .onRef('i.conversation_id', '=', 'o.conversation_id')
        .on('i.type', '=', 'proposalDecided')
        .on('i.state', '=', 'delivered'),
    )
    .select(['o.peer_origin', 'o.about', 'i.plain'])
    .where('o.type', '=', 'lawProposal')
    .where('o.about', 'in', proposals.map(aboutLaw))
    .orderBy('o.peer_origin')
    .execute();
  return rows.map(({ peer_origin, about, plain }) => ({
    peerOrigin: peer_origin,
    about: about ?? '',
    answer: plain ?? undefined,
  }));
}
